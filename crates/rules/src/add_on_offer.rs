//! The questions of the add-ons' page: for each add-on, whether this person may buy it, and until when it would last.

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::basket::{Basket, IntegrationChoice};
use crate::calendar::{Instant, Period};
use crate::catalogue::{AddOn, Catalogue, Sale, Validity};
use crate::context::Context;
use crate::decide::permission;
use crate::eligibility::{edition_misfit, judging_edition};
use crate::quote::quote;
use crate::rejection::Rejection;
use crate::vocabulary::{AddOnCode, Term};

/// The answers about one add-on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOnOffer {
    /// Which one.
    pub add_on: AddOnCode,
    /// Whether this person may buy it here and now, in packs or for at least one term; if so, until when it would last
    /// at the longest.
    pub buy: Result<Instant, Rejection>,
    /// The terms of an integration, each with the period that it would get; empty for what is sold in packs.
    pub terms: Vec<TermOffer>,
}

/// One term of an integration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermOffer {
    /// Which term.
    pub term: Term,
    /// The period that it would get, or every reason against it.
    pub period: Result<Period, Rejection>,
}

/// Answers every question of the add-ons' page, add-on by add-on (RULES §4, CH-5, CH-6). `account` is `None` for a
/// visitor.
#[must_use]
pub fn add_on_offers(catalogue: &Catalogue, account: Option<&Account>, context: &Context) -> Vec<AddOnOffer> {
    catalogue.add_ons.iter().map(|add_on| add_on_offer(catalogue, account, add_on, context)).collect()
}

fn add_on_offer(catalogue: &Catalogue, account: Option<&Account>, add_on: &AddOn, context: &Context) -> AddOnOffer {
    let mut against = Rejection::default();
    permission::person(account, catalogue, context, &mut against);
    permission::add_on_in_channel(add_on, context.channel, &mut against);
    let terms = terms(catalogue, account, add_on, context.now);
    let ends = match &add_on.sale {
        Sale::Packs { .. } => pack_end(catalogue, account, add_on, context.now, &mut against),
        Sale::Years { .. } => {
            let longest = terms.iter().filter_map(|offer| offer.period.as_ref().ok()).map(|period| period.end).max();
            if let (None, Some(Err(first))) = (longest, terms.first().map(|offer| &offer.period)) {
                against.add_all(first.reasons.iter().cloned());
            }
            longest.unwrap_or(context.now)
        }
    };
    AddOnOffer { add_on: add_on.code.clone(), buy: against.into_result().map(|()| ends), terms }
}

/// ADD-5, ADD-6: when packs bought now would end.
fn pack_end(
    catalogue: &Catalogue,
    account: Option<&Account>,
    add_on: &AddOn,
    now: Instant,
    against: &mut Rejection,
) -> Instant {
    let follows_edition = add_on.validity == Validity::WithEdition;
    let judged_by = judging_edition(account, &Basket::default(), now);
    let paid_end = account.and_then(|account| account.paid_end(now));
    against.add_all(edition_misfit(catalogue, add_on, follows_edition, &judged_by, paid_end.is_some()));
    paid_end.filter(|_| follows_edition).unwrap_or_else(|| Period::of_years(now, 1).end)
}

fn terms(catalogue: &Catalogue, account: Option<&Account>, add_on: &AddOn, now: Instant) -> Vec<TermOffer> {
    let Sale::Years { terms, .. } = &add_on.sale else {
        return Vec::new();
    };
    let offer = |term: &Term| {
        let choice = IntegrationChoice { add_on: add_on.code.clone(), term: *term };
        let basket = Basket { integrations: vec![choice], ..Basket::default() };
        let priced = quote(catalogue, account, &basket, now);
        let period =
            priced.map(|priced| priced.lines.first().map_or(Period { start: now, end: now }, |line| line.period));
        TermOffer { term: *term, period }
    };
    terms.iter().map(offer).collect()
}
