//! Accounts as they were folded last, so that a long history is not read again for each question.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rules::account::{Account, StoredEvent};
use rules::vocabulary::AccountId;
use serde::{Deserialize, Serialize};

use crate::store::{History, Version};

/// What was folded of each account. It may be thrown away at any time.
#[derive(Debug, Default)]
pub struct Folded {
    accounts: Mutex<HashMap<AccountId, Known>>,
}

/// An account at a version, with the last of its events.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) account: Account,
    pub(crate) version: Version,
    pub(crate) last: StoredEvent,
    /// How far the snapshot goes that the store has of it.
    #[serde(skip)]
    pub(crate) snapshot: Version,
}

impl Folded {
    pub(crate) fn of(&self, account: &AccountId) -> Option<Known> {
        self.accounts().get(account).cloned()
    }

    pub(crate) fn keep(&self, known: Known) {
        self.accounts().insert(known.account.id.clone(), known);
    }

    fn accounts(&self) -> MutexGuard<'_, HashMap<AccountId, Known>> {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// The version before the last event, which is read again: where it is another by now, the store was begun anew.
    pub(crate) const fn before_last(&self) -> Version {
        Version(self.version.0.saturating_sub(1))
    }

    /// The account after what has happened since; `None` where the history is no longer the one that was folded.
    pub(crate) fn after(self, history: &History) -> Option<Account> {
        let (first, rest) = history.events.split_first()?;
        if *first != self.last {
            return None;
        }
        let mut account = self.account;
        for stored in rest {
            account.apply(&stored.event);
        }
        Some(account)
    }
}
