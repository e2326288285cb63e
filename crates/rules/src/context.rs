//! Who asks, where and when: everything a decision needs beside the catalogue and the account.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
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
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// Somebody who is not signed in.
    Visitor,
    /// A person who is.
    Person(Person),
    /// The shop itself: payment notices and deliveries.
    System,
}

/// A person who is signed in, as a member of the account that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// In which roles.
    pub roles: Roles,
    /// When the enterprise's security phone was last verified in this session (BUY-4).
    pub phone_verified_at: Option<Instant>,
}
