//! Placing an order: permission, price, terms; the price and the credit are fixed here (BUY-12).

use chrono::TimeDelta;

use super::{PlaceOrder, permission, settle};
use crate::account::{Account, Event, LineItem, Order, OrderState};
use crate::basket::Basket;
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context};
use crate::money::Money;
use crate::offer::fitting_action;
use crate::quote::{Quote, quote};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::PersonId;

pub(super) fn place(
    catalogue: &Catalogue,
    account: &Account,
    placing: &PlaceOrder,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    if let Some(known) = account.order(&placing.order) {
        return same_order(known, placing, context);
    }
    let mut against = Rejection::default();
    let priced = judge(catalogue, Some(account), &placing.basket, context, &mut against);
    if let Some(priced) = priced.as_ref().filter(|priced| priced.digest() != placing.shown) {
        against.add(Reason::QuoteChanged { total: priced.total });
    }
    let terms = &catalogue.purchase_terms.version;
    if placing.accepted_terms.as_ref() != Some(terms) {
        against.add(Reason::TermsNotAccepted { version: terms.clone() });
    }
    match (priced, &context.actor) {
        (Some(priced), Actor::Person(person)) if against.reasons.is_empty() => {
            Ok(placed(catalogue, account, placing, priced, person.id.clone(), context))
        }
        _ => Err(against),
    }
}

/// Whether this person may place an order for a basket now, and at what price; `account` is `None` for a visitor.
///
/// # Errors
/// Every reason against it: the person's, the channel's, the open order's and the basket's.
pub fn may_place(
    catalogue: &Catalogue,
    account: Option<&Account>,
    basket: &Basket,
    context: &Context,
) -> Result<Quote, Rejection> {
    let mut against = Rejection::default();
    let priced = judge(catalogue, account, basket, context, &mut against);
    match priced {
        Some(priced) if against.reasons.is_empty() => Ok(priced),
        _ => Err(against),
    }
}

/// The price of a basket, where it has one, with every reason against selling it to this person here and now.
fn judge(
    catalogue: &Catalogue,
    account: Option<&Account>,
    basket: &Basket,
    context: &Context,
    against: &mut Rejection,
) -> Option<Quote> {
    permission::person(account, catalogue, context, against);
    let action = basket.edition.as_ref().and_then(|choice| {
        let edition = catalogue.edition(&choice.edition)?;
        fitting_action(account, edition, context.now).ok()
    });
    permission::basket_in_channel(catalogue, basket, action, context, against);
    if basket.edition.is_some() {
        permission::no_open_order(account, context.now, against);
    }
    quote(catalogue, account, basket, context.now).map_err(|rejection| against.add_all(rejection.reasons)).ok()
}

/// ORD-3: the same key with the same choices is the order that was placed; with others, an error.
fn same_order(known: &Order, placing: &PlaceOrder, context: &Context) -> Result<Vec<Event>, Rejection> {
    let Actor::Person(person) = &context.actor else {
        return Err(Rejection::because(Reason::SignInRequired));
    };
    if known.basket == placing.basket && known.placed_by == person.id {
        Ok(Vec::new())
    } else {
        Err(Rejection::because(Reason::KeyReused { order: placing.order.clone() }))
    }
}

fn placed(
    catalogue: &Catalogue,
    account: &Account,
    placing: &PlaceOrder,
    priced: Quote,
    placed_by: PersonId,
    context: &Context,
) -> Vec<Event> {
    let order = Order {
        id: placing.order.clone(),
        placed_by,
        placed_at: context.now,
        channel: context.channel,
        basket: placing.basket.clone(),
        expires_at: expiry(catalogue, &priced, context.now),
        lines: priced.lines,
        credit: priced.credit,
        total: priced.total,
        catalogue_version: priced.catalogue_version,
        terms_version: catalogue.purchase_terms.version.clone(),
        recorded_state: OrderState::Unpaid,
        payments: Vec::new(),
        invoice: None,
    };
    // BUY-10: nothing to pay, so nothing to wait for.
    let settled =
        if order.total == Money::ZERO { settle::settle(account, &order, None, context.now) } else { Vec::new() };
    let mut events = vec![Event::OrderPlaced { order: Box::new(order) }];
    events.extend(settled);
    events
}

/// ORD-2, BUY-12: after the hours of the catalogue; what continues or follows the edition no later than the paid end.
fn expiry(catalogue: &Catalogue, priced: &Quote, now: Instant) -> Instant {
    let hours = TimeDelta::hours(i64::from(catalogue.policies.unpaid_hours));
    let by_policy = now.checked_add_signed(hours).unwrap_or(Instant::MAX_UTC);
    let needs_edition = priced.lines.iter().any(|line| match line.item {
        LineItem::Edition { .. } => true,
        LineItem::Packs { follows_edition, .. } => follows_edition,
    });
    priced.paid_end_before.filter(|_| needs_edition).map_or(by_policy, |end| end.min(by_policy))
}
