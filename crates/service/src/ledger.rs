//! The ledger: a row for each unit that was spent, with the name of what it was spent on.

use std::collections::HashMap;

use rules::calendar::Instant;
use rules::usage::{LedgerEntry, Use};
use rules::vocabulary::QuotaKind;
use serde::{Deserialize, Serialize};

/// A row of the ledger, unique by account, kind and subject (QUOTA-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerRow {
    /// What the rules know of it.
    pub entry: LedgerEntry,
    /// What the e-sign system calls it: the title of a contract, the subject of a meeting.
    pub name: String,
}

/// A row that is written, and how it was when that was decided; nothing is written where it is another by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// As it was; `None` for a new one.
    pub before: Option<LedgerRow>,
    /// As it is from now on.
    pub after: LedgerRow,
}

/// A use that is reported, with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedUse {
    /// What was spent on what.
    pub used: Use,
    /// What the e-sign system calls it.
    pub name: String,
}

/// Some rows of one kind in a row, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerSlice {
    /// Of which kind.
    pub quota: QuotaKind,
    /// Not before this instant.
    pub from: Instant,
    /// Before this instant.
    pub until: Instant,
    /// So many of the newest are left out.
    pub skip: u32,
    /// At most so many.
    pub limit: u32,
}

/// The changes that lead from the rows that are known to these entries; a new row takes its name from `name_of`.
pub(crate) fn changes(
    known: &[LedgerRow],
    entries: Vec<LedgerEntry>,
    name_of: impl Fn(&LedgerEntry) -> String,
) -> Vec<RowChange> {
    let known: HashMap<_, &LedgerRow> = known.iter().map(|row| ((row.entry.quota, &row.entry.subject), row)).collect();
    let change = |entry: LedgerEntry| {
        let before = known.get(&(entry.quota, &entry.subject)).copied();
        let name = before.map_or_else(|| name_of(&entry), |row| row.name.clone());
        RowChange { before: before.cloned(), after: LedgerRow { entry, name } }
    };
    entries.into_iter().map(change).collect()
}
