//! Small texts by name (see `service::Settings`).

use api::StoreFailure;
use idb::{KeyRange, Query, TransactionMode};
use service::Settings;
use wasm_bindgen::JsValue;

use crate::database::{ALL_STORES, BrowserStore, SETTINGS, failure};

/// The last of all code units, as the browser compares names.
const LAST: char = '\u{ffff}';

impl Settings for BrowserStore {
    async fn setting(&self, name: &str) -> Result<Option<String>, StoreFailure> {
        let work = self.begin(&[SETTINGS], TransactionMode::ReadOnly)?;
        work.get_text(SETTINGS, &JsValue::from_str(name)).await
    }

    async fn set_setting(&self, name: &str, text: Option<&str>) -> Result<(), StoreFailure> {
        let mut work = self.begin(&[SETTINGS], TransactionMode::ReadWrite)?;
        let key = JsValue::from_str(name);
        match text {
            Some(text) => work.put(SETTINGS, &key, &JsValue::from_str(text)).await?,
            None => {
                let request = work.store(SETTINGS)?.delete(key).map_err(|error| failure(&error))?;
                request.await.map_err(|error| failure(&error))?;
            }
        }
        work.commit().await
    }

    async fn names(&self, beginning: &str) -> Result<Vec<String>, StoreFailure> {
        let work = self.begin(&[SETTINGS], TransactionMode::ReadOnly)?;
        // No name goes on with the last character that there is.
        let last = JsValue::from_str(&format!("{beginning}{LAST}"));
        let range =
            KeyRange::bound(&JsValue::from_str(beginning), &last, None, None).map_err(|error| failure(&error))?;
        let request =
            work.store(SETTINGS)?.get_all_keys(Some(Query::KeyRange(range)), None).map_err(|error| failure(&error))?;
        let keys = request.await.map_err(|error| failure(&error))?;
        Ok(keys.iter().filter_map(JsValue::as_string).collect())
    }

    async fn claim(&self, name: &str, expected: Option<&str>, fresh: &str) -> Result<String, StoreFailure> {
        let mut work = self.begin(&[SETTINGS], TransactionMode::ReadWrite)?;
        let key = JsValue::from_str(name);
        match work.get_text(SETTINGS, &key).await? {
            Some(present) if expected != Some(present.as_str()) => Ok(present),
            _ => {
                work.put(SETTINGS, &key, &JsValue::from_str(fresh)).await?;
                work.commit().await?;
                Ok(fresh.to_owned())
            }
        }
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
