//! Accounts as they were folded last, so that a long history is not read again for each question.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashlink::LinkedHashMap;
use rules::account::{Account, StoredEvent};
use rules::vocabulary::AccountId;

use crate::store::{History, Version};

/// So many entries are kept where nobody says it, of all accounts together; each takes about a kilobyte.
const MOST_ENTRIES: u64 = 500_000;

/// What was folded of each account. It may be thrown away at any time.
#[derive(Debug)]
pub struct Folded {
    accounts: Mutex<Accounts>,
    /// So many entries are kept at most, of all accounts together.
    most_entries: u64,
}

#[derive(Debug, Default)]
struct Accounts {
    /// First the one that nobody has asked for in the longest time.
    known: LinkedHashMap<AccountId, Arc<Known>>,
    /// Of all that are known.
    entries: u64,
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
        Self::of_entries(MOST_ENTRIES)
    }
}

impl Folded {
    /// Keeps accounts that have so many entries together (orders, batches of quota, invoices and the like), and the newest one
    /// whatever it has. Those go first that nobody has asked for in the longest time; they can be read again.
    #[must_use]
    pub fn of_entries(most_entries: u64) -> Self {
        Self { accounts: Mutex::default(), most_entries }
    }

    pub(crate) fn of(&self, account: &AccountId) -> Option<Arc<Known>> {
        self.accounts().known.to_back(account).cloned()
    }

    pub(crate) fn keep(&self, known: Known) {
        let mut accounts = self.accounts();
        accounts.forget(&known.account.id);
        accounts.entries += known.entries();
        while accounts.entries > self.most_entries
            && let Some((_, other)) = accounts.known.pop_front()
        {
            accounts.entries -= other.entries();
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
            self.entries -= known.entries();
        }
    }
}

impl Known {
    /// How much there is of the account, and not how often it has changed: use only changes the figures of a batch.
    fn entries(&self) -> u64 {
        let Account { id: _, holder: _, trial: _, editions, batches, orders, integrations, notices, invoices, unseen } =
            &*self.account;
        let lists = [
            editions.len(),
            batches.len(),
            orders.len(),
            integrations.len(),
            notices.len(),
            invoices.len(),
            unseen.len(),
        ];
        u64::try_from(lists.iter().sum::<usize>() + 1).unwrap_or(u64::MAX)
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
    use rules::account::{Event, NoticeLevel, UsageNotice};
    use rules::vocabulary::{BatchId, QuotaKind};

    use super::*;

    /// An account with so many entries, itself among them.
    fn known(account: &str, entries: usize) -> Known {
        let (at, batch) = (rules::calendar::Instant::UNIX_EPOCH, BatchId::new("batch"));
        let last = StoredEvent::new(Event::UsageRecorded { batch, taken: 1, returned: 0, moved_in: 0, at });
        let mut account = Account::new(AccountId::new(account));
        let notice = UsageNotice { quota: QuotaKind::Contract, level: NoticeLevel::FewerThan(1), at };
        account.notices = vec![notice; entries - 1];
        Known { account: Arc::new(account), version: Version(u32::MAX), last, snapshot: Version(0) }
    }

    #[test]
    fn what_is_kept_does_not_grow_without_end_and_has_the_newest() {
        let folded = Folded::of_entries(10_000);
        for number in 0..2_000 {
            let account = format!("account-{number}");
            folded.keep(known(&account, 10));
            assert!(folded.of(&AccountId::new(&account)).is_some(), "{number}");
        }
        assert_eq!(folded.accounts().known.len(), 1_000);
    }

    #[test]
    fn what_nobody_has_asked_for_in_the_longest_time_goes_first() {
        let folded = Folded::of_entries(300);
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
        for entries in 1..1_000 {
            folded.keep(known("account", entries));
        }
        assert_eq!(folded.accounts().known.len(), 2);
        assert_eq!(folded.accounts().entries, 1_000);
    }

    #[test]
    fn an_account_counts_for_all_that_it_has_and_the_newest_is_kept_whatever_it_has() {
        let folded = Folded::of_entries(300);
        folded.keep(known("other", 1));
        folded.keep(known("large", 301));
        assert!(folded.of(&AccountId::new("large")).is_some());
        assert!(folded.of(&AccountId::new("other")).is_none());
    }
}
