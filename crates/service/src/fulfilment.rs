//! Who delivers a paid order, and when it arrives in a simulation: 3 to 5 minutes after payment (ORD-1).

use std::hash::Hasher;

use chrono::TimeDelta;
use rules::Catalogue;
use rules::account::{Account, Order, OrderState};
use rules::calendar::Instant;
use rules::vocabulary::OrderId;

/// Who says that what was paid is set up in the e-sign system and can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fulfilment {
    /// Nobody; it has arrived some minutes after payment. A simulation, in which nothing is set up anywhere.
    ByTheClock,
    /// The e-sign system or the operator, by [`crate::Shop::report_delivery`]; until then the order is being set up.
    Reported,
}

impl Fulfilment {
    /// The orders that have arrived by `now` without anybody's report, and are not recorded as delivered yet.
    pub(crate) fn due(self, account: &Account, catalogue: &Catalogue, now: Instant) -> Vec<(OrderId, Instant)> {
        match self {
            Self::ByTheClock => due_by_the_clock(account, catalogue, now),
            Self::Reported => Vec::new(),
        }
    }
}

/// The instant at which an order arrives that was paid at `since`: its own, and the same whenever one asks.
#[must_use]
pub fn due_at(order: &OrderId, since: Instant, catalogue: &Catalogue) -> Instant {
    let minutes = &catalogue.policies.delivery_minutes;
    let shortest = i64::from(minutes.min) * 60;
    let spread = i64::from(minutes.max) * 60 - shortest;
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(order.as_str().as_bytes());
    let share = i64::try_from(hasher.finish() % 1_000).unwrap_or(0);
    let seconds = shortest + spread * share / 1_000;
    since.checked_add_signed(TimeDelta::seconds(seconds)).unwrap_or(since)
}

/// Whether an order is paid, bound where it has to be, and not recorded as delivered yet.
pub(crate) fn is_being_set_up(order: &Order) -> bool {
    matches!(order.recorded_state, OrderState::Provisioning { .. })
}

/// The orders that have arrived in a simulation by `now` and are not recorded as delivered yet, with their instants, the
/// earliest first.
#[must_use]
pub fn due_by_the_clock(account: &Account, catalogue: &Catalogue, now: Instant) -> Vec<(OrderId, Instant)> {
    let mut due: Vec<_> = account
        .orders
        .iter()
        .filter_map(|order| match order.recorded_state {
            OrderState::Provisioning { since } => Some((order.id.clone(), due_at(&order.id, since, catalogue))),
            _ => None,
        })
        .filter(|(_, due)| *due <= now)
        .collect();
    due.sort_by_key(|(_, due)| *due);
    due
}
