//! What can happen to an account. Events hold every figure that they settled, and decode for ever.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Activation, Batch, Certification, EditionPeriod, Holder, Order, OrderLine, Payment, Trial};
use crate::calendar::Instant;
use crate::vocabulary::{BatchId, OrderId};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The account exists from now on.
    AccountOpened {
        /// What it belongs to.
        holder: Holder,
        /// When.
        at: Instant,
    },
    /// The certification changed.
    CertificationRecorded {
        /// To what.
        certification: Certification,
        /// When.
        at: Instant,
    },
    /// The activation changed.
    ActivationRecorded {
        /// To what.
        activation: Activation,
        /// When.
        at: Instant,
    },
    /// An order was placed.
    OrderPlaced {
        /// With all that was fixed then.
        order: Box<Order>,
    },
    /// The order was paid and its periods settled.
    OrderPaid {
        /// Which order.
        order: OrderId,
        /// By which payment; none for an order with nothing to pay (BUY-10).
        payment: Option<Payment>,
        /// Its lines with the periods that the payment instant gave them.
        lines: Vec<OrderLine>,
        /// When.
        at: Instant,
    },
    /// A paid period of an edition was granted.
    EditionGranted {
        /// The period.
        period: EditionPeriod,
    },
    /// Paid periods ended early, replaced by an upgrade, and their included batches with them (BUY-8, BUY-11).
    EditionsReplaced {
        /// The orders of the periods.
        orders: Vec<OrderId>,
        /// The batches that close.
        batches: Vec<BatchId>,
        /// When.
        at: Instant,
    },
    /// A batch of quota was granted.
    BatchGranted {
        /// The batch.
        batch: Batch,
    },
    /// Packs follow the paid end (ADD-5).
    PacksMoved {
        /// The batches that move.
        batches: Vec<BatchId>,
        /// Their new end.
        end: Instant,
    },
    /// The one trial was granted.
    TrialGranted {
        /// The trial.
        trial: Trial,
    },
    /// Units were taken from a batch or came back to it (QUOTA-1, QUOTA-2).
    UsageRecorded {
        /// Which batch.
        batch: BatchId,
        /// Units taken.
        taken: u32,
        /// Units that came back.
        returned: u32,
        /// When.
        at: Instant,
    },
    /// The order arrived.
    OrderDelivered {
        /// Which order.
        order: OrderId,
        /// When.
        at: Instant,
    },
    /// The unpaid order was cancelled.
    OrderCancelled {
        /// Which order.
        order: OrderId,
        /// When.
        at: Instant,
    },
    /// Money came that cannot be delivered for (ORD-6).
    PaymentHeld {
        /// For which order.
        order: OrderId,
        /// The payment.
        payment: Payment,
        /// Why it cannot be delivered for.
        cause: HoldCause,
    },
}

/// Why money cannot be delivered for (ORD-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldCause {
    /// The order was cancelled.
    Cancelled,
    /// The order had expired.
    Expired,
    /// Another amount than the order's.
    OtherAmount,
    /// The order was paid before.
    PaidBefore,
    /// What it buys is no longer permitted, or the paid timeline changed (BUY-12).
    NoLongerPermitted,
}

/// An event as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvent {
    /// The shape of `event`; decoders know every one there ever was, and refuse one that is not known yet.
    #[serde(deserialize_with = "known_format")]
    pub format: u32,
    /// What happened.
    pub event: Event,
}

impl StoredEvent {
    /// The shape that is written now.
    pub const FORMAT: u32 = 1;

    /// Wraps an event in the shape that is written now.
    #[must_use]
    pub const fn new(event: Event) -> Self {
        Self { format: Self::FORMAT, event }
    }
}

/// Better no account than one that was read wrongly.
fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let format = u32::deserialize(deserializer)?;
    if format == StoredEvent::FORMAT {
        Ok(format)
    } else {
        Err(D::Error::custom(format_args!("the event has format {format}, known is {}", StoredEvent::FORMAT)))
    }
}
