//! Accounts as they were folded last, so that a long history is not read again for each question.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rules::account::{Account, StoredEvent};
use rules::vocabulary::AccountId;
use serde::{Deserialize, Serialize};

use crate::store::{History, Version};

/// Of so many accounts what was folded is kept; a server has more of them than memory.
const MOST: usize = 5_000;

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
        let mut accounts = self.accounts();
        if accounts.len() >= MOST && !accounts.contains_key(&known.account.id) {
            // Whichever it is, it can be read again.
            let other = accounts.keys().next().cloned();
            other.and_then(|other| accounts.remove(&other));
        }
        accounts.insert(known.account.id.clone(), known);
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

#[cfg(test)]
mod tests {
    use rules::account::Event;
    use rules::vocabulary::BatchId;

    use super::*;

    #[test]
    fn what_is_kept_does_not_grow_without_end_and_has_the_newest() {
        let folded = Folded::default();
        let (at, batch) = (rules::calendar::Instant::UNIX_EPOCH, BatchId::new("batch"));
        let last = StoredEvent::new(Event::UsageRecorded { batch, taken: 1, returned: 0, moved_in: 0, at });
        let account = |number: usize| AccountId::new(&format!("account-{number}"));
        for number in 0..MOST + 10 {
            let account = Account::new(account(number));
            folded.keep(Known { account, version: Version(1), last: last.clone(), snapshot: Version(0) });
            assert!(folded.of(&AccountId::new(&format!("account-{number}"))).is_some(), "{number}");
        }
        assert_eq!(folded.accounts().len(), MOST);
    }
}
