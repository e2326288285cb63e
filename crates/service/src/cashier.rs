//! Who collects the money.

use std::future::Future;

use api::CashierChoice;
use rules::account::Order;
use rules::money::Money;
use rules::vocabulary::PaymentId;
use serde::{Deserialize, Serialize};

use crate::store::MaybeSend;

/// Collects the money for an order.
pub trait Cashier {
    /// Tries once.
    fn collect(&self, order: &Order) -> impl Future<Output = PaymentOutcome> + MaybeSend;
}

/// What came of an attempt to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PaymentOutcome {
    /// Money arrived.
    Paid {
        /// As the provider numbers it (ORD-5).
        payment: PaymentId,
        /// How much.
        amount: Money,
    },
    /// The order was paid already; nothing more was charged.
    PaidBefore,
    /// The provider refused; nothing was charged.
    Failed {
        /// The attempt, as the provider numbers it.
        payment: PaymentId,
    },
    /// The person gave up; nothing was charged.
    Abandoned,
}

/// The cashier of a demonstration: does what the person chose, and charges nobody.
#[derive(Clone, Copy, Debug)]
pub struct SimulatedCashier(pub CashierChoice);

impl Cashier for SimulatedCashier {
    async fn collect(&self, order: &Order) -> PaymentOutcome {
        match self.0 {
            // One payment for an order, however often and from wherever it is confirmed.
            CashierChoice::Pay => PaymentOutcome::Paid {
                payment: PaymentId::new(&format!("simulated-{}", order.id.as_str())),
                amount: order.total,
            },
            CashierChoice::PayOther => PaymentOutcome::Paid {
                payment: PaymentId::new(&format!("simulated-other-{}", order.id.as_str())),
                amount: Money::from_fen(order.total.fen().saturating_sub(100).max(1)),
            },
            CashierChoice::Fail => PaymentOutcome::Failed {
                payment: PaymentId::new(&format!("simulated-failed-{}-{}", order.id.as_str(), order.failures.len())),
            },
            CashierChoice::Abandon => PaymentOutcome::Abandoned,
        }
    }
}
