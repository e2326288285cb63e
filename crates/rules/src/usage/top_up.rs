//! More units of a kind, in the cheapest way that this person may take (QUOTA-4).

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::basket::{Basket, EditionChoice, PackChoice};
use crate::catalogue::{Catalogue, Sale};
use crate::context::Context;
use crate::decide::may_place;
use crate::money::Money;
use crate::quote::quote;
use crate::vocabulary::{QuotaKind, Term};

/// A purchase that brings more units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopUp {
    /// What to buy.
    pub basket: Basket,
    /// What it costs now.
    pub total: Money,
}

/// The cheapest purchase that brings units of a kind and that this person may make here, but for what is cleared in the
/// checkout: one pack of any size, or for contracts an edition for its shortest term. `None` where there is none.
#[must_use]
pub fn cheapest_top_up(catalogue: &Catalogue, account: &Account, quota: QuotaKind, context: &Context) -> Option<TopUp> {
    let baskets = packs_of(catalogue, quota).chain(editions_for(catalogue, quota));
    let permitted = baskets.filter(|basket| {
        let placed = may_place(catalogue, Some(account), basket, context);
        placed.err().is_none_or(|against| against.is_cleared_in_checkout())
    });
    let priced = permitted.filter_map(|basket| {
        let total = quote(catalogue, Some(account), &basket, context.now).ok()?.total;
        Some(TopUp { basket, total })
    });
    priced.min_by_key(|top_up| top_up.total)
}

fn packs_of(catalogue: &Catalogue, quota: QuotaKind) -> impl Iterator<Item = Basket> {
    let packs = catalogue.add_ons.iter().filter_map(move |add_on| match &add_on.sale {
        Sale::Packs { quota: sold, sizes, .. } if *sold == quota => Some((add_on, sizes)),
        Sale::Packs { .. } | Sale::Years { .. } => None,
    });
    packs.flat_map(|(add_on, sizes)| {
        let one_of = |amount| PackChoice::one(add_on.code.clone(), amount);
        sizes.iter().map(move |size| Basket { packs: vec![one_of(size.amount)], ..Basket::default() })
    })
}

fn editions_for(catalogue: &Catalogue, quota: QuotaKind) -> impl Iterator<Item = Basket> {
    let editions = catalogue.editions.iter().filter(move |_| quota == QuotaKind::Contract);
    editions.flat_map(|edition| {
        let choice = |term: &Term| EditionChoice { edition: edition.code.clone(), term: *term };
        edition.terms.iter().map(move |term| Basket { edition: Some(choice(term)), ..Basket::default() })
    })
}
