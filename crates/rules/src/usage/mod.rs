//! Consumption of quota, withdrawal, and the notices about it (RULES §7).
//!
//! The account keeps counters for each batch; the single entries are rows of the store's ledger, and the context carries
//! those of what a command names.

mod forecast;
mod history;
mod next_step;
mod notices;
mod progress;
mod record;
mod top_up;
mod withdraw;

use serde::{Deserialize, Serialize};

pub use forecast::{Clearing, Forecast, LEAST_PACE_DAYS, PACE_DAYS, Pace, forecast};
pub use history::{DayRange, DayUse, Step, StepUse, UnitsUsed, days_of_change, over_time, sum_of_days};
pub use next_step::{NextStep, step_about_ending, step_about_low};
pub use notices::{ending_soon, give_notices, notices_due, running_low};
pub use progress::{Signing, progressed};
pub use record::record;
pub use top_up::{TopUp, top_up_for};
pub use withdraw::withdraw;

use crate::account::Event;
use crate::calendar::Instant;
use crate::vocabulary::{BatchId, QuotaKind, SubjectId};

/// One unit spent on one contract, report or meeting (QUOTA-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Use {
    /// What kind of unit.
    pub quota: QuotaKind,
    /// What it was spent on; counted once however often it is reported (QUOTA-6).
    pub subject: SubjectId,
}

/// A row of the ledger, unique by account, kind and subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerEntry {
    /// What kind of unit.
    pub quota: QuotaKind,
    /// What it was spent on.
    pub subject: SubjectId,
    /// The batch that it was taken from.
    pub batch: BatchId,
    /// When.
    pub at: Instant,
    /// What became of it.
    pub progress: Progress,
}

/// What became of what a unit was spent on (QUOTA-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// A contract that nobody has signed.
    Open,
    /// A contract that somebody has signed.
    PartlySigned,
    /// A contract that everybody has signed.
    Signed,
    /// A contract that somebody refused to sign.
    Rejected,
    /// A contract that was not signed in time.
    Expired,
    /// A withdrawn contract; its unit came back.
    Returned {
        /// To which batch.
        to: BatchId,
        /// When.
        at: Instant,
    },
    /// A withdrawn contract; its batch had ended, so its unit is void.
    Void {
        /// When.
        at: Instant,
    },
    /// A report or a meeting: nothing comes back (QUOTA-1).
    Spent,
}

/// What a command records: events of the account, and rows of the ledger that are written in the same transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What happened to the account.
    pub events: Vec<Event>,
    /// Rows that are new or changed.
    pub entries: Vec<LedgerEntry>,
}
