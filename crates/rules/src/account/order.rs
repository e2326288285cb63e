//! An order: what was bought, for how much, and how far it has come (RULES §8).

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Credit, HoldCause, OrderLine, Payment, PaymentFailure, PaymentFate, PaymentMethod};
use crate::basket::Basket;
use crate::calendar::Instant;
use crate::catalogue::MinutesRange;
use crate::money::Money;
use crate::vocabulary::{AccountId, Channel, InvoiceId, OrderId, PaymentId, PersonId};

/// One purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    pub lines: Box<[OrderLine]>,
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
    /// How it is paid (ORD-2).
    #[serde(default)]
    pub payment_method: PaymentMethod,
    /// Payments that failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<PaymentFailure>,
    /// When it was paid, or confirmed without payment (BUY-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Instant>,
    /// The enterprise that an uncertified buyer named (BIND-1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_name: Option<String>,
    /// What it was bound to (BIND-3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding: Option<Binding>,
}

/// What an order of a person was bound to, once and for good (BIND-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Binding {
    /// The enterprise.
    pub enterprise: AccountId,
    /// When.
    pub at: Instant,
}

/// How far an order has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// How far an order has come, without the instants: what a list is filtered by (RULES §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderStage {
    /// Waits for its payment.
    Unpaid,
    /// Waits for its binding.
    AwaitingBinding,
    /// On its way.
    Provisioning,
    /// Delivered.
    Delivered,
    /// Cancelled before payment.
    Cancelled,
    /// Expired before payment.
    Expired,
    /// The operator decides about its money.
    NeedsAttention,
    /// Money returned.
    Closed,
}

impl OrderStage {
    /// All of them, in the order in which an order can reach them.
    pub const ALL: [Self; 8] = [
        Self::Unpaid,
        Self::AwaitingBinding,
        Self::Provisioning,
        Self::Delivered,
        Self::Cancelled,
        Self::Expired,
        Self::NeedsAttention,
        Self::Closed,
    ];

    /// Its short name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::AwaitingBinding => "awaiting_binding",
            Self::Provisioning => "provisioning",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::NeedsAttention => "needs_attention",
            Self::Closed => "closed",
        }
    }
}

impl OrderState {
    /// The state without its instants.
    #[must_use]
    pub const fn stage(&self) -> OrderStage {
        match self {
            Self::Unpaid => OrderStage::Unpaid,
            Self::AwaitingBinding { .. } => OrderStage::AwaitingBinding,
            Self::Provisioning { .. } => OrderStage::Provisioning,
            Self::Delivered { .. } => OrderStage::Delivered,
            Self::Cancelled { .. } => OrderStage::Cancelled,
            Self::Expired { .. } => OrderStage::Expired,
            Self::NeedsAttention { .. } => OrderStage::NeedsAttention,
            Self::Closed { .. } => OrderStage::Closed,
        }
    }
}

impl Order {
    /// How far it has come at `now`: an unpaid order expires by itself, and the term of one that waits for its binding
    /// runs out by itself (ORD-2, ORD-9, BIND-4).
    #[must_use]
    pub fn state_at(&self, now: Instant) -> OrderState {
        match self.recorded_state {
            OrderState::Unpaid if self.expires_at <= now => OrderState::Expired { at: self.expires_at },
            OrderState::AwaitingBinding { .. } => match self.edition_line().map(|line| line.period.end) {
                Some(end) if end <= now => OrderState::NeedsAttention { at: end },
                _ => self.recorded_state.clone(),
            },
            ref recorded => recorded.clone(),
        }
    }

    /// The line that buys an edition, where there is one.
    #[must_use]
    pub fn edition_line(&self) -> Option<&OrderLine> {
        self.lines.iter().find(|line| line.item.edition().is_some())
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

    /// Records a payment, good or held. That it had failed before no longer matters (ORD-5).
    pub(super) fn take_payment(&mut self, payment: Option<Payment>) {
        if let Some(payment) = payment {
            self.failures.retain(|failure| failure.id != payment.id);
            self.payments.push(payment);
        }
    }

    /// What was paid for it: the payment that counted; for an order that the operator released, what was held and not
    /// returned before, up to its total. More than that went back (INV-4).
    #[must_use]
    pub fn amount_paid(&self) -> Money {
        let sum = |held: bool| {
            let kept = self.payments.iter().filter(|payment| payment.returned_at.is_none());
            let amounts = kept.filter(|payment| payment.held.is_some() == held);
            amounts.map(|payment| payment.amount).try_fold(Money::ZERO, Money::plus).unwrap_or(Money::ZERO)
        };
        let counted = sum(false);
        if counted > Money::ZERO { counted } else { sum(true).min(self.total) }
    }

    /// What became of one of its payments (ORD-5, ORD-6).
    #[must_use]
    pub fn fate_of(&self, payment: &Payment) -> PaymentFate {
        let has_counted = self.payments.iter().any(|payment| payment.held.is_none());
        match (payment.returned_at, payment.held) {
            (Some(at), _) => PaymentFate::Returned { at },
            (None, None) => PaymentFate::Counted,
            (None, Some(_)) if self.paid_at.is_some() && !has_counted => PaymentFate::Released,
            (None, Some(cause)) => PaymentFate::Held { cause },
        }
    }

    /// What was paid for orders together; money that is held for an order which was never paid is none of it (ORD-6).
    /// `None` beyond what can be computed.
    #[must_use]
    pub fn paid_together<'a>(orders: impl IntoIterator<Item = &'a Self>) -> Option<Money> {
        let paid = orders.into_iter().filter(|order| order.paid_at.is_some());
        paid.map(Self::amount_paid).try_fold(Money::ZERO, Money::plus)
    }

    /// Whether this payment was recorded already (ORD-5).
    #[must_use]
    pub fn has_payment(&self, payment: &PaymentId) -> bool {
        self.payments.iter().any(|known| known.id == *payment)
    }
}
