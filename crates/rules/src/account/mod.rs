//! An account: the fold of everything that happened to an enterprise or a person.

mod apply;
mod event;
mod holding;
mod invoice;
mod line;
mod order;
mod outlook;
mod payment;
mod standing;
mod unseen;

pub use event::{Event, HoldCause, StoredEvent};
pub use holding::{Batch, BatchSource, EditionPeriod, Integration, NoticeLevel, Trial, UsageNotice};
pub use invoice::{Invoice, InvoiceKind, InvoiceStage, InvoiceState, TitleHolder};
pub use line::{Credit, CreditLine, DifferenceLine, LineItem, OrderLine};
pub use order::{Binding, Order, OrderStage, OrderState};
pub use outlook::{BatchAt, Change, Changed, KindBalance, Outlook};
pub use payment::{Payment, PaymentFailure, PaymentFate, PaymentMethod};
pub use standing::{Balance, BatchState};
pub use unseen::{IncludedContracts, UnseenInvoicing, UnseenOrder, UnseenState};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::vocabulary::{AccountId, InvoiceId, OrderId, PersonId};

/// An enterprise or a person with all that it has and had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Account {
    /// Which account.
    pub id: AccountId,
    /// What it is; `None` until it is opened.
    pub holder: Option<Holder>,
    /// Paid periods of editions in the order in which they begin; replaced ones are cut at their replacement.
    pub editions: Vec<EditionPeriod>,
    /// The one trial, once it was granted (TRIAL-3).
    pub trial: Option<Trial>,
    /// Batches of quota, in the order in which they were granted.
    pub batches: Vec<Batch>,
    /// Orders, in the order in which they were placed. A copy of the account shares those that do not change.
    pub orders: Vec<Arc<Order>>,
    /// App integrations, in the order in which they were granted (ADD-7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub integrations: Vec<Integration>,
    /// Notices about quota that were given (QUOTA-7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<UsageNotice>,
    /// Invoices, in the order in which they were requested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoices: Vec<Invoice>,
    /// What remains of orders where it is the account as somebody sees it (ROLE-4); none in the account itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unseen: Vec<UnseenOrder>,
}

/// What an account belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// An enterprise.
    Enterprise {
        /// Its registered name.
        name: String,
        /// Whether its identity is proven.
        certification: Certification,
        /// Whether its e-sign account is ready for purchases on the web (BUY-3).
        activation: Activation,
        /// The security phone, masked for display (BUY-4).
        security_phone: String,
    },
    /// A person, with orders that wait for an enterprise (RULES §9).
    Person {
        /// Who it is; nobody else acts on the account.
        person: PersonId,
        /// The person's name.
        name: String,
    },
}

/// Whether an enterprise's identity is proven (BUY-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certification {
    /// Proven.
    Certified,
    /// Not yet.
    Uncertified,
}

/// Whether an enterprise can buy on the web, and if not, for which of the two causes (BUY-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// It can.
    Activated,
    /// The cloud account has no e-sign account.
    NoSignAccount,
    /// The cloud account's e-sign account is bound to another enterprise.
    OtherEnterprise,
}

impl Account {
    /// An account of which nothing is known yet.
    #[must_use]
    pub const fn new(id: AccountId) -> Self {
        Self {
            id,
            holder: None,
            editions: Vec::new(),
            trial: None,
            batches: Vec::new(),
            orders: Vec::new(),
            integrations: Vec::new(),
            notices: Vec::new(),
            invoices: Vec::new(),
            unseen: Vec::new(),
        }
    }

    /// The account after these events.
    #[must_use]
    pub fn replay<'a>(id: AccountId, events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut account = Self::new(id);
        for event in events {
            account.apply(event);
        }
        account
    }

    /// The order with this id.
    #[must_use]
    pub fn order(&self, id: &OrderId) -> Option<&Order> {
        self.orders.iter().map(|order| &**order).find(|order| order.id == *id)
    }

    /// The invoice with this id.
    #[must_use]
    pub fn invoice(&self, id: &InvoiceId) -> Option<&Invoice> {
        self.invoices.iter().find(|invoice| invoice.id == *id)
    }

    /// The person whose own account it is, where it is a person's.
    #[must_use]
    pub const fn person(&self) -> Option<&PersonId> {
        match &self.holder {
            Some(Holder::Person { person, .. }) => Some(person),
            _ => None,
        }
    }

    /// The unpaid order that holds an edition, of which there is at most one (BUY-12).
    pub(super) fn open_edition_order(&self, now: Instant) -> Option<&Order> {
        let mut orders = self.orders.iter().map(|order| &**order);
        orders.find(|order| order.state_at(now) == OrderState::Unpaid && order.edition_line().is_some())
    }
}
