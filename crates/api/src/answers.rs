//! What the HTTP API answers, where it is not a type of the rules as it is.

use rules::account::Order;
use rules::permissions::VisibleOrder;
use rules::quote::{Quote, QuoteDigest, Warning};
use rules::vocabulary::{ApplicationId, Channel, InvoiceId, OrderId};
use serde::{Deserialize, Serialize};

use crate::session::Session;

/// Who is signed in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionNow {
    /// `null` for a visitor.
    pub session: Option<Session>,
    /// Where the shop is opened (CH-12).
    pub channel: Channel,
}

/// The name of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonName {
    /// For display.
    pub name: String,
}

/// A quote, with the digest that an order is placed with (ORD-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownQuote {
    /// The quote.
    pub quote: Quote,
    /// Goes into the order as `shown`.
    pub digest: QuoteDigest,
    /// What a buyer is warned about before payment (ADD-8, BUY-13).
    pub warnings: Vec<Warning>,
    /// The version of the purchase terms that the order accepts (ORD-10).
    pub terms_version: String,
}

/// The key of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderKey {
    /// The key.
    pub order: OrderId,
}

/// An order with what this person may do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeenOrder {
    /// How far it has come by now, and whether this person may pay or cancel it.
    #[serde(flatten)]
    pub seen: VisibleOrder,
    /// What was bought, in the language of `Accept-Language`.
    pub title: String,
    /// The order as it was recorded.
    pub details: Order,
}

/// The key of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationKey {
    /// The key.
    pub application: ApplicationId,
}

/// Whether contact data is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactKept {
    /// Whether it is.
    pub is_kept: bool,
}

/// The key of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceKey {
    /// The key.
    pub invoice: InvoiceId,
}

/// One page of many rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PageOf{T}"))]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// Which page it is; the first is 1.
    pub page: u64,
    /// How many there are; at least 1.
    pub pages: u64,
    /// How many rows there are on all of them.
    pub total: u64,
}
