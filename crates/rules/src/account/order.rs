//! An order: what was bought, for how much, and how far it has come (RULES §8).

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::HoldCause;
use crate::basket::Basket;
use crate::calendar::{Instant, Period};
use crate::catalogue::MinutesRange;
use crate::money::Money;
use crate::offer::EditionAction;
use crate::vocabulary::{AddOnCode, Channel, EditionCode, InvoiceId, OrderId, PaymentId, PersonId, QuotaKind, Term};

/// One purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The client's key for it (ORD-3).
    pub id: OrderId,
    /// Who placed it.
    pub placed_by: PersonId,
    /// When.
    pub placed_at: Instant,
    /// Where.
    pub channel: Channel,
    /// The choices it was placed with.
    pub basket: Basket,
    /// What is bought, at the price fixed when it was placed (BUY-12).
    pub lines: Vec<OrderLine>,
    /// What is set off from the edition line (BUY-10).
    pub credit: Option<Credit>,
    /// What is to be paid: Σ lines − credit.
    pub total: Money,
    /// The catalogue that priced it (ORD-4).
    pub catalogue_version: String,
    /// The purchase terms accepted with it (ORD-10).
    pub terms_version: String,
    /// When it expires unpaid (ORD-2).
    pub expires_at: Instant,
    /// How far it has come, as recorded; see [`Order::state_at`].
    pub recorded_state: OrderState,
    /// Everything paid for it.
    pub payments: Vec<Payment>,
    /// The invoice that covers it (INV-3).
    pub invoice: Option<InvoiceId>,
}

/// How far an order has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Waits for its payment.
    Unpaid,
    /// Paid by a person without an enterprise; waits for binding (BIND-2).
    AwaitingBinding {
        /// When it was paid.
        paid_at: Instant,
    },
    /// Paid (or bound) and on its way (ORD-1).
    Provisioning {
        /// From when the delivery time counts.
        since: Instant,
    },
    /// Delivered: final (ORD-8).
    Delivered {
        /// When it was paid or bound.
        since: Instant,
        /// When it arrived.
        delivered_at: Instant,
    },
    /// Cancelled before payment.
    Cancelled {
        /// When.
        at: Instant,
    },
    /// Expired before payment.
    Expired {
        /// When.
        at: Instant,
    },
    /// Money came that cannot be delivered for; the operator decides (ORD-6).
    NeedsAttention {
        /// When.
        at: Instant,
    },
    /// Money returned outside the shop.
    Closed {
        /// When.
        at: Instant,
    },
}

/// One payment that the shop recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// As its provider numbers it (ORD-5).
    pub id: PaymentId,
    /// What was paid.
    pub amount: Money,
    /// When the shop recorded it.
    pub at: Instant,
    /// Why it could not be delivered for, where it could not (ORD-6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<HoldCause>,
}

/// One line of an order or a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// What is bought.
    pub item: LineItem,
    /// Price of one.
    pub unit_price: Money,
    /// How many.
    pub quantity: u32,
    /// Price of all of them.
    pub price: Money,
    /// The period it buys: in a quote and in an unpaid order as if paid at that moment, then as it was settled.
    pub period: Period,
}

/// What a line buys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineItem {
    /// An edition for a term.
    Edition {
        /// Which one.
        edition: EditionCode,
        /// Its rank.
        rank: u32,
        /// For how long.
        term: Term,
        /// How it relates to what the enterprise has.
        action: EditionAction,
        /// Contracts included, for each service year or for the term.
        contracts: u32,
        /// Whether each service year opens a batch of its own (ED-5).
        yearly_batches: bool,
    },
    /// Packs of an add-on.
    Packs {
        /// Which add-on.
        add_on: AddOnCode,
        /// What a unit is spent on.
        quota: QuotaKind,
        /// Units in one pack.
        size: u32,
        /// Whether it ends with the edition (ADD-5) or after a year (ADD-6).
        follows_edition: bool,
    },
}

/// The unused value of what an upgrade replaces (BUY-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// One line for each period replaced.
    pub lines: Vec<CreditLine>,
    /// Their exact sum, rounded once, half up.
    pub total: Money,
}

/// The unused value of one paid period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditLine {
    /// The order that bought it.
    pub order: OrderId,
    /// Its edition.
    pub edition: EditionCode,
    /// What it is worth as a whole.
    pub value: Money,
    /// Calendar days left of it.
    pub days_left: i64,
    /// Its calendar days.
    pub days_whole: i64,
}

impl Order {
    /// How far it has come at `now`: an unpaid order expires by itself (ORD-2, ORD-9).
    #[must_use]
    pub fn state_at(&self, now: Instant) -> OrderState {
        match self.recorded_state {
            OrderState::Unpaid if self.expires_at <= now => OrderState::Expired { at: self.expires_at },
            ref recorded => recorded.clone(),
        }
    }

    /// The line that buys an edition, where there is one.
    #[must_use]
    pub fn edition_line(&self) -> Option<&OrderLine> {
        self.lines.iter().find(|line| matches!(line.item, LineItem::Edition { .. }))
    }

    /// When it is there at the latest, counted from payment or binding; `None` where nothing is on its way (ORD-1).
    #[must_use]
    pub fn due_by(&self, delivery: &MinutesRange) -> Option<Instant> {
        match self.recorded_state {
            OrderState::Provisioning { since } => {
                let latest = TimeDelta::minutes(i64::from(delivery.max));
                Some(since.checked_add_signed(latest).unwrap_or(Instant::MAX_UTC))
            }
            _ => None,
        }
    }

    /// Whether nothing but other amounts has come for it so far, so that its own can still be taken (ORD-5, ORD-6).
    #[must_use]
    pub fn waits_for_its_amount(&self, now: Instant) -> bool {
        matches!(self.recorded_state, OrderState::NeedsAttention { .. })
            && now < self.expires_at
            && self.payments.iter().all(|payment| payment.held == Some(HoldCause::OtherAmount))
    }

    /// Whether this payment was recorded already (ORD-5).
    #[must_use]
    pub fn has_payment(&self, payment: &PaymentId) -> bool {
        self.payments.iter().any(|known| known.id == *payment)
    }
}
