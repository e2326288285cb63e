//! A payment notice: it counts once, and money that cannot be delivered for is held, never lost (ORD-5, ORD-6).

use super::settle::{self, still_permitted};
use crate::account::{Account, Event, HoldCause, Order, OrderState, Payment};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::money::Money;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{OrderId, PaymentId};

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
    let payment = Payment { id: payment.clone(), amount, at: now, held: None };
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
        OrderState::NeedsAttention { .. } | OrderState::Closed { .. } => Some(first_cause(order)),
        OrderState::AwaitingBinding { .. } | OrderState::Provisioning { .. } | OrderState::Delivered { .. } => {
            Some(HoldCause::PaidBefore)
        }
    };
    Ok(match cause {
        None => settle::settle(account, order, Some(payment), now),
        Some(cause) => vec![Event::PaymentHeld { order: id.clone(), payment, cause }],
    })
}

/// What stood against the first payment stands against the next; one that only came late for its amount has expired.
fn first_cause(order: &Order) -> HoldCause {
    match order.payments.iter().find_map(|payment| payment.held) {
        Some(HoldCause::OtherAmount) | None => HoldCause::Expired,
        Some(cause) => cause,
    }
}
