//! How far a contract has come, as the e-sign system reports it; it decides whether it can still be withdrawn (QUOTA-2).

use serde::{Deserialize, Serialize};

use super::{LedgerEntry, Progress};

/// What the e-sign system reports of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// Somebody has signed, and others have not.
    PartlySigned,
    /// Everybody has signed.
    Signed,
    /// Somebody refused to sign.
    Rejected,
    /// It was not signed in time.
    Expired,
}

/// The row after such a report; `None` where it changes nothing, since it was known or the contract is over.
#[must_use]
pub fn progressed(entry: &LedgerEntry, reported: Signing) -> Option<LedgerEntry> {
    let progress = match (&entry.progress, reported) {
        (Progress::Open, Signing::PartlySigned) => Progress::PartlySigned,
        (Progress::Open | Progress::PartlySigned, Signing::Signed) => Progress::Signed,
        (Progress::Open | Progress::PartlySigned, Signing::Rejected) => Progress::Rejected,
        (Progress::Open | Progress::PartlySigned, Signing::Expired) => Progress::Expired,
        _ => return None,
    };
    Some(LedgerEntry { progress, ..entry.clone() })
}
