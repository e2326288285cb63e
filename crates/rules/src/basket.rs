//! What a person wants to buy, before it has a price.

use serde::{Deserialize, Serialize};

use crate::credit_code::half_width;
use crate::vocabulary::{AddOnCode, EditionCode, Term};

/// The choices of one order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Basket {
    /// An edition, where one is bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionChoice>,
    /// Packs of add-ons (ADD-10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<PackChoice>,
    /// App integrations (ADD-7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub integrations: Vec<IntegrationChoice>,
}

impl Basket {
    /// Whether it holds an add-on, in packs or by the year.
    #[must_use]
    pub fn holds(&self, add_on: &AddOnCode) -> bool {
        let in_packs = self.packs.iter().any(|pack| pack.add_on == *add_on);
        in_packs || self.integrations.iter().any(|choice| choice.add_on == *add_on)
    }

    /// Whether nothing was chosen.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.edition.is_none() && self.packs.is_empty() && self.integrations.is_empty()
    }
}

/// An edition for a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionChoice {
    /// Which one.
    pub edition: EditionCode,
    /// For how long. Where an upgrade takes over the rest of the paid time, nothing depends on it (BUY-8).
    pub term: Term,
}

/// An app integration for a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntegrationChoice {
    /// The add-on that is sold by the year.
    pub add_on: AddOnCode,
    /// For how long.
    pub term: Term,
}

/// A number of packs of one size.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackChoice {
    /// The add-on that is sold in packs.
    pub add_on: AddOnCode,
    /// Units in one pack.
    pub size: u32,
    /// How many packs.
    pub quantity: u32,
}

impl PackChoice {
    /// One pack.
    #[must_use]
    pub const fn one(add_on: AddOnCode, size: u32) -> Self {
        Self { add_on, size, quantity: 1 }
    }
}

/// A whole number from 0 on, as it is typed: full-width digits and separators of thousands are understood, and what is too
/// large to count is the largest that there is.
#[must_use]
pub fn normalized_quantity(text: &str) -> Option<u32> {
    let typed: String = text.trim().chars().map(half_width).filter(|c| !c.is_whitespace() && *c != ',').collect();
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| typed.parse().unwrap_or(u32::MAX))
}
