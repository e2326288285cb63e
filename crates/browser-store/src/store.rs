//! The events of accounts (see `service::Store`).

use api::StoreFailure;
use idb::{KeyRange, Query, TransactionMode};
use js_sys::Array;
use rules::account::StoredEvent;
use rules::vocabulary::{AccountId, OrderId};
use service::{AppendError, History, Store, Version, orders_placed};
use wasm_bindgen::JsValue;

use crate::database::{BrowserStore, EVENTS, ORDERS, VERSIONS, Work, failure, other};

impl Store for BrowserStore {
    async fn load(&self, account: &AccountId) -> Result<History, StoreFailure> {
        let work = self.begin(&[EVENTS], TransactionMode::ReadOnly)?;
        let all = KeyRange::bound(&event_key(account, 0), &event_key(account, u32::MAX), None, None)
            .map_err(|error| failure(&error))?;
        let request = work.store(EVENTS)?.get_all(Some(Query::KeyRange(all)), None).map_err(|error| failure(&error))?;
        let values = request.await.map_err(|error| failure(&error))?;
        let events = values.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
        Ok(History { version: Version(u32::try_from(events.len()).unwrap_or(u32::MAX)), events })
    }

    async fn append(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
    ) -> Result<Version, AppendError> {
        let encoded = events.iter().map(encode).collect::<Result<Vec<_>, _>>()?;
        let work = self.begin(&[EVENTS, VERSIONS, ORDERS], TransactionMode::ReadWrite)?;
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
        work.commit().await?;
        Ok(next)
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
