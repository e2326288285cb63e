//! What came, or did not come, for an order.

use serde::{Deserialize, Serialize};

use super::HoldCause;
use crate::calendar::Instant;
use crate::money::Money;
use crate::vocabulary::PaymentId;

/// How an order is paid, which says how long it waits (ORD-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// By the wallet of the channel.
    #[default]
    Online,
    /// By bank transfer, which the operator confirms.
    BankTransfer,
}

/// One payment that the shop recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// When it was returned outside the shop, where its order was closed (ORD-6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<Instant>,
}

/// A payment that its provider reported as failed; no money came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentFailure {
    /// As its provider numbers it.
    pub id: PaymentId,
    /// When the shop recorded it.
    pub at: Instant,
}

/// What became of a payment that the shop recorded (ORD-5, ORD-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentFate {
    /// The order was paid by it.
    Counted,
    /// It was held, and the operator let the order go on with it.
    Released,
    /// It is held.
    Held {
        /// Why it cannot be delivered for.
        cause: HoldCause,
    },
    /// It was returned outside the shop.
    Returned {
        /// When.
        at: Instant,
    },
}
