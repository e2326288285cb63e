//! Delivery: from then on the order cannot change (ORD-1, ORD-8).

use crate::account::{Account, Event, OrderState};
use crate::calendar::Instant;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::OrderId;

pub(super) fn deliver(account: &Account, id: &OrderId, now: Instant) -> Result<Vec<Event>, Rejection> {
    let Some(order) = account.order(id) else {
        return Err(Rejection::because(Reason::OrderUnknown));
    };
    match order.state_at(now) {
        OrderState::Provisioning { .. } => Ok(vec![Event::OrderDelivered { order: id.clone(), at: now }]),
        OrderState::Delivered { .. } => Ok(Vec::new()),
        state => Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state })),
    }
}
