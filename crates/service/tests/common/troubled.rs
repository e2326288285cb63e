//! A store that cannot be read or written for a while.

use std::sync::Mutex;

use api::StoreFailure;
use rules::account::StoredEvent;
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, OrderId, QuotaKind};
use service::{AppendError, History, LedgerRow, LedgerSlice, MemoryStore, RowChange, Store, Version};

/// What a store does not do for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    None,
    #[allow(dead_code, reason = "not every test has it")]
    CannotBeRead,
    CannotBeWritten,
}

/// A store that has trouble with one account for a while.
pub(crate) struct Troubled {
    account: AccountId,
    kept: MemoryStore,
    trouble: Mutex<Trouble>,
}

impl Troubled {
    pub(crate) fn with(account: &AccountId) -> Self {
        Self { account: account.clone(), kept: MemoryStore::default(), trouble: Mutex::new(Trouble::None) }
    }

    pub(crate) fn begin(&self, trouble: Trouble) {
        *self.trouble.lock().unwrap() = trouble;
    }

    fn has(&self, account: &AccountId, trouble: Trouble) -> bool {
        *account == self.account && *self.trouble.lock().unwrap() == trouble
    }
}

impl Store for Troubled {
    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        if self.has(account, Trouble::CannotBeRead) {
            return Err(StoreFailure::Other { detail: "a connection broke".to_owned() });
        }
        self.kept.load_after(account, after).await
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        if self.has(account, Trouble::CannotBeWritten) {
            return Err(AppendError::Store(StoreFailure::Full));
        }
        self.kept.write(account, expected, events, rows).await
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        self.kept.account_of(order).await
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.kept.rows(account, uses).await
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.kept.slice(account, slice).await
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        self.kept.days(account, quota, range).await
    }
}
