//! Accounts as they were folded last, so that a long history is not read again for each question.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rules::account::{Account, StoredEvent};
use rules::vocabulary::AccountId;

use crate::store::{History, Version};

/// What was folded of each account. It may be thrown away at any time.
#[derive(Debug, Default)]
pub struct Folded {
    accounts: Mutex<HashMap<AccountId, Known>>,
}

/// An account at a version, with the last of its events.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    account: Account,
    version: Version,
    last: StoredEvent,
}

impl Folded {
    pub(crate) fn of(&self, account: &AccountId) -> Option<Known> {
        self.accounts().get(account).cloned()
    }

    /// Keeps what came of the events up to a version, of which this was the last.
    pub(crate) fn keep(&self, account: &Account, version: Version, last: Option<&StoredEvent>) {
        if let Some(last) = last.cloned() {
            self.accounts().insert(account.id.clone(), Known { account: account.clone(), version, last });
        }
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
