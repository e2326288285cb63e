//! Accounts as they were folded last, so that a long history is not read again for each question.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashlink::LinkedHashMap;
use rules::account::{Account, StoredEvent};
use rules::vocabulary::AccountId;

use crate::store::{History, Version};

/// What came of so many events is kept where nobody says it, of all accounts together; each takes about a kilobyte.
const MOST_EVENTS: u64 = 500_000;
/// An account counts for so many at most: what comes after is mostly use, which only changes its figures.
const MOST_OF_ONE: u64 = 2_000;

/// What was folded of each account. It may be thrown away at any time.
#[derive(Debug)]
pub struct Folded {
    accounts: Mutex<Accounts>,
    /// So many events are kept at most, of all accounts together.
    most_events: u64,
}

#[derive(Debug, Default)]
struct Accounts {
    /// First the one that nobody has asked for in the longest time.
    known: LinkedHashMap<AccountId, Arc<Known>>,
    /// Of all that are known.
    events: u64,
}

/// An account at a version, with the last of its events.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) account: Arc<Account>,
    pub(crate) version: Version,
    pub(crate) last: StoredEvent,
    /// How far the snapshot goes that the store has of it.
    pub(crate) snapshot: Version,
}

impl Default for Folded {
    fn default() -> Self {
        Self::of_events(MOST_EVENTS)
    }
}

impl Folded {
    /// Keeps accounts that have so many events together, and the newest one whatever it has. Those go first that nobody has asked
    /// for in the longest time; they can be read again.
    #[must_use]
    pub fn of_events(most_events: u64) -> Self {
        Self { accounts: Mutex::default(), most_events }
    }

    pub(crate) fn of(&self, account: &AccountId) -> Option<Arc<Known>> {
        self.accounts().known.to_back(account).cloned()
    }

    pub(crate) fn keep(&self, known: Known) {
        let mut accounts = self.accounts();
        accounts.forget(&known.account.id);
        accounts.events += known.events();
        while accounts.events > self.most_events
            && let Some((_, other)) = accounts.known.pop_front()
        {
            accounts.events -= other.events();
        }
        accounts.known.insert(known.account.id.clone(), Arc::new(known));
    }

    fn accounts(&self) -> MutexGuard<'_, Accounts> {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Accounts {
    fn forget(&mut self, account: &AccountId) {
        if let Some(known) = self.known.remove(account) {
            self.events -= known.events();
        }
    }
}

impl Known {
    fn events(&self) -> u64 {
        u64::from(self.version.0).min(MOST_OF_ONE)
    }

    /// The version before the last event, which is read again: where it is another by now, the store was begun anew.
    pub(crate) const fn before_last(&self) -> Version {
        Version(self.version.0.saturating_sub(1))
    }

    /// The account after what has happened since; `None` where the history is no longer the one that was folded.
    pub(crate) fn after(&self, history: &History) -> Option<Arc<Account>> {
        let (first, rest) = history.events.split_first()?;
        if *first != self.last {
            return None;
        }
        let mut account = Arc::clone(&self.account);
        for stored in rest {
            Arc::make_mut(&mut account).apply(&stored.event);
        }
        Some(account)
    }
}

#[cfg(test)]
mod tests {
    use rules::account::Event;
    use rules::vocabulary::BatchId;

    use super::*;

    fn known(account: &str, events: u32) -> Known {
        let (at, batch) = (rules::calendar::Instant::UNIX_EPOCH, BatchId::new("batch"));
        let last = StoredEvent::new(Event::UsageRecorded { batch, taken: 1, returned: 0, moved_in: 0, at });
        let account = Arc::new(Account::new(AccountId::new(account)));
        Known { account, version: Version(events), last, snapshot: Version(0) }
    }

    #[test]
    fn what_is_kept_does_not_grow_without_end_and_has_the_newest() {
        let folded = Folded::of_events(100_000);
        for number in 0..2_000 {
            let account = format!("account-{number}");
            folded.keep(known(&account, 100));
            assert!(folded.of(&AccountId::new(&account)).is_some(), "{number}");
        }
        assert_eq!(folded.accounts().known.len(), 1_000);
    }

    #[test]
    fn what_nobody_has_asked_for_in_the_longest_time_goes_first() {
        let folded = Folded::of_events(300);
        let is_kept = |account: &str| folded.of(&AccountId::new(account)).is_some();
        for account in ["asked for", "kept again", "left alone"] {
            folded.keep(known(account, 90));
        }
        folded.keep(known("kept again", 91));
        assert!(is_kept("asked for"));
        folded.keep(known("newest", 90));
        assert_eq!(["asked for", "kept again", "left alone", "newest"].map(is_kept), [true, true, false, true]);
    }

    #[test]
    fn an_account_that_is_kept_again_counts_once() {
        let folded = Folded::default();
        folded.keep(known("other", 1));
        for version in 1..1_000 {
            folded.keep(known("account", version));
        }
        assert_eq!(folded.accounts().known.len(), 2);
        assert_eq!(folded.accounts().events, 1_000);
    }

    #[test]
    fn a_long_history_does_not_take_the_place_of_all_others() {
        let folded = Folded::default();
        folded.keep(known("other", 1));
        folded.keep(known("long", u32::MAX));
        assert!(folded.of(&AccountId::new("long")).is_some());
        assert!(folded.of(&AccountId::new("other")).is_some());
    }
}
