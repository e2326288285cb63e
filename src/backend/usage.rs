//! What was used.

use api::Failure;
use rules::usage::{DayRange, DayUse};
use rules::vocabulary::{Channel, QuotaKind};
use service::{LedgerPage, LedgerQuery};

use super::{Backend, either};

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
        either!(self, backend => backend.use_by_days(channel, quota, range).await)
    }

    /// A page of the ledger (ROLE-2).
    ///
    /// # Errors
    /// Who may not see it, or the backend's.
    pub async fn ledger_page(&self, channel: Channel, asked: &LedgerQuery) -> Result<LedgerPage, Failure> {
        either!(self, backend => backend.ledger_page(channel, asked).await)
    }
}
