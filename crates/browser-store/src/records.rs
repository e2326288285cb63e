//! What is kept beside the events (see `service::Records`).

use api::StoreFailure;
use idb::{KeyRange, Query, TransactionMode};
use js_sys::{Array, Object, Reflect};
use rules::calendar::Instant;
use rules::vocabulary::AccountId;
use service::{RecordKind, RecordName, Records};
use wasm_bindgen::JsValue;

use crate::database::{ALL_STORES, BY_END, BrowserStore, RECORDS, Work, failure, failure_of_value, other};

/// The key of a record; the account is empty for one that belongs to none.
pub(crate) const RECORD_KEY: [&str; 3] = ["account", "kind", "name"];
/// The key of the index by when records are due; those that never are do not stand in it.
pub(crate) const END_KEY: [&str; 2] = ["kind", "end"];
const TEXT: &str = "text";

impl Records for BrowserStore {
    async fn record(&self, name: &RecordName) -> Result<Option<String>, StoreFailure> {
        let work = self.begin(&[RECORDS], TransactionMode::ReadOnly)?;
        text_of(&work, name).await
    }

    async fn keep_record(
        &self,
        name: &RecordName,
        text: &str,
        kept_until: Option<Instant>,
    ) -> Result<(), StoreFailure> {
        let mut work = self.begin(&[RECORDS], TransactionMode::ReadWrite)?;
        put(&work, name, text, kept_until).await?;
        work.commit().await
    }

    async fn forget_record(&self, name: &RecordName) -> Result<(), StoreFailure> {
        let mut work = self.begin(&[RECORDS], TransactionMode::ReadWrite)?;
        delete(&work, name).await?;
        work.commit().await
    }

    async fn claim_record(
        &self,
        name: &RecordName,
        expected: Option<&str>,
        fresh: &str,
        kept_until: Option<Instant>,
    ) -> Result<String, StoreFailure> {
        let mut work = self.begin(&[RECORDS], TransactionMode::ReadWrite)?;
        match text_of(&work, name).await? {
            Some(present) if expected != Some(present.as_str()) => Ok(present),
            _ => {
                put(&work, name, fresh, kept_until).await?;
                work.commit().await?;
                Ok(fresh.to_owned())
            }
        }
    }

    async fn records_of(&self, account: &AccountId, kind: RecordKind) -> Result<Vec<(String, String)>, StoreFailure> {
        let work = self.begin(&[RECORDS], TransactionMode::ReadOnly)?;
        let first = Array::of2(&account.as_str().into(), &kind.code().into());
        let last = first.concat(&Array::of1(&after_every_text()));
        let range = KeyRange::bound(&first, &last, None, None).map_err(|error| failure(&error))?;
        let request =
            work.store(RECORDS)?.get_all(Some(Query::KeyRange(range)), None).map_err(|error| failure(&error))?;
        let values = request.await.map_err(|error| failure(&error))?;
        let mut records: Vec<_> = values
            .iter()
            .map(|value| Ok((part(value, RECORD_KEY[2])?, part(value, TEXT)?)))
            .collect::<Result<_, _>>()?;
        // The browser compares units of UTF-16.
        records.sort();
        Ok(records)
    }

    async fn due_records(&self, kind: RecordKind, now: Instant) -> Result<Vec<RecordName>, StoreFailure> {
        let work = self.begin(&[RECORDS], TransactionMode::ReadOnly)?;
        due(&work, kind, now).await
    }

    async fn forget_due(&self, kind: RecordKind, now: Instant) -> Result<(), StoreFailure> {
        // Most often there is nothing, and whoever only looks holds up nobody.
        if self.due_records(kind, now).await?.is_empty() {
            return Ok(());
        }
        let mut work = self.begin(&[RECORDS], TransactionMode::ReadWrite)?;
        for name in due(&work, kind, now).await? {
            delete(&work, &name).await?;
        }
        work.commit().await
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        let mut work = self.begin(&ALL_STORES, TransactionMode::ReadWrite)?;
        for store in ALL_STORES {
            let request = work.store(store)?.clear().map_err(|error| failure(&error))?;
            request.await.map_err(|error| failure(&error))?;
        }
        work.commit().await
    }
}

async fn text_of(work: &Work, name: &RecordName) -> Result<Option<String>, StoreFailure> {
    let request = work.store(RECORDS)?.get(JsValue::from(key(name))).map_err(|error| failure(&error))?;
    let found = request.await.map_err(|error| failure(&error))?;
    found.map(|value| part(&value, TEXT)).transpose()
}

async fn put(work: &Work, name: &RecordName, text: &str, kept_until: Option<Instant>) -> Result<(), StoreFailure> {
    let value = Object::new();
    let set = |name: &str, part: &JsValue| {
        Reflect::set(&value, &name.into(), part).map_err(|error| failure_of_value(&error)).map(drop)
    };
    for (name, part) in RECORD_KEY.iter().zip(key(name).iter()) {
        set(name, &part)?;
    }
    set(TEXT, &text.into())?;
    if let Some(end) = kept_until {
        set(END_KEY[1], &micros(end))?;
    }
    let request = work.store(RECORDS)?.put(&value, None).map_err(|error| failure(&error))?;
    request.await.map_err(|error| failure(&error))?;
    Ok(())
}

async fn delete(work: &Work, name: &RecordName) -> Result<(), StoreFailure> {
    let request = work.store(RECORDS)?.delete(JsValue::from(key(name))).map_err(|error| failure(&error))?;
    request.await.map_err(|error| failure(&error))
}

async fn due(work: &Work, kind: RecordKind, now: Instant) -> Result<Vec<RecordName>, StoreFailure> {
    let index = work.store(RECORDS)?.index(BY_END).map_err(|error| failure(&error))?;
    let first = Array::of1(&kind.code().into());
    let last = Array::of2(&kind.code().into(), &micros(now));
    let range = KeyRange::bound(&first, &last, None, None).map_err(|error| failure(&error))?;
    let request = index.get_all(Some(Query::KeyRange(range)), None).map_err(|error| failure(&error))?;
    let values = request.await.map_err(|error| failure(&error))?;
    let name = |value: &JsValue| {
        let account = Some(part(value, RECORD_KEY[0])?).filter(|account| !account.is_empty());
        Ok(RecordName { account: account.as_deref().map(AccountId::new), kind, name: part(value, RECORD_KEY[2])? })
    };
    let mut names = values.iter().map(name).collect::<Result<Vec<_>, StoreFailure>>()?;
    names.sort();
    Ok(names)
}

fn key(name: &RecordName) -> Array {
    let account = name.account.as_ref().map(AccountId::as_str).unwrap_or_default();
    Array::of3(&account.into(), &name.kind.code().into(), &name.name.as_str().into())
}

fn part(value: &JsValue, name: &str) -> Result<String, StoreFailure> {
    let part = Reflect::get(value, &name.into()).map_err(|error| failure_of_value(&error))?;
    part.as_string().ok_or_else(|| other("a record lacks a part"))
}

/// An array comes after every text.
fn after_every_text() -> JsValue {
    Array::new().into()
}

#[expect(clippy::cast_precision_loss, reason = "microseconds of this millennium are exact")]
fn micros(at: Instant) -> JsValue {
    JsValue::from_f64(at.timestamp_micros() as f64)
}
