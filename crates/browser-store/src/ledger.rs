//! The rows of the ledger, with an index by time, and the sums of their days.

use std::collections::BTreeMap;
use std::future::IntoFuture;

use api::StoreFailure;
use chrono::{Datelike, NaiveDate};
use idb::{KeyRange, Query};
use js_sys::{Array, Object, Reflect};
use rules::calendar::Instant;
use rules::usage::{DayRange, DayUse, UnitsUsed, Use, days_of_change};
use rules::vocabulary::{AccountId, QuotaKind, SubjectId};
use service::{LedgerRow, LedgerSlice, RowChange};
use wasm_bindgen::JsValue;
use web_sys::IdbObjectStore;

use crate::database::{BY_TIME, DAYS, LEDGER, Work, failure, failure_of_value, other};

/// The key of a row.
pub(crate) const ROW_KEY: [&str; 3] = ["account", "quota", "subject"];
/// The key of the index by time. Time counts backwards in it, since a browser can only read many at once in rising order.
pub(crate) const TIME_KEY: [&str; 4] = ["account", "quota", "back", "subject"];
const ROW: &str = "row";

/// Whether a row that is to be changed is no longer as the change knew it.
pub(crate) async fn are_changed_since(
    work: &Work,
    account: &AccountId,
    changes: &[RowChange],
) -> Result<bool, StoreFailure> {
    let known: Vec<&LedgerRow> = changes.iter().filter_map(|change| change.before.as_ref()).collect();
    let keys = known.iter().map(|row| row_key(account, row.entry.quota, &row.entry.subject));
    let present = get_all(work, keys.collect()).await?;
    Ok(present.iter().map(Option::as_ref).ne(known.into_iter().map(Some)))
}

/// Writes the rows without waiting for each: the transaction fails as a whole, also where a new one is there already.
pub(crate) fn put(work: &Work, account: &AccountId, changes: &[RowChange]) -> Result<(), StoreFailure> {
    let store: IdbObjectStore = work.store(LEDGER)?.into();
    for change in changes {
        let row = encoded(account, &change.after)?;
        let asked = if change.before.is_none() { store.add(&row) } else { store.put(&row) };
        asked.map_err(|error| failure_of_value(&error))?;
    }
    Ok(())
}

/// Adds what the changes mean for the days.
pub(crate) async fn add_to_days(work: &Work, account: &AccountId, changes: &[RowChange]) -> Result<(), StoreFailure> {
    let mut added: BTreeMap<(&str, NaiveDate), (QuotaKind, UnitsUsed)> = BTreeMap::new();
    for change in changes {
        let before = change.before.as_ref().map(|row| &row.entry);
        for day in days_of_change(before, &change.after.entry) {
            let (_, sum) = added.entry((day.quota.code(), day.day)).or_insert((day.quota, UnitsUsed::default()));
            *sum = sum.plus(day.units);
        }
    }
    for ((_, day), (quota, units)) in added {
        let key = day_key(account, quota, day);
        let present = work.get_text(DAYS, &key).await?.map(|text| decode_day(&text)).transpose()?;
        let units = present.map_or(units, |present| present.units.plus(units));
        let text = serde_json::to_string(&DayUse { day, quota, units }).map_err(|error| other(&error.to_string()))?;
        work.put(DAYS, &key, &JsValue::from_str(&text)).await?;
    }
    Ok(())
}

/// The rows that there are of some uses.
pub(crate) async fn rows(work: &Work, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
    let keys = uses.iter().map(|one| row_key(account, one.quota, &one.subject)).collect();
    Ok(get_all(work, keys).await?.into_iter().flatten().collect())
}

/// A slice of the ledger: what is skipped is not read.
pub(crate) async fn slice(
    work: &Work,
    account: &AccountId,
    slice: &LedgerSlice,
) -> Result<Vec<LedgerRow>, StoreFailure> {
    let index = work.store(LEDGER)?.index(BY_TIME).map_err(|error| failure(&error))?;
    let time_key = |back: f64| {
        [account.as_str().into(), slice.quota.code().into(), JsValue::from_f64(back)].into_iter().collect::<Array>()
    };
    // The last instant inside comes first, and an array comes after every text.
    let first: JsValue = time_key(backwards(slice.until) + 1.0).into();
    let last = time_key(backwards(slice.from));
    last.push(&Array::new());
    let range = |first: &JsValue| KeyRange::bound(first, &last, None, None).map_err(|error| failure(&error));
    if first_is_after(&first, &last) {
        return Ok(Vec::new());
    }
    let mut begin = first;
    if slice.skip > 0 {
        let cursor =
            index.open_key_cursor(Some(Query::KeyRange(range(&begin)?)), None).map_err(|error| failure(&error))?;
        let Some(cursor) = cursor.await.map_err(|error| failure(&error))? else {
            return Ok(Vec::new());
        };
        let advanced = cursor.advance(slice.skip).map_err(|error| failure(&error))?;
        let Some(cursor) = advanced.await.map_err(|error| failure(&error))? else {
            return Ok(Vec::new());
        };
        begin = cursor.key().map_err(|error| failure(&error))?;
    }
    let request =
        index.get_all(Some(Query::KeyRange(range(&begin)?)), Some(slice.limit)).map_err(|error| failure(&error))?;
    request.await.map_err(|error| failure(&error))?.iter().map(decoded).collect()
}

/// The sums of the days of a range.
pub(crate) async fn days(
    work: &Work,
    account: &AccountId,
    quota: QuotaKind,
    range: DayRange,
) -> Result<Vec<DayUse>, StoreFailure> {
    if range.last < range.first {
        return Ok(Vec::new());
    }
    let (first, last) = (day_key(account, quota, range.first), day_key(account, quota, range.last));
    let range = KeyRange::bound(&first, &last, None, None).map_err(|error| failure(&error))?;
    let request = work.store(DAYS)?.get_all(Some(Query::KeyRange(range)), None).map_err(|error| failure(&error))?;
    let days = request.await.map_err(|error| failure(&error))?;
    days.iter().map(|day| decode_day(&day.as_string().unwrap_or_default())).collect()
}

/// What stands under some keys; asked all at once, and waited for together.
async fn get_all(work: &Work, keys: Vec<JsValue>) -> Result<Vec<Option<LedgerRow>>, StoreFailure> {
    let store = work.store(LEDGER)?;
    let mut asked = Vec::with_capacity(keys.len());
    for key in keys {
        asked.push(store.get(key).map_err(|error| failure(&error))?.into_future());
    }
    let mut found = Vec::with_capacity(asked.len());
    for answer in asked {
        let row = answer.await.map_err(|error| failure(&error))?;
        found.push(row.as_ref().map(decoded).transpose()?);
    }
    Ok(found)
}

/// Microseconds, counted so that what is later is less.
#[expect(clippy::cast_precision_loss, reason = "microseconds of this millennium are exact")]
fn backwards(at: Instant) -> f64 {
    -(at.timestamp_micros() as f64)
}

fn first_is_after(first: &JsValue, last: &Array) -> bool {
    let back = |key: &Array| key.get(2).as_f64();
    back(&Array::from(first)) > back(last)
}

fn row_key(account: &AccountId, quota: QuotaKind, subject: &SubjectId) -> JsValue {
    Array::of3(&account.as_str().into(), &quota.code().into(), &subject.as_str().into()).into()
}

/// A day in keys; what lies outside the years that keys can hold is their first or last day.
fn day_key(account: &AccountId, quota: QuotaKind, day: NaiveDate) -> JsValue {
    let day = match day.year() {
        ..=0 => String::new(),
        1..=9999 => day.format("%Y-%m-%d").to_string(),
        _ => "9999-12-31".to_owned(),
    };
    Array::of3(&account.as_str().into(), &quota.code().into(), &day.into()).into()
}

fn encoded(account: &AccountId, row: &LedgerRow) -> Result<JsValue, StoreFailure> {
    let text = serde_json::to_string(row).map_err(|error| other(&error.to_string()))?;
    let value = Object::new();
    let [account_name, quota_name, subject_name] = ROW_KEY;
    for (name, part) in [
        (account_name, account.as_str().into()),
        (quota_name, row.entry.quota.code().into()),
        (subject_name, row.entry.subject.as_str().into()),
        ("back", JsValue::from_f64(backwards(row.entry.at))),
        (ROW, text.into()),
    ] {
        Reflect::set(&value, &name.into(), &part).map_err(|error| failure_of_value(&error))?;
    }
    Ok(value.into())
}

fn decoded(value: &JsValue) -> Result<LedgerRow, StoreFailure> {
    let text = Reflect::get(value, &ROW.into()).ok().and_then(|text| text.as_string()).unwrap_or_default();
    serde_json::from_str(&text).map_err(|error| StoreFailure::Unreadable { detail: error.to_string() })
}

fn decode_day(text: &str) -> Result<DayUse, StoreFailure> {
    serde_json::from_str(text).map_err(|error| StoreFailure::Unreadable { detail: error.to_string() })
}
