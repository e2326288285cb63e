//! A payment notice: it counts once, and money that cannot be delivered for is held, never lost (ORD-5, ORD-6).

use super::cancel::in_their_care;
use super::permission;
use super::place::expiry;
use super::settle::{self, still_permitted};
use crate::account::{Account, Event, HoldCause, Order, OrderState, Payment, PaymentFailure, PaymentMethod};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context};
use crate::money::Money;
use crate::rejection::{Handover, Reason, Rejection};
use crate::vocabulary::{Channel, OrderId, PaymentId};

/// Whether this person may pay an order, here: it is unpaid and in their care, and what another channel would not have
/// sold is not paid in it either (ROLE-6, ROLE-7, CH-1 … CH-6, CH-10).
///
/// # Errors
/// Every reason against.
pub fn may_pay(
    catalogue: &Catalogue,
    account: Option<&Account>,
    id: &OrderId,
    context: &Context,
) -> Result<(), Rejection> {
    let account = account.ok_or_else(|| Rejection::because(Reason::SignInRequired))?;
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    in_their_care(account, order, context)?;
    let state = order.state_at(context.now);
    if state != OrderState::Unpaid {
        return Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state }));
    }
    let mut against = Rejection::default();
    if order.channel != context.channel {
        let action = order.edition_line().and_then(|line| line.item.edition_action());
        permission::basket_in_channel(catalogue, &order.basket, action, context, &mut against);
        permission::amount_in_channel(catalogue, order.total, context.channel, &mut against);
        hand_back(&mut against, order.channel);
    }
    against.into_result()
}

/// What a channel would leave to sales is led back to the web, where it was placed and can be paid.
fn hand_back(against: &mut Rejection, placed_in: Channel) {
    for reason in &mut against.reasons {
        if let Reason::ChannelRefuses { instead, .. } = reason
            && placed_in == Channel::Web
        {
            *instead = Handover::Web;
        }
    }
}

/// The ways of paying that a channel has: a mini-program pays in its host app alone (CH-10), and a transfer needs an
/// account to transfer to.
#[must_use]
pub fn payment_methods(catalogue: &Catalogue, channel: Channel) -> &'static [PaymentMethod] {
    if channel == Channel::Web && catalogue.bank_transfer.is_some() {
        &[PaymentMethod::Online, PaymentMethod::BankTransfer]
    } else {
        &[PaymentMethod::Online]
    }
}

pub(super) fn confirm(
    catalogue: &Catalogue,
    account: &Account,
    id: &OrderId,
    payment: &PaymentId,
    amount: Money,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    let Some(order) = account.order(id) else {
        return Err(Rejection::because(Reason::OrderUnknown));
    };
    if order.has_payment(payment) {
        return Ok(Vec::new());
    }
    let payment = Payment { id: payment.clone(), amount, at: now, held: None, returned_at: None };
    let judged_now = if amount != order.total {
        Some(HoldCause::OtherAmount)
    } else if still_permitted(catalogue, account, order, now) {
        None
    } else {
        Some(HoldCause::NoLongerPermitted)
    };
    let cause = match order.state_at(now) {
        OrderState::Unpaid => judged_now,
        // ORD-5: in whatever order they come, the payment of its own amount is the one that counts.
        OrderState::NeedsAttention { .. } if order.waits_for_its_amount(now) => judged_now,
        OrderState::Cancelled { .. } => Some(HoldCause::Cancelled),
        OrderState::Expired { .. } => Some(HoldCause::Expired),
        OrderState::Closed { .. } => Some(HoldCause::Closed),
        OrderState::NeedsAttention { .. } => Some(first_cause(order)),
        OrderState::AwaitingBinding { .. } | OrderState::Provisioning { .. } | OrderState::Delivered { .. } => {
            Some(HoldCause::PaidBefore)
        }
    };
    Ok(match cause {
        None => settle::settle(account, order, Some(payment), now),
        Some(cause) => vec![Event::PaymentHeld { order: id.clone(), payment, cause }],
    })
}

/// A payment failed: kept for the trail, unless that very payment came all the same (ORD-5).
pub(super) fn fail(
    account: &Account,
    id: &OrderId,
    payment: &PaymentId,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    if order.has_payment(payment) || order.failures.iter().any(|failure| failure.id == *payment) {
        return Ok(Vec::new());
    }
    let failure = PaymentFailure { id: payment.clone(), at: now };
    Ok(vec![Event::PaymentFailed { order: id.clone(), failure }])
}

/// ORD-2: another way of paying, with the time that it is given from when the order was placed.
pub(super) fn choose_method(
    catalogue: &Catalogue,
    account: &Account,
    id: &OrderId,
    method: PaymentMethod,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    in_their_care(account, order, context)?;
    let now = context.now;
    match order.state_at(now) {
        OrderState::Unpaid if order.payment_method == method => Ok(Vec::new()),
        OrderState::Unpaid => {
            let expires_at = expiry(catalogue, &order.lines, account.paid_end(now), method, order.placed_at);
            if expires_at <= now {
                let state = OrderState::Expired { at: expires_at };
                return Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state }));
            }
            let by = match &context.actor {
                Actor::Person(person) => Some(person.id.clone()),
                Actor::Visitor | Actor::System | Actor::Operator { .. } => None,
            };
            Ok(vec![Event::PaymentMethodChosen { order: id.clone(), method, expires_at, at: Some(now), by }])
        }
        state => Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state })),
    }
}

/// What stood against the first payment stands against the next; one that only came late for its amount has expired.
fn first_cause(order: &Order) -> HoldCause {
    match order.payments.iter().find_map(|payment| payment.held) {
        Some(HoldCause::OtherAmount) | None => HoldCause::Expired,
        Some(cause) => cause,
    }
}
