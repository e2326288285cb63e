//! Cancelling an unpaid order; nothing else can be undone (ED-8, ORD-8, ROLE-6, ROLE-7).

use crate::account::{Account, Event, Order, OrderState};
use crate::context::{Actor, Context, Person};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::OrderId;

pub(crate) fn cancel(account: &Account, id: &OrderId, context: &Context) -> Result<Vec<Event>, Rejection> {
    let Some(order) = account.order(id) else {
        return Err(Rejection::because(Reason::OrderUnknown));
    };
    in_their_care(account, order, context)?;
    match order.state_at(context.now) {
        OrderState::Unpaid => {
            let by = match &context.actor {
                Actor::Person(person) => Some(person.id.clone()),
                Actor::Visitor | Actor::System | Actor::Operator { .. } => None,
            };
            Ok(vec![Event::OrderCancelled { order: id.clone(), at: context.now, by }])
        }
        OrderState::Cancelled { .. } => Ok(Vec::new()),
        state => Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state })),
    }
}

/// Whether an unpaid order is this person's to change: of whoever placed it, and an edition's of whoever may buy.
///
/// # Errors
/// Nobody signed in, or somebody else (ROLE-6, ROLE-7).
pub(crate) fn in_their_care(account: &Account, order: &Order, context: &Context) -> Result<(), Rejection> {
    let Actor::Person(person) = &context.actor else {
        return Err(Rejection::because(Reason::SignInRequired));
    };
    if may_change(account, order, person) { Ok(()) } else { Err(Rejection::because(Reason::OrderNotYours)) }
}

/// ROLE-6, ROLE-7; a person's own account is nobody else's.
pub(crate) fn may_change(account: &Account, order: &Order, person: &Person) -> bool {
    if let Some(owner) = account.person() {
        return *owner == person.id;
    }
    let placed_it = order.placed_by == person.id;
    let edition_buyer = order.edition_line().is_some() && person.roles.may_purchase();
    placed_it || edition_buyer
}
