//! The rows of the ledger, and the sums of their days.

use std::collections::{BTreeMap, HashMap};

use api::StoreFailure;
use chrono::{NaiveDate, TimeDelta};
use rules::usage::{DayRange, DayUse, UnitsUsed, Use, days_of_change};
use rules::vocabulary::{AccountId, QuotaKind, SubjectId};
use serde_json::json;
use service::{LedgerRow, LedgerSlice, RowChange};

use crate::failure::{SqlFailure, unfit, unreadable};
use crate::open::SqlStore;
use crate::statement::{Row, Sql};
use crate::work::Work;

/// The keys are a JSON array of `[quota, subject]`.
const ROWS: Sql = Sql::each(
    "SELECT ledger.entry FROM json_each($2) AS asked CROSS JOIN ledger ON ledger.account = $1 \
     AND ledger.quota = asked.value ->> 0 AND ledger.subject = asked.value ->> 1",
    "SELECT ledger.entry FROM json_array_elements($2::json) AS asked (value) JOIN ledger ON ledger.account = $1 \
     AND ledger.quota = asked.value ->> 0 AND ledger.subject = asked.value ->> 1",
);
/// The rows are a JSON array of `[quota, subject, at, entry]`.
const PUT: Sql = Sql::each(
    "INSERT INTO ledger (account, quota, subject, at, entry) \
     SELECT $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each($2) WHERE true \
     ON CONFLICT (account, quota, subject) DO UPDATE SET at = excluded.at, entry = excluded.entry",
    "INSERT INTO ledger (account, quota, subject, at, entry) \
     SELECT $1, value ->> 0, value ->> 1, (value ->> 2)::bigint, value ->> 3 \
     FROM json_array_elements($2::json) AS given (value) \
     ON CONFLICT (account, quota, subject) DO UPDATE SET at = excluded.at, entry = excluded.entry",
);
// What is skipped is counted in the index alone.
const SLICE: &str = "SELECT ledger.entry FROM (SELECT subject FROM ledger \
     WHERE account = $1 AND quota = $2 AND at >= $3 AND at < $4 ORDER BY at DESC, subject LIMIT $5 OFFSET $6) AS wanted \
     JOIN ledger ON ledger.account = $1 AND ledger.quota = $2 AND ledger.subject = wanted.subject \
     ORDER BY ledger.at DESC, ledger.subject";
const ADD_TO_DAY: &str = "INSERT INTO usage_days (account, quota, day, taken, returned, void) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, quota, day) DO UPDATE \
     SET taken = usage_days.taken + excluded.taken, returned = usage_days.returned + excluded.returned, \
     void = usage_days.void + excluded.void";
const DAYS: &str = "SELECT day, taken, returned, void FROM usage_days \
     WHERE account = $1 AND quota = $2 AND day BETWEEN $3 AND $4 ORDER BY day";

/// Whether a row that is to be written is no longer as the change knew it. Nobody else can change it until the end of the
/// transaction, which holds the account.
pub(crate) async fn are_changed_since(
    work: &mut Work,
    account: &AccountId,
    changes: &[RowChange],
) -> Result<bool, SqlFailure> {
    if changes.is_empty() {
        return Ok(false);
    }
    let keys = keys(changes.iter().map(|change| key(&change.after)))?;
    let found = work.find(ROWS, &[account.as_str().into(), (&keys).into()]).await?;
    let present = decoded(account, &found)?;
    let present: HashMap<_, &LedgerRow> = present.iter().map(|row| (key(row), row)).collect();
    Ok(changes.iter().any(|change| present.get(&key(&change.after)).copied() != change.before.as_ref()))
}

/// Writes the rows, new or not.
pub(crate) async fn put(work: &mut Work, account: &AccountId, changes: &[RowChange]) -> Result<(), SqlFailure> {
    if changes.is_empty() {
        return Ok(());
    }
    let row = |row: &LedgerRow| {
        let (quota, subject) = key(row);
        let entry = serde_json::to_string(row)?;
        Ok(json!([quota.code(), subject.as_str(), row.entry.at.timestamp_micros(), entry]))
    };
    let rows = changes.iter().map(|change| row(&change.after)).collect::<Result<Vec<_>, serde_json::Error>>();
    let rows = rows.and_then(|rows| serde_json::to_string(&rows)).map_err(unfit)?;
    work.change(PUT, &[account.as_str().into(), (&rows).into()]).await?;
    Ok(())
}

/// Adds what the changes mean for the days.
pub(crate) async fn add_to_days(work: &mut Work, account: &AccountId, changes: &[RowChange]) -> Result<(), SqlFailure> {
    let mut added: BTreeMap<(&str, NaiveDate), UnitsUsed> = BTreeMap::new();
    for change in changes {
        let before = change.before.as_ref().map(|row| &row.entry);
        for day in days_of_change(before, &change.after.entry) {
            let sum = added.entry((day.quota.code(), day.day)).or_default();
            *sum = sum.plus(day.units);
        }
    }
    for ((quota, day), units) in added {
        let count = |units: u64| i64::try_from(units).map_err(unfit);
        let key = [account.as_str().into(), quota.into(), day_number(day).into()];
        let sums = [count(units.taken)?.into(), count(units.returned)?.into(), count(units.void)?.into()];
        work.change(ADD_TO_DAY, &[key, sums].concat()).await?;
    }
    Ok(())
}

/// The rows that there are of some uses.
pub(crate) async fn rows(store: &SqlStore, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, SqlFailure> {
    let keys = keys(uses.iter().map(|one| (one.quota, &one.subject)))?;
    decoded(account, &store.find(ROWS, &[account.as_str().into(), (&keys).into()]).await?)
}

/// A slice of the ledger.
pub(crate) async fn slice(
    store: &SqlStore,
    account: &AccountId,
    slice: &LedgerSlice,
) -> Result<Vec<LedgerRow>, SqlFailure> {
    let (from, until) = (slice.from.timestamp_micros(), slice.until.timestamp_micros());
    let of = [account.as_str().into(), slice.quota.code().into(), from.into(), until.into()];
    let part = [slice.limit.into(), slice.skip.into()];
    decoded(account, &store.find(SLICE, &[of.as_slice(), &part].concat()).await?)
}

/// The sums of the days of a range.
pub(crate) async fn days(
    store: &SqlStore,
    account: &AccountId,
    quota: QuotaKind,
    range: DayRange,
) -> Result<Vec<DayUse>, SqlFailure> {
    let (first, last) = (day_number(range.first), day_number(range.last));
    let of = [account.as_str().into(), quota.code().into(), first.into(), last.into()];
    let found = store.find(DAYS, &of).await?;
    found.iter().map(|row| day_use(account, quota, row)).collect()
}

fn day_use(account: &AccountId, quota: QuotaKind, row: &Row) -> Result<DayUse, SqlFailure> {
    let number: i64 = row.get(0)?;
    let place = || format!("account {}, {} on day {number}", account.as_str(), quota.code());
    let day = TimeDelta::try_days(number).and_then(|days| NaiveDate::default().checked_add_signed(days));
    let day = day.ok_or_else(|| unreadable(place(), "there is no such day"))?;
    let count = |column| {
        let stored: i64 = row.get(column)?;
        Ok::<_, SqlFailure>(u64::try_from(stored).map_err(|error| unreadable(place(), error))?)
    };
    Ok(DayUse { day, quota, units: UnitsUsed { taken: count(1)?, returned: count(2)?, void: count(3)? } })
}

fn key(row: &LedgerRow) -> (QuotaKind, &SubjectId) {
    (row.entry.quota, &row.entry.subject)
}

fn keys<'a>(keys: impl Iterator<Item = (QuotaKind, &'a SubjectId)>) -> Result<String, StoreFailure> {
    let keys: Vec<(&str, &str)> = keys.map(|(quota, subject)| (quota.code(), subject.as_str())).collect();
    // PostgreSQL has no such text, and SQLite's JSON ends there: it would be the row of another subject.
    if keys.iter().any(|(_, subject)| subject.contains('\0')) {
        return Err(unfit("the name of a subject holds the character U+0000"));
    }
    serde_json::to_string(&keys).map_err(unfit)
}

fn decoded(account: &AccountId, rows: &[Row]) -> Result<Vec<LedgerRow>, SqlFailure> {
    let row = |row: &Row| {
        let text: String = row.get(0)?;
        let place = format_args!("account {}, a row of the ledger", account.as_str());
        serde_json::from_str(&text).map_err(|error| unreadable(place, error).into())
    };
    rows.iter().map(row).collect()
}

/// Days since 1970-01-01.
fn day_number(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}
