//! What people see of the usage of the session's account (QUOTA-5).

use api::Failure;
use rules::usage::{DayRange, DayUse};
use rules::vocabulary::{Channel, QuotaKind};

use super::Demo;
use crate::clock::Clock;
use crate::records::Records;
use crate::store::Store;
use crate::usage::{LedgerPage, LedgerQuery};

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// The use of one kind by days.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see it, or the store's.
    pub async fn use_by_days(
        &self,
        channel: Channel,
        quota: QuotaKind,
        range: DayRange,
    ) -> Result<Vec<DayUse>, Failure> {
        self.shop.use_by_days(&self.signed_in().await?, channel, quota, range).await
    }

    /// A page of the ledger of one kind.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see it, or the store's.
    pub async fn ledger_page(&self, channel: Channel, asked: &LedgerQuery) -> Result<LedgerPage, Failure> {
        self.shop.ledger_page(&self.signed_in().await?, channel, asked).await
    }
}
