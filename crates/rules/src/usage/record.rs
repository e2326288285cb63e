//! Spending units: from the batch that ends first, all of them or none (QUOTA-1, QUOTA-3, QUOTA-4, QUOTA-6).

use std::collections::HashSet;

use super::{LedgerEntry, Progress, Recorded, Use, notices};
use crate::account::{Account, Batch, BatchState, Event};
use crate::basket::{Basket, EditionChoice, PackChoice};
use crate::calendar::Instant;
use crate::catalogue::{Catalogue, Sale};
use crate::context::Context;
use crate::quote::quote;
use crate::rejection::{Reason, Rejection, Remedy};
use crate::vocabulary::{QuotaKind, Term};

/// Takes a unit for each use that the ledger of the context does not know yet.
///
/// # Errors
/// For each kind of which not enough is left, with what is permitted to get more; nothing is taken then.
pub fn record(
    catalogue: &Catalogue,
    account: &Account,
    uses: &[Use],
    context: &Context,
) -> Result<Recorded, Rejection> {
    let now = context.now;
    let known = context.ledger.iter().map(|entry| (entry.quota, &entry.subject));
    let mut seen: HashSet<_> = known.collect();
    let fresh: Vec<&Use> = uses.iter().filter(|wanted| seen.insert((wanted.quota, &wanted.subject))).collect();
    let mut recorded = Recorded::default();
    let mut against = Rejection::default();
    for quota in QuotaKind::ALL {
        let wanted: Vec<&Use> = fresh.iter().copied().filter(|wanted| wanted.quota == quota).collect();
        let left = account.balance(quota, now).left();
        let number = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
        if u64::from(number) > left {
            let ways = ways(catalogue, account, quota, now);
            against.add(Reason::QuotaExhausted { quota, wanted: number, left, ways });
        } else {
            take(account, &wanted, quota, now, &mut recorded);
        }
    }
    against.into_result()?;
    if !recorded.events.is_empty() {
        let mut after = account.clone();
        for event in &recorded.events {
            after.apply(event);
        }
        recorded.events.extend(notices::give_notices(catalogue, &after, now));
    }
    Ok(recorded)
}

/// QUOTA-3: from the batch that ends first; of equals, from the one granted first.
fn take(account: &Account, wanted: &[&Use], quota: QuotaKind, now: Instant, recorded: &mut Recorded) {
    let mut open: Vec<&Batch> = account
        .batches
        .iter()
        .filter(|batch| batch.quota == quota && batch.left() > 0)
        .filter(|batch| account.batch_state(batch, now) == BatchState::Open)
        .collect();
    open.sort_by_key(|batch| batch.period.end);
    let mut rest = wanted;
    for batch in open {
        if rest.is_empty() {
            return;
        }
        let number = rest.len().min(usize::try_from(batch.left()).unwrap_or(usize::MAX));
        let (taken, after) = rest.split_at_checked(number).unwrap_or((rest, &[]));
        rest = after;
        recorded.events.push(Event::UsageRecorded {
            batch: batch.id.clone(),
            taken: u32::try_from(number).unwrap_or(u32::MAX),
            returned: 0,
            moved_in: 0,
            at: now,
        });
        recorded.entries.extend(taken.iter().map(|one| LedgerEntry {
            quota,
            subject: one.subject.clone(),
            batch: batch.id.clone(),
            at: now,
            progress: if quota == QuotaKind::Contract { Progress::Open } else { Progress::Spent },
        }));
    }
}

/// QUOTA-4: whichever of packs, edition, upgrade and sales is permitted; on the highest edition sales come first (ED-4).
fn ways(catalogue: &Catalogue, account: &Account, quota: QuotaKind, now: Instant) -> Vec<Remedy> {
    if !account.is_certified() {
        return vec![Remedy::Certify, Remedy::ContactSales];
    }
    let can_be_had = |basket: Basket| quote(catalogue, Some(account), &basket, now).is_ok();
    let packs = catalogue.add_ons.iter().filter(|add_on| {
        let Sale::Packs { quota: sold, sizes, .. } = &add_on.sale else {
            return false;
        };
        let pack = |size| Basket { packs: vec![PackChoice::one(add_on.code.clone(), size)], ..Basket::default() };
        *sold == quota && sizes.iter().any(|size| can_be_had(pack(size.amount)))
    });
    let packs = packs.take(1).map(|add_on| Remedy::BuyPacks { add_on: add_on.code.clone() });
    let rank = account.in_force(now).map_or(0, |paid| paid.rank);
    let higher = || catalogue.editions.iter().filter(|edition| edition.rank > rank);
    if higher().next().is_none() {
        return [Remedy::ContactSales].into_iter().chain(packs).collect();
    }
    let has_contracts_to_give = quota == QuotaKind::Contract && account.open_edition(now).is_none();
    let edition = higher().filter(|_| has_contracts_to_give).find(|edition| {
        let choice = |term: &Term| EditionChoice { edition: edition.code.clone(), term: *term };
        let basket = |term| Basket { edition: Some(choice(term)), ..Basket::default() };
        edition.terms.iter().any(|term| can_be_had(basket(term)))
    });
    let edition = edition.map(|edition| Remedy::ChooseEdition { edition: edition.code.clone() });
    packs.chain(edition).chain([Remedy::ContactSales]).collect()
}
