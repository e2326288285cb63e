//! The operator decides about money that came and could not be delivered for (ORD-6).

use super::command::Resolution;
use super::settle;
use crate::account::{Account, Event, OrderState};
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::OrderId;

pub(super) fn resolve(
    catalogue: &Catalogue,
    account: &Account,
    id: &OrderId,
    resolution: Resolution,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let Actor::Operator { id: operator } = &context.actor else {
        return Err(Rejection::because(Reason::OperatorOnly));
    };
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    let now = context.now;
    match (order.state_at(now), resolution) {
        (OrderState::NeedsAttention { .. }, Resolution::Close) => {
            Ok(vec![Event::OrderClosed { order: id.clone(), by: operator.clone(), at: now }])
        }
        (OrderState::Closed { .. }, Resolution::Close) => Ok(Vec::new()),
        // The operator's decision is the payment instant. A later paid end is no obstacle any more, but what does not fit
        // it at all is, or what would replace a period that was paid meanwhile: then only the money can go back.
        (OrderState::NeedsAttention { .. }, Resolution::Deliver)
            if order.paid_at.is_none() && settle::may_be_released(catalogue, account, order, now) =>
        {
            let mut events = vec![Event::OrderReleased { order: id.clone(), by: operator.clone(), at: now }];
            events.extend(settle::settle(account, order, None, now));
            Ok(events)
        }
        (state, _) => Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state })),
    }
}
