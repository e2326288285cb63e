//! More units of a kind, in the cheapest way that this person may take (QUOTA-4).

use serde::{Deserialize, Serialize};

use super::{Clearing, Forecast};
use crate::account::Account;
use crate::basket::{Basket, EditionChoice, PackChoice};
use crate::calendar::Instant;
use crate::catalogue::{Catalogue, Sale};
use crate::context::Context;
use crate::decide::may_place;
use crate::money::Money;
use crate::offer::EditionAction;
use crate::quote::{Quote, quote};
use crate::vocabulary::{QuotaKind, Term};

/// A purchase that brings more units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopUp {
    /// What to buy.
    pub basket: Basket,
    /// What it costs now.
    pub total: Money,
}

/// The cheapest purchase that this person may make here, but for what is cleared in the checkout, against what is foreseen:
/// where units are used up, one pack or an edition that opens at once and is still there then; where packs that follow the
/// edition are cleared, its renewal. `None` where nothing is needed, or nothing helps.
#[must_use]
pub fn top_up_for(
    catalogue: &Catalogue,
    account: &Account,
    quota: QuotaKind,
    foreseen: &Forecast,
    context: &Context,
) -> Option<TopUp> {
    let follows = |clearing: &Clearing| {
        let batch = account.batches.iter().find(|batch| batch.id == clearing.batch);
        batch.is_some_and(|batch| batch.source.follows_edition())
    };
    let helps: Box<dyn Fn(&Quote) -> bool> = match foreseen.used_up {
        Some(used_up) => Box::new(move |priced| !renews(priced) && opens_before(priced, context.now, used_up)),
        None if foreseen.cleared.iter().any(follows) => Box::new(renews),
        None => return None,
    };
    let baskets = packs_of(catalogue, quota).chain(editions_for(catalogue, quota));
    let permitted = baskets.filter(|basket| {
        let placed = may_place(catalogue, Some(account), basket, context);
        placed.err().is_none_or(|against| against.is_cleared_in_checkout())
    });
    let priced = permitted.filter_map(|basket| {
        let priced = quote(catalogue, Some(account), &basket, context.now).ok()?;
        helps(&priced).then_some(TopUp { basket, total: priced.total })
    });
    priced.min_by_key(|top_up| top_up.total)
}

fn renews(priced: &Quote) -> bool {
    priced.lines.iter().any(|line| line.item.edition_action() == Some(EditionAction::Renew))
}

/// Whether what is bought can be used now, and is still there when nothing else is left.
fn opens_before(priced: &Quote, now: Instant, used_up: Instant) -> bool {
    priced.lines.iter().any(|line| line.period.start <= now && used_up < line.period.end)
}

pub(super) fn packs_of(catalogue: &Catalogue, quota: QuotaKind) -> impl Iterator<Item = Basket> {
    let packs = catalogue.add_ons.iter().filter_map(move |add_on| match &add_on.sale {
        Sale::Packs { quota: sold, sizes, .. } if *sold == quota => Some((add_on, sizes)),
        Sale::Packs { .. } | Sale::Years { .. } => None,
    });
    packs.flat_map(|(add_on, sizes)| {
        let one_of = |amount| PackChoice::one(add_on.code.clone(), amount);
        sizes.iter().map(move |size| Basket { packs: vec![one_of(size.amount)], ..Basket::default() })
    })
}

pub(super) fn editions_for(catalogue: &Catalogue, quota: QuotaKind) -> impl Iterator<Item = Basket> {
    let editions = catalogue.editions.iter().filter(move |_| quota == QuotaKind::Contract);
    editions.flat_map(|edition| {
        let choice = |term: &Term| EditionChoice { edition: edition.code.clone(), term: *term };
        edition.terms.iter().map(move |term| Basket { edition: Some(choice(term)), ..Basket::default() })
    })
}
