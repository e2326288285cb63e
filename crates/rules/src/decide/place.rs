//! Placing an order: permission, price, terms; the price and the credit are fixed here (BUY-12).

use std::sync::Arc;

use chrono::TimeDelta;

use super::{PlaceOrder, permission, settle};
use crate::account::{Account, Event, LineItem, Order, OrderLine, OrderState, PaymentMethod};
use crate::basket::Basket;
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context};
use crate::integration;
use crate::money::Money;
use crate::offer::{EditionAction, fitting_action};
use crate::quote::{Quote, quote};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{Channel, PersonId};

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
    if let Some(owner) = account.person() {
        first_purchase(catalogue, account, owner, placing, context, &mut against);
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
    let priced = quote(catalogue, account, basket, context.now);
    if let Ok(priced) = &priced {
        permission::amount_in_channel(catalogue, priced.total, context.channel, against);
    }
    priced.map_err(|rejection| against.add_all(rejection.reasons)).ok()
}

/// Whether this account's next order in this channel is its first uncertified purchase (BIND-1).
#[must_use]
pub fn is_first_uncertified(account: &Account, context: &Context) -> bool {
    account.person().is_some()
        && context.channel == Channel::PersonalMiniProgram
        && account.orders.iter().all(|order| order.enterprise_name.is_none())
}

/// BIND-1: the first uncertified purchase names the enterprise and verifies the buyer's phone.
fn first_purchase(
    catalogue: &Catalogue,
    account: &Account,
    owner: &PersonId,
    placing: &PlaceOrder,
    context: &Context,
    against: &mut Rejection,
) {
    if !is_first_uncertified(account, context) {
        return;
    }
    if placing.enterprise_name.as_deref().is_none_or(|name| name.trim().is_empty()) {
        against.add(Reason::EnterpriseNameMissing);
    }
    let window_minutes = catalogue.policies.security_phone_minutes;
    if let Actor::Person(person) = &context.actor
        && person.id == *owner
        && !permission::phone_is_verified(person, window_minutes, context.now)
    {
        against.add(Reason::OwnPhoneNotVerified { window_minutes });
    }
}

/// The enterprise that an uncertified purchase is for: the one named with it, else the one named last (BIND-1).
fn enterprise_name(account: &Account, placing: &PlaceOrder) -> Option<String> {
    account.person()?;
    let given = placing.enterprise_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let before = || account.orders.iter().rev().find_map(|order| order.enterprise_name.clone());
    given.map(str::to_owned).or_else(before)
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
        expires_at: expiry(catalogue, &priced.lines, priced.paid_end_before, placing.payment_method, context.now),
        lines: priced.lines.into(),
        credit: priced.credit,
        total: priced.total,
        catalogue_version: priced.catalogue_version,
        terms_version: catalogue.purchase_terms.version.clone(),
        recorded_state: OrderState::Unpaid,
        payments: Vec::new(),
        invoice: None,
        payment_method: placing.payment_method,
        failures: Vec::new(),
        paid_at: None,
        enterprise_name: enterprise_name(account, placing),
        binding: None,
    };
    // BUY-10: nothing to pay, so nothing to wait for.
    let settled =
        if order.total == Money::ZERO { settle::settle(account, &order, None, context.now) } else { Vec::new() };
    let mut events = vec![Event::OrderPlaced { order: Arc::new(order) }];
    events.extend(settled);
    events
}

/// ORD-2, BUY-12: after the time that the way of paying is given; what needs an edition no later than the paid end; an
/// integration for a whole term from payment only while that term still fits before the paid end (ADD-7).
pub(super) fn expiry(
    catalogue: &Catalogue,
    lines: &[OrderLine],
    paid_end: Option<Instant>,
    method: PaymentMethod,
    placed_at: Instant,
) -> Instant {
    let policies = &catalogue.policies;
    let wait = match method {
        PaymentMethod::Online => TimeDelta::hours(i64::from(policies.unpaid_hours)),
        PaymentMethod::BankTransfer => TimeDelta::days(i64::from(policies.unpaid_transfer_days)),
    };
    let by_policy = placed_at.checked_add_signed(wait).unwrap_or(Instant::MAX_UTC);
    let Some(paid_end) = paid_end else {
        return by_policy;
    };
    // A first purchase and a new term move with the payment, and what ends with them does too.
    let stays_until = match lines.iter().find(|line| line.item.edition().is_some()) {
        None => Some(paid_end),
        Some(line) => match line.item {
            LineItem::Edition { action: EditionAction::Buy | EditionAction::Upgrade, .. } => None,
            _ => Some(line.period.end),
        },
    };
    lines.iter().filter(|line| line.item.needs_edition()).fold(by_policy, |expiry, line| {
        let fits_until = match (&line.item, stays_until) {
            (LineItem::Integration { term, .. }, Some(end)) if !line.is_cut_short() => {
                integration::payable_until(*term, end, placed_at)
            }
            _ => paid_end,
        };
        expiry.min(paid_end).min(fits_until)
    })
}
