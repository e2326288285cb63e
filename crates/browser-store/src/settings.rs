//! Small texts by name (see `service::Settings`).

use api::StoreFailure;
use idb::TransactionMode;
use service::Settings;
use wasm_bindgen::JsValue;

use crate::database::{ALL_STORES, BrowserStore, SETTINGS, failure};

impl Settings for BrowserStore {
    async fn setting(&self, name: &str) -> Result<Option<String>, StoreFailure> {
        let work = self.begin(&[SETTINGS], TransactionMode::ReadOnly)?;
        work.get_text(SETTINGS, &JsValue::from_str(name)).await
    }

    async fn set_setting(&self, name: &str, text: Option<&str>) -> Result<(), StoreFailure> {
        let work = self.begin(&[SETTINGS], TransactionMode::ReadWrite)?;
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

    async fn claim(&self, name: &str, expected: Option<&str>, fresh: &str) -> Result<String, StoreFailure> {
        let work = self.begin(&[SETTINGS], TransactionMode::ReadWrite)?;
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
        let work = self.begin(&ALL_STORES, TransactionMode::ReadWrite)?;
        for store in ALL_STORES {
            let request = work.store(store)?.clear().map_err(|error| failure(&error))?;
            request.await.map_err(|error| failure(&error))?;
        }
        work.commit().await
    }
}
