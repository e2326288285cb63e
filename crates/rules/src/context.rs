//! Who asks, where and when: everything a decision needs beside the catalogue and the account.

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::calendar::Instant;
use crate::usage::LedgerEntry;
use crate::vocabulary::{Channel, PersonId, Roles};

/// The circumstances of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The instant of the decision; nothing in this crate reads a clock.
    pub now: Instant,
    /// Where the shop is opened (CH-12).
    pub channel: Channel,
    /// Who asks.
    pub actor: Actor,
    /// The enterprise that an order is to be bound to (BIND-3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_target: Option<Box<BindingTarget>>,
    /// The entries of the ledger for what a command names (QUOTA-6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<LedgerEntry>,
}

impl Context {
    /// Circumstances in which no other account and no ledger matter.
    #[must_use]
    pub const fn new(now: Instant, channel: Channel, actor: Actor) -> Self {
        Self { now, channel, actor, binding_target: None, ledger: Vec::new() }
    }
}

/// An enterprise that an order is to be bound to, and what its buyer is there (BIND-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BindingTarget {
    /// The enterprise.
    pub enterprise: Account,
    /// The buyer's roles in it; `None` for somebody who has not joined it.
    pub roles: Option<Roles>,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// Somebody who is not signed in.
    Visitor,
    /// A person who is.
    Person(Person),
    /// The operator, who confirms transfers and decides about money that is held (ORD-6).
    Operator {
        /// Who of them.
        id: PersonId,
    },
    /// The shop itself: payment notices and deliveries.
    System,
}

/// A person who is signed in, as a member of the account that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// In which roles.
    pub roles: Roles,
    /// When the enterprise's security phone was last verified in this session (BUY-4).
    pub phone_verified_at: Option<Instant>,
}
