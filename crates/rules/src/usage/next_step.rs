//! What to do about what runs low or ends soon: the purchase that helps, or why this person cannot make it here (QUOTA-4,
//! QUOTA-7, BUY-5).

use serde::{Deserialize, Serialize};

use super::top_up::{editions_for, packs_of};
use super::{Forecast, TopUp, top_up_for};
use crate::account::{Account, Batch, BatchSource, Change, Changed};
use crate::basket::{Basket, EditionChoice, IntegrationChoice, PackChoice};
use crate::calendar::Instant;
use crate::catalogue::{AddOn, Catalogue, Sale};
use crate::context::Context;
use crate::decide::may_place;
use crate::integration::sold_by_the_year;
use crate::quote::quote;
use crate::rejection::Rejection;
use crate::vocabulary::{AddOnCode, EditionCode, QuotaKind, Term};

/// What to do about a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// To buy this, which the person may here, but for what is cleared in the checkout.
    Buy(TopUp),
    /// This would help, and they may not.
    Refused {
        /// What would help.
        basket: Basket,
        /// Why they may not.
        against: Rejection,
    },
    /// To use the units: no purchase keeps them.
    Use {
        /// Of which kind.
        quota: QuotaKind,
    },
}

/// What to do about a kind that runs low: the cheapest purchase that brings more, else why not (QUOTA-7). `None` where nothing
/// of the kind is sold.
#[must_use]
pub fn step_about_low(
    catalogue: &Catalogue,
    account: &Account,
    quota: QuotaKind,
    context: &Context,
) -> Option<NextStep> {
    let foreseen = Forecast { used_up: Some(context.now), cleared: Vec::new() };
    if let Some(top_up) = top_up_for(catalogue, account, quota, &foreseen, context) {
        return Some(NextStep::Buy(top_up));
    }
    let baskets = packs_of(catalogue, quota).chain(editions_for(catalogue, quota));
    first_open(catalogue, account, baskets, context)
}

/// What to do about something that ends: buy it again, or the edition that it hangs on. `None` where something has taken its
/// place already.
#[must_use]
pub fn step_about_ending(
    catalogue: &Catalogue,
    account: &Account,
    change: &Change,
    context: &Context,
) -> Option<NextStep> {
    let buy = |baskets: Vec<Basket>| first_open(catalogue, account, baskets, context);
    match &change.what {
        Changed::EditionLapses { edition } => buy(terms_of(catalogue, edition)),
        Changed::TrialEnds { edition } => buy(after_trial(catalogue, account, edition, context.now)),
        Changed::IntegrationEnds { add_on } => buy(integrations(catalogue, add_on)),
        Changed::BatchCleared { batch, quota, .. } => {
            let batch = account.batches.iter().find(|known| known.id == *batch)?;
            let baskets = against_clearing(catalogue, account, batch, context.now);
            if baskets.is_empty() { Some(NextStep::Use { quota: *quota }) } else { buy(baskets) }
        }
        Changed::OrderExpires { .. }
        | Changed::BindingLapses { .. }
        | Changed::EditionBegins { .. }
        | Changed::BatchOpens { .. } => None,
    }
}

/// The first of the baskets that this person may buy; where there is none, why not the first.
fn first_open(
    catalogue: &Catalogue,
    account: &Account,
    baskets: impl IntoIterator<Item = Basket>,
    context: &Context,
) -> Option<NextStep> {
    let mut first_refused = None;
    for basket in baskets {
        let against = may_place(catalogue, Some(account), &basket, context).err().unwrap_or_default().beyond_checkout();
        match quote(catalogue, Some(account), &basket, context.now) {
            Ok(priced) if against.reasons.is_empty() => {
                return Some(NextStep::Buy(TopUp { basket, total: priced.total }));
            }
            _ => first_refused = first_refused.or(Some(NextStep::Refused { basket, against })),
        }
    }
    first_refused
}

/// An edition for each of its terms, the shortest first; what is not sold any more for a year, which is refused.
fn terms_of(catalogue: &Catalogue, edition: &EditionCode) -> Vec<Basket> {
    let mut terms = catalogue.edition(edition).map_or_else(|| vec![Term::ONE], |known| known.terms.clone());
    terms.sort_unstable();
    let basket = |term| Basket { edition: Some(EditionChoice { edition: edition.clone(), term }), ..Basket::default() };
    terms.into_iter().map(basket).collect()
}

/// The edition that is tried, unless what was bought meanwhile is as high (TRIAL-5).
fn after_trial(catalogue: &Catalogue, account: &Account, edition: &EditionCode, now: Instant) -> Vec<Basket> {
    let bought = account.in_force(now).map(|paid| paid.rank);
    let is_higher = catalogue.edition(edition).is_some_and(|tried| bought.is_none_or(|bought| bought < tried.rank));
    if is_higher { terms_of(catalogue, edition) } else { Vec::new() }
}

/// An integration for each of its terms, the shortest first (ADD-7).
fn integrations(catalogue: &Catalogue, add_on: &AddOnCode) -> Vec<Basket> {
    let sold = catalogue.add_on(add_on).and_then(sold_by_the_year);
    let mut terms = sold.map_or_else(|| vec![Term::ONE], |(_, terms)| terms.to_vec());
    terms.sort_unstable();
    let basket =
        |term| Basket { integrations: vec![IntegrationChoice { add_on: add_on.clone(), term }], ..Basket::default() };
    terms.into_iter().map(basket).collect()
}

/// What helps against the end of a batch: packs that follow the edition move with its renewal (ADD-5); other packs are
/// bought again. Nothing keeps what an edition included, a renewal neither (ED-5, ADD-9).
fn against_clearing(catalogue: &Catalogue, account: &Account, batch: &Batch, now: Instant) -> Vec<Basket> {
    match &batch.source {
        BatchSource::Packs { add_on, follows_edition: false, .. } => {
            catalogue.add_on(add_on).and_then(|add_on| same_pack(add_on, batch.amount)).into_iter().collect()
        }
        BatchSource::Packs { .. } => {
            account.in_force(now).map(|paid| terms_of(catalogue, &paid.edition)).unwrap_or_default()
        }
        BatchSource::Trial => {
            account.trial.iter().flat_map(|trial| after_trial(catalogue, account, &trial.edition, now)).collect()
        }
        BatchSource::Edition { .. } | BatchSource::Experience => Vec::new(),
    }
}

/// One pack of the size that was bought, else of the next larger one, else of the largest.
fn same_pack(add_on: &AddOn, amount: u32) -> Option<Basket> {
    let Sale::Packs { sizes, .. } = &add_on.sale else {
        return None;
    };
    let amounts = || sizes.iter().map(|size| size.amount);
    let size = amounts().filter(|size| *size >= amount).min().or_else(|| amounts().max())?;
    Some(Basket { packs: vec![PackChoice::one(add_on.code.clone(), size)], ..Basket::default() })
}
