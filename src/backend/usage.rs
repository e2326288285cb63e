//! What was used, and what happens in the e-sign system of a demonstration.

use api::Failure;
use rules::usage::{DayRange, DayUse};
use rules::vocabulary::{Channel, QuotaKind};
use service::{Activity, LedgerPage, LedgerQuery};

use super::Backend;

impl Backend {
    /// The use of one kind by days (ROLE-2).
    ///
    /// # Errors
    /// Who may not see it, or the backend's.
    pub async fn use_by_days(
        &self,
        channel: Channel,
        quota: QuotaKind,
        range: DayRange,
    ) -> Result<Vec<DayUse>, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.use_by_days(channel, quota, range).await
    }

    /// A page of the ledger (ROLE-2).
    ///
    /// # Errors
    /// Who may not see it, or the backend's.
    pub async fn ledger_page(&self, channel: Channel, asked: &LedgerQuery) -> Result<LedgerPage, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.ledger_page(channel, asked).await
    }

    /// Lets something happen in the e-sign system of the demonstration.
    ///
    /// # Errors
    /// Too little is left, or the backend's.
    pub async fn simulate_activity(&self, activity: Activity, told: impl Fn(u64, u64)) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.simulate_activity(activity, told).await
    }
}
