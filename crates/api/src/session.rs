//! Who is signed in, and for which account.

use rules::context::Person;
use rules::vocabulary::AccountId;
use serde::{Deserialize, Serialize};

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The account that the person acts for.
    pub account: AccountId,
    /// The person, with the roles in that account.
    pub person: Person,
    /// The person's name for display.
    pub person_name: String,
}

/// What a person does at the simulated cashier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CashierChoice {
    /// Pays.
    Pay,
    /// Tries to pay, and the bank says no.
    Fail,
    /// Pays another amount than was asked for.
    PayOther,
    /// Closes the cashier.
    Abandon,
}
