//! The store in memory: for tests, and the measure of all others.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use api::StoreFailure;
use rules::account::StoredEvent;
use rules::vocabulary::{AccountId, OrderId};

use crate::store::{AppendError, History, Settings, Store, Version, orders_placed};

/// Keeps everything until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    events: HashMap<AccountId, Vec<StoredEvent>>,
    orders: HashMap<OrderId, AccountId>,
    settings: HashMap<String, String>,
}

impl MemoryStore {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    async fn load(&self, account: &AccountId) -> Result<History, StoreFailure> {
        let events = self.kept().events.get(account).cloned().unwrap_or_default();
        Ok(History { version: version(&events), events })
    }

    async fn append(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
    ) -> Result<Version, AppendError> {
        let mut kept = self.kept();
        let present = kept.events.get(account).map_or(Version(0), |known| version(known));
        if present != expected {
            return Err(AppendError::Conflict);
        }
        for order in orders_placed(events) {
            if kept.orders.get(order).is_some_and(|owner| owner != account) {
                return Err(AppendError::OrderTaken(order.clone()));
            }
        }
        for order in orders_placed(events) {
            kept.orders.insert(order.clone(), account.clone());
        }
        let known = kept.events.entry(account.clone()).or_default();
        known.extend_from_slice(events);
        Ok(version(known))
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        Ok(self.kept().orders.get(order).cloned())
    }
}

impl Settings for MemoryStore {
    async fn setting(&self, name: &str) -> Result<Option<String>, StoreFailure> {
        Ok(self.kept().settings.get(name).cloned())
    }

    async fn set_setting(&self, name: &str, text: Option<&str>) -> Result<(), StoreFailure> {
        let mut kept = self.kept();
        match text {
            Some(text) => kept.settings.insert(name.to_owned(), text.to_owned()),
            None => kept.settings.remove(name),
        };
        Ok(())
    }

    async fn names(&self, beginning: &str) -> Result<Vec<String>, StoreFailure> {
        let mut names: Vec<String> =
            self.kept().settings.keys().filter(|name| name.starts_with(beginning)).cloned().collect();
        names.sort();
        Ok(names)
    }

    async fn claim(&self, name: &str, expected: Option<&str>, fresh: &str) -> Result<String, StoreFailure> {
        let mut kept = self.kept();
        match kept.settings.get(name) {
            Some(present) if expected != Some(present.as_str()) => Ok(present.clone()),
            _ => {
                kept.settings.insert(name.to_owned(), fresh.to_owned());
                Ok(fresh.to_owned())
            }
        }
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        *self.kept() = Kept::default();
        Ok(())
    }
}

fn version(events: &[StoredEvent]) -> Version {
    Version(u32::try_from(events.len()).unwrap_or(u32::MAX))
}
