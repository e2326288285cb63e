//! What can be wanted done to one account.

use serde::{Deserialize, Serialize};

use crate::account::{Activation, Certification, Holder, Order, PaymentMethod};
use crate::basket::Basket;
use crate::invoice::InvoiceRequest;
use crate::money::Money;
use crate::quote::QuoteDigest;
use crate::trial::TrialApplication;
use crate::usage::Use;
use crate::vocabulary::{InvoiceId, OrderId, PaymentId, SubjectId};

/// Something that somebody wants done to one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Make the account known. By the shop itself.
    OpenAccount {
        /// What it belongs to.
        holder: Holder,
    },
    /// The enterprise is called so, and has this security phone. By the shop itself.
    DescribeEnterprise {
        /// Its name.
        name: String,
        /// Its security phone, masked for display (BUY-4).
        security_phone: String,
    },
    /// The enterprise's identity was proven, or no longer is. By the shop itself.
    RecordCertification {
        /// Which it is now.
        certification: Certification,
    },
    /// The enterprise's e-sign account became ready, or no longer is. By the shop itself.
    RecordActivation {
        /// Which it is now.
        activation: Activation,
    },
    /// Place an order.
    PlaceOrder(PlaceOrder),
    /// Pay an unpaid order in another way (ORD-2).
    ChoosePaymentMethod {
        /// Which order.
        order: OrderId,
        /// How.
        method: PaymentMethod,
    },
    /// A payment arrived, says its provider, or the operator of a transfer (ORD-5). By the shop itself.
    ConfirmPayment {
        /// For which order.
        order: OrderId,
        /// As the provider numbers it.
        payment: PaymentId,
        /// What was paid.
        amount: Money,
    },
    /// A payment failed, says its provider. By the shop itself.
    FailPayment {
        /// For which order.
        order: OrderId,
        /// As the provider numbers it.
        payment: PaymentId,
    },
    /// What was bought is there (ORD-1). By the shop itself.
    DeliverOrder {
        /// Which order.
        order: OrderId,
    },
    /// Give up an unpaid order (ED-8).
    CancelOrder {
        /// Which order.
        order: OrderId,
    },
    /// Decide about an order whose money is held (ORD-6). By the operator.
    ResolveAttention {
        /// Which order.
        order: OrderId,
        /// How.
        resolution: Resolution,
    },
    /// Bind a person's order to the enterprise that the context names (BIND-3).
    BindOrder {
        /// Which order.
        order: OrderId,
        /// The enterprise's name, where it differs from the one given at the purchase and the buyer confirmed it.
        #[serde(default)]
        confirmed_name: Option<String>,
    },
    /// Take over an order that was bound to this enterprise (BIND-4). By the shop itself.
    ReceiveBoundOrder {
        /// The order as the person's account has it, bound.
        order: Box<Order>,
    },
    /// The enterprise could not take over the order. By the shop itself.
    FailBinding {
        /// Which order.
        order: OrderId,
    },
    /// Open the one trial (RULES §6).
    ApplyForTrial(TrialApplication),
    /// Units were spent (QUOTA-1). All of them count, or none. By the shop itself.
    RecordUsage {
        /// On what.
        uses: Vec<Use>,
    },
    /// A contract was withdrawn (QUOTA-2). By the shop itself.
    WithdrawContract {
        /// Which one.
        contract: SubjectId,
    },
    /// Give the notices about quota that are due (QUOTA-7). By the shop itself.
    GiveNotices,
    /// Ask for an invoice (RULES §10).
    RequestInvoice(InvoiceRequest),
    /// The invoice was issued. By the shop itself.
    RecordInvoiceIssued {
        /// Which one.
        invoice: InvoiceId,
    },
    /// The invoice could not be issued. By the shop itself.
    RecordInvoiceFailed {
        /// Which one.
        invoice: InvoiceId,
    },
}

impl Command {
    /// Whether the shop itself gives it, and nobody else may.
    pub(crate) const fn is_from_the_shop(&self) -> bool {
        !matches!(
            self,
            Self::PlaceOrder(_)
                | Self::ChoosePaymentMethod { .. }
                | Self::CancelOrder { .. }
                | Self::BindOrder { .. }
                | Self::ApplyForTrial(_)
                | Self::RequestInvoice(_)
                | Self::ResolveAttention { .. }
        )
    }
}

/// An order as a client places it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceOrder {
    /// The client's key for it (ORD-3).
    pub order: OrderId,
    /// What is bought.
    pub basket: Basket,
    /// What the client was shown (ORD-4).
    pub shown: QuoteDigest,
    /// The version of the purchase terms that were accepted (ORD-10).
    pub accepted_terms: Option<String>,
    /// How it will be paid (ORD-2).
    #[serde(default)]
    pub payment_method: PaymentMethod,
    /// The enterprise that an uncertified buyer buys for, which the first purchase asks for (BIND-1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_name: Option<String>,
}

impl PlaceOrder {
    /// An order of an enterprise that is paid online.
    #[must_use]
    pub const fn online(order: OrderId, basket: Basket, shown: QuoteDigest, accepted_terms: Option<String>) -> Self {
        let payment_method = PaymentMethod::Online;
        Self { order, basket, shown, accepted_terms, payment_method, enterprise_name: None }
    }
}

/// What the operator decides about money that is held (ORD-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// Deliver it after all.
    Deliver,
    /// The money was returned outside the shop.
    Close,
}
