//! Opening the database, its transactions, and what its failures mean.

use api::StoreFailure;
use idb::{
    Database, DatabaseEvent, Error, Factory, KeyPath, ObjectStore, ObjectStoreParams, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbTransaction};

use crate::ledger::{ROW_KEY, TIME_KEY};
use crate::records::{END_KEY, RECORD_KEY};

/// Events by `[account, number]`.
pub(crate) const EVENTS: &str = "events";
/// The version of each account.
pub(crate) const VERSIONS: &str = "versions";
/// The account of each order.
pub(crate) const ORDERS: &str = "orders";
/// What is kept beside the events; records hold their own keys.
pub(crate) const RECORDS: &str = "records";
/// The records of one kind that are not kept for ever, by when they are due.
pub(crate) const BY_END: &str = "by-end";
/// Rows of the ledger, which hold their own keys.
pub(crate) const LEDGER: &str = "ledger";
/// The rows of one account and kind, the newest first.
pub(crate) const BY_TIME: &str = "by-time";
/// The sums of the days by `[account, kind, day]`.
pub(crate) const DAYS: &str = "usage-days";

/// All of them.
pub(crate) const ALL_STORES: [&str; 6] = [EVENTS, VERSIONS, ORDERS, RECORDS, LEDGER, DAYS];
const SCHEMA_VERSION: u32 = 3;

/// A database of the browser.
#[derive(Clone, Debug)]
pub struct BrowserStore {
    database: IdbDatabase,
}

impl BrowserStore {
    /// Opens the database of this name, and makes it where there is none.
    ///
    /// # Errors
    /// [`StoreFailure::Blocked`] where the browser lets this page store nothing.
    pub async fn open(name: &str) -> Result<Self, StoreFailure> {
        let mut request = Factory::new()
            .and_then(|factory| factory.open(name, Some(SCHEMA_VERSION)))
            .map_err(|_| StoreFailure::Blocked)?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else {
                return;
            };
            // A demonstration of an older version starts again. A failure aborts the upgrade, and opening reports it.
            for store in database.store_names() {
                let _ = database.delete_object_store(&store);
            }
            for store in ALL_STORES {
                let _ = create(&database, store);
            }
        });
        let mut database = request.await.map_err(|error| match failure(&error) {
            StoreFailure::Full => StoreFailure::Full,
            _ => StoreFailure::Blocked,
        })?;
        // A newer version of the site in another tab could not open it otherwise; this tab then has to be loaded again.
        database.on_version_change(|event| {
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        // It may be heard for as long as the page is open.
        database.forget_callbacks();
        Ok(Self { database: database.into() })
    }

    pub(crate) fn begin(&self, stores: &[&str], mode: TransactionMode) -> Result<Work, StoreFailure> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let mode = match mode {
            TransactionMode::ReadWrite => "readwrite",
            _ => "readonly",
        };
        let options = Object::new();
        let begun = Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| Reflect::get(&self.database, &"transaction".into()))
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|begin| begin.call3(&self.database, &names, &mode.into(), &options))
            .and_then(JsCast::dyn_into::<IdbTransaction>)
            .map_err(|error| failure_of_value(&error))?;
        Ok(Work { transaction: Transaction::from(begun.clone()), inner: begun, is_done: false })
    }
}

fn create(database: &Database, store: &str) -> Result<(), Error> {
    let mut params = ObjectStoreParams::new();
    let own_key = match store {
        LEDGER => Some((ROW_KEY, BY_TIME, KeyPath::new_array(TIME_KEY))),
        RECORDS => Some((RECORD_KEY, BY_END, KeyPath::new_array(END_KEY))),
        _ => None,
    };
    params.key_path(own_key.as_ref().map(|(key, ..)| KeyPath::new_array(*key)));
    let created = database.create_object_store(store, params)?;
    if let Some((_, index, key)) = own_key {
        created.create_index(index, key, None)?;
    }
    Ok(())
}

/// A transaction: all of it or, if it is dropped before its end, nothing. Between its requests nothing else is
/// awaited, or the browser ends it.
pub(crate) struct Work {
    transaction: Transaction,
    inner: IdbTransaction,
    is_done: bool,
}

impl Work {
    pub(crate) fn store(&self, name: &str) -> Result<ObjectStore, StoreFailure> {
        self.transaction.object_store(name).map_err(|error| failure(&error))
    }

    pub(crate) async fn get_text(&self, store: &str, key: &JsValue) -> Result<Option<String>, StoreFailure> {
        let request = self.store(store)?.get(key.clone()).map_err(|error| failure(&error))?;
        let found = request.await.map_err(|error| failure(&error))?;
        Ok(found.and_then(|value| value.as_string()))
    }

    pub(crate) async fn put(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), StoreFailure> {
        let request = self.store(store)?.put(value, Some(key)).map_err(|error| failure(&error))?;
        request.await.map_err(|error| failure(&error))?;
        Ok(())
    }

    /// Whether the browser ended it because a key that was to be new is there already.
    pub(crate) fn found_key_taken(&self) -> bool {
        self.inner.error().is_some_and(|error| error.name() == "ConstraintError")
    }

    /// Why the browser ended it, where it did: what was asked for afterwards fails for no reason of its own.
    pub(crate) fn ended_by(&self) -> Option<StoreFailure> {
        self.inner.error().map(|error| failure_of_exception(&error))
    }

    /// Waits until everything is on the disk.
    pub(crate) async fn commit(&mut self) -> Result<(), StoreFailure> {
        let committing = Transaction::from(self.inner.clone()).commit().map_err(|error| failure(&error))?;
        self.is_done = true;
        match committing.await {
            Ok(TransactionResult::Committed) => Ok(()),
            Ok(TransactionResult::Aborted) => {
                Err(self.inner.error().map_or_else(|| other("aborted"), |error| failure_of_exception(&error)))
            }
            Err(error) => Err(failure(&error)),
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if !self.is_done {
            // It fails where the transaction is over already: one that only read, or that the browser aborted.
            let _ = self.inner.abort();
        }
    }
}

pub(crate) fn failure(error: &Error) -> StoreFailure {
    match error {
        Error::DomException(exception) => failure_of_exception(exception),
        Error::AddFailed(value)
        | Error::UpdateFailed(value)
        | Error::GetFailed(value)
        | Error::ClearFailed(value)
        | Error::IndexedDbOpenFailed(value)
        | Error::IndexedDbNotFound(value) => failure_of_value(value),
        error => other(&error.to_string()),
    }
}

pub(crate) fn failure_of_value(value: &JsValue) -> StoreFailure {
    value.dyn_ref::<DomException>().map_or_else(|| other("no exception was given"), failure_of_exception)
}

fn failure_of_exception(exception: &DomException) -> StoreFailure {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreFailure::Full,
        "SecurityError" => StoreFailure::Blocked,
        name => other(&format!("{name}: {}", exception.message())),
    }
}

pub(crate) fn other(detail: &str) -> StoreFailure {
    StoreFailure::Other { detail: detail.to_owned() }
}
