//! An account: the fold of everything that happened to an enterprise or a person.

mod apply;
mod event;
mod order;
mod standing;

use serde::{Deserialize, Serialize};

pub use event::{Event, HoldCause, StoredEvent};
pub use order::{Credit, CreditLine, LineItem, Order, OrderLine, OrderState, Payment};
pub use standing::{Balance, BatchState};

use crate::calendar::{Instant, Period};
use crate::money::Money;
use crate::vocabulary::{AccountId, AddOnCode, BatchId, EditionCode, OrderId, QuotaKind, Term};

/// An enterprise or a person with all that it has and had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Orders, in the order in which they were placed.
    pub orders: Vec<Order>,
}

/// What an account belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        /// The person's name.
        name: String,
    },
}

/// Whether an enterprise's identity is proven (BUY-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certification {
    /// Proven.
    Certified,
    /// Not yet.
    Uncertified,
}

/// Whether an enterprise can buy on the web, and if not, for which of the two causes (BUY-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// It can.
    Activated,
    /// The cloud account has no e-sign account.
    NoSignAccount,
    /// The cloud account's e-sign account is bound to another enterprise.
    OtherEnterprise,
}

/// A paid period of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionPeriod {
    /// The order that bought it.
    pub order: OrderId,
    /// Which edition.
    pub edition: EditionCode,
    /// Its rank when it was bought.
    pub rank: u32,
    /// The term bought.
    pub term: Term,
    /// When it is in force; cut short by an upgrade.
    pub period: Period,
    /// What it is worth for a later upgrade: the line's price, credit counted as paid (BUY-9).
    pub value: Money,
}

/// The one trial of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The edition tried.
    pub edition: EditionCode,
    /// Its rank.
    pub rank: u32,
    /// When it runs (TRIAL-2).
    pub period: Period,
}

/// An amount of quota from one source that ends at one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Which batch.
    pub id: BatchId,
    /// What its units are spent on.
    pub quota: QuotaKind,
    /// Where it came from.
    pub source: BatchSource,
    /// Units granted.
    pub amount: u32,
    /// Units taken and not returned.
    pub used: u32,
    /// Units returned so far, for display (QUOTA-5).
    pub returned: u32,
    /// When it can be used.
    pub period: Period,
}

/// Where a batch came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchSource {
    /// Included in an edition (ED-5).
    Edition {
        /// The edition's order.
        order: OrderId,
        /// Which edition.
        edition: EditionCode,
    },
    /// Bought as packs (ADD-10).
    Packs {
        /// The packs' order.
        order: OrderId,
        /// Which add-on.
        add_on: AddOnCode,
        /// Whether its end follows the paid end (ADD-5).
        follows_edition: bool,
    },
    /// Given with the trial (TRIAL-6).
    Trial,
}

impl BatchSource {
    /// The order that brought it, where one did.
    #[must_use]
    pub const fn order(&self) -> Option<&OrderId> {
        match self {
            Self::Edition { order, .. } | Self::Packs { order, .. } => Some(order),
            Self::Trial => None,
        }
    }
}

impl Account {
    /// An account of which nothing is known yet.
    #[must_use]
    pub const fn new(id: AccountId) -> Self {
        Self { id, holder: None, editions: Vec::new(), trial: None, batches: Vec::new(), orders: Vec::new() }
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
        self.orders.iter().find(|order| order.id == *id)
    }

    /// The unpaid order that holds an edition, of which there is at most one (BUY-12).
    #[must_use]
    pub fn open_edition_order(&self, now: Instant) -> Option<&Order> {
        self.orders.iter().find(|order| order.state_at(now) == OrderState::Unpaid && order.edition_line().is_some())
    }
}
