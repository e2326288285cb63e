//! The events of accounts, and with them the rows of the ledger (see `service::Store`).

use api::StoreFailure;
use idb::{KeyRange, Query, TransactionMode};
use js_sys::Array;
use rules::account::StoredEvent;
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, OrderId, QuotaKind};
use service::{AppendError, History, LedgerRow, LedgerSlice, RowChange, Store, Version, orders_placed};
use wasm_bindgen::JsValue;

use crate::database::{BrowserStore, DAYS, EVENTS, LEDGER, ORDERS, VERSIONS, Work, failure, other};
use crate::ledger;

impl Store for BrowserStore {
    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        let work = self.begin(&[EVENTS, VERSIONS], TransactionMode::ReadOnly)?;
        let version = version(&work, &JsValue::from_str(account.as_str())).await?;
        let all = KeyRange::bound(&event_key(account, after.0), &event_key(account, u32::MAX), None, None)
            .map_err(|error| failure(&error))?;
        let request = work.store(EVENTS)?.get_all(Some(Query::KeyRange(all)), None).map_err(|error| failure(&error))?;
        let values = request.await.map_err(|error| failure(&error))?;
        let events = values.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
        Ok(History { version, events })
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        let encoded = events.iter().map(encode).collect::<Result<Vec<_>, _>>()?;
        let mut work = self.begin(&[EVENTS, VERSIONS, ORDERS, LEDGER, DAYS], TransactionMode::ReadWrite)?;
        let account_key = JsValue::from_str(account.as_str());
        if version(&work, &account_key).await? != expected {
            return Err(AppendError::Conflict);
        }
        for order in orders_placed(events) {
            let key = JsValue::from_str(order.as_str());
            match work.get_text(ORDERS, &key).await? {
                Some(owner) if owner != account.as_str() => {
                    return Err(AppendError::OrderTaken(order.clone()));
                }
                _ => {}
            }
        }
        for order in orders_placed(events) {
            work.put(ORDERS, &JsValue::from_str(order.as_str()), &account_key).await?;
        }
        let mut next = expected;
        for event in encoded {
            work.put(EVENTS, &event_key(account, next.0), &event).await?;
            next = Version(next.0.saturating_add(1));
        }
        let number = JsValue::from_str(&next.0.to_string());
        work.put(VERSIONS, &account_key, &number).await?;
        if ledger::are_changed_since(&work, account, rows).await? {
            return Err(AppendError::Conflict);
        }
        let written = async {
            ledger::put(&work, account, rows)?;
            ledger::add_to_days(&work, account, rows).await
        };
        let written = written.await;
        let committed = match written {
            Ok(()) => work.commit().await,
            Err(failure) => Err(failure),
        };
        match committed {
            Err(_) if work.found_key_taken() => Err(AppendError::Conflict),
            Err(failure) => Err(work.ended_by().unwrap_or(failure).into()),
            Ok(()) => Ok(next),
        }
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        let work = self.begin(&[LEDGER], TransactionMode::ReadOnly)?;
        ledger::rows(&work, account, uses).await
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        let work = self.begin(&[LEDGER], TransactionMode::ReadOnly)?;
        ledger::slice(&work, account, slice).await
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        let work = self.begin(&[DAYS], TransactionMode::ReadOnly)?;
        ledger::days(&work, account, quota, range).await
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        let work = self.begin(&[ORDERS], TransactionMode::ReadOnly)?;
        let owner = work.get_text(ORDERS, &JsValue::from_str(order.as_str())).await?;
        Ok(owner.map(|account| AccountId::new(&account)))
    }
}

async fn version(work: &Work, account: &JsValue) -> Result<Version, StoreFailure> {
    let text = work.get_text(VERSIONS, account).await?;
    Ok(Version(text.and_then(|number| number.parse().ok()).unwrap_or(0)))
}

fn event_key(account: &AccountId, number: u32) -> JsValue {
    Array::of2(&JsValue::from_str(account.as_str()), &JsValue::from(number)).into()
}

fn encode(event: &StoredEvent) -> Result<JsValue, StoreFailure> {
    serde_json::to_string(event).map(|text| JsValue::from_str(&text)).map_err(|error| other(&error.to_string()))
}

fn decode(value: &JsValue) -> Result<StoredEvent, StoreFailure> {
    let text = value.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|error| StoreFailure::Unreadable { detail: error.to_string() })
}
