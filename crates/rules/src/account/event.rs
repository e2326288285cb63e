//! What can happen to an account. Events hold every figure that they settled, and decode for ever.

use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Activation, Batch, Binding, Certification, EditionPeriod, Holder, Integration, Invoice, Order, OrderLine, Payment,
    PaymentFailure, PaymentMethod, Trial, UsageNotice,
};
use crate::calendar::Instant;
use crate::vocabulary::{BatchId, InvoiceId, OrderId, PersonId};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The account exists from now on.
    AccountOpened {
        /// What it belongs to.
        holder: Holder,
        /// When.
        at: Instant,
    },
    /// The enterprise is called otherwise, or has another security phone (BUY-4).
    EnterpriseDescribed {
        /// Its name from now on.
        name: String,
        /// Its security phone from now on, masked for display.
        security_phone: String,
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
        order: Arc<Order>,
    },
    /// The order is paid in this way, and waits accordingly (ORD-2).
    PaymentMethodChosen {
        /// Which order.
        order: OrderId,
        /// How.
        method: PaymentMethod,
        /// When it expires unpaid from now on.
        expires_at: Instant,
        /// When it was chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Instant>,
        /// By whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// A payment failed; no money came.
    PaymentFailed {
        /// For which order.
        order: OrderId,
        /// Which payment.
        failure: PaymentFailure,
    },
    /// The order was paid and its periods settled. An order of a person waits for its binding from then on (BIND-2).
    OrderPaid {
        /// Which order.
        order: OrderId,
        /// By which payment; none for an order with nothing to pay (BUY-10), and for one that the operator released.
        payment: Option<Payment>,
        /// Its lines with the periods that the payment instant gave them.
        lines: Box<[OrderLine]>,
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
        /// The order of the upgrade.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<OrderId>,
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
    /// An app integration was granted (ADD-7).
    IntegrationGranted {
        /// The integration.
        integration: Integration,
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
        /// Units that came back here from a batch that an upgrade closed (QUOTA-2).
        #[serde(default, skip_serializing_if = "is_zero")]
        moved_in: u32,
        /// When.
        at: Instant,
    },
    /// A notice about quota was given (QUOTA-7).
    NoticeGiven {
        /// Which one.
        notice: UsageNotice,
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
        /// By whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
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
    /// The operator lets an order whose money was held go on (ORD-6).
    OrderReleased {
        /// Which order.
        order: OrderId,
        /// Who.
        by: PersonId,
        /// When.
        at: Instant,
    },
    /// The operator closed an order; its money was returned outside the shop (ORD-6).
    OrderClosed {
        /// Which order.
        order: OrderId,
        /// Who.
        by: PersonId,
        /// When.
        at: Instant,
    },
    /// A person bound an order to an enterprise, for good (BIND-3). Recorded on the person.
    OrderBound {
        /// Which order.
        order: OrderId,
        /// To what, and when.
        binding: Binding,
    },
    /// The enterprise could no longer take the order that was bound to it. Recorded on the person.
    BindingFailed {
        /// Which order.
        order: OrderId,
        /// When.
        at: Instant,
    },
    /// An order that a person paid and bound became this enterprise's (BIND-4).
    BoundOrderReceived {
        /// With the periods that the binding gave its lines.
        order: Arc<Order>,
    },
    /// An invoice was requested (INV-3).
    InvoiceRequested {
        /// Which one.
        invoice: Box<Invoice>,
    },
    /// The invoice was issued.
    InvoiceIssued {
        /// Which one.
        invoice: InvoiceId,
        /// When.
        at: Instant,
    },
    /// The invoice could not be issued; its orders can be invoiced again.
    InvoiceFailed {
        /// Which one.
        invoice: InvoiceId,
        /// When.
        at: Instant,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_zero(units: &u32) -> bool {
    *units == 0
}

/// Why money cannot be delivered for (ORD-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// It was closed, and its money returned, before this came.
    Closed,
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
