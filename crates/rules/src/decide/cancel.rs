//! Cancelling an unpaid order; nothing else can be undone (ED-8, ORD-8, ROLE-6, ROLE-7).

use crate::account::{Account, Event, Order, OrderState};
use crate::context::{Actor, Context};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::OrderId;

pub(super) fn cancel(account: &Account, id: &OrderId, context: &Context) -> Result<Vec<Event>, Rejection> {
    let Some(order) = account.order(id) else {
        return Err(Rejection::because(Reason::OrderUnknown));
    };
    if let Some(reason) = not_in_their_care(order, context) {
        return Err(Rejection::because(reason));
    }
    match order.state_at(context.now) {
        OrderState::Unpaid => Ok(vec![Event::OrderCancelled { order: id.clone(), at: context.now }]),
        OrderState::Cancelled { .. } => Ok(Vec::new()),
        state => Err(Rejection::because(Reason::OrderStateRefuses { state })),
    }
}

/// ROLE-6, ROLE-7: whoever placed it, and for an edition whoever may buy.
fn not_in_their_care(order: &Order, context: &Context) -> Option<Reason> {
    let Actor::Person(person) = &context.actor else {
        return Some(Reason::SignInRequired);
    };
    let placed_it = order.placed_by == person.id;
    let edition_buyer = order.edition_line().is_some() && person.roles.may_purchase();
    (!placed_it && !edition_buyer).then_some(Reason::OrderNotYours)
}
