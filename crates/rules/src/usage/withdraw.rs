//! Withdrawing a contract that nobody has signed: its unit comes back, moves on or is void (QUOTA-2).

use super::{LedgerEntry, Progress, Recorded};
use crate::account::{Account, Batch, BatchSource, Event};
use crate::calendar::Instant;
use crate::context::Context;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{QuotaKind, SubjectId};

/// Withdraws the contract that the ledger of the context knows.
///
/// # Errors
/// A contract that is not known, or that has come too far.
pub fn withdraw(account: &Account, contract: &SubjectId, context: &Context) -> Result<Recorded, Rejection> {
    let of_contract = |entry: &&LedgerEntry| entry.quota == QuotaKind::Contract && entry.subject == *contract;
    let Some(entry) = context.ledger.iter().find(of_contract) else {
        return Err(Rejection::because(Reason::ContractUnknown { contract: contract.clone() }));
    };
    match &entry.progress {
        Progress::Open => Ok(returned(account, entry, context.now)),
        Progress::Returned { .. } | Progress::Void { .. } => Ok(Recorded::default()),
        progress => Err(Rejection::because(Reason::ContractNotWithdrawable {
            contract: contract.clone(),
            progress: progress.clone(),
        })),
    }
}

fn returned(account: &Account, entry: &LedgerEntry, now: Instant) -> Recorded {
    let origin = account.batches.iter().find(|batch| batch.id == entry.batch);
    let heir = origin.and_then(|batch| heir(account, batch)).filter(|batch| batch.period.contains(now));
    let Some(heir) = heir else {
        let progress = Progress::Void { at: now };
        return Recorded { events: Vec::new(), entries: vec![LedgerEntry { progress, ..entry.clone() }] };
    };
    let moves = heir.id != entry.batch;
    let event = Event::UsageRecorded {
        batch: heir.id.clone(),
        taken: 0,
        returned: u32::from(!moves),
        moved_in: u32::from(moves),
        at: now,
    };
    let progress = Progress::Returned { to: heir.id.clone(), at: now };
    Recorded { events: vec![event], entries: vec![LedgerEntry { progress, ..entry.clone() }] }
}

/// The batch that a unit comes back to: its own, or the included one that opened with the upgrade that closed it.
fn heir<'a>(account: &'a Account, batch: &'a Batch) -> Option<&'a Batch> {
    let mut heir = batch;
    // Each upgrade closes what came before it, so there are no more steps than batches.
    for _ in 0..account.batches.len() {
        let Some(upgrade) = &heir.closed_by else {
            return Some(heir);
        };
        let included = |batch: &&Batch| {
            batch.quota == heir.quota && matches!(&batch.source, BatchSource::Edition { order, .. } if order == upgrade)
        };
        heir = account.batches.iter().find(included)?;
    }
    None
}
