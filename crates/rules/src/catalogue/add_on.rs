//! The add-ons: how they are measured, priced and how long they last.

use serde::Serialize;

use super::{ByChannel, ChannelOffer, Localized};
use crate::money::Money;
use crate::vocabulary::{AddOnCode, EditionCode, QuotaKind, Term};

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// An add-on (RULES §4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct AddOn {
    /// Its code.
    pub code: AddOnCode,
    /// Its name.
    pub name: Localized,
    /// What it is for.
    pub purpose: Localized,
    /// The editions under which it can be bought, `experience` among them where that suffices (ADD-1 … ADD-3).
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub editions: Vec<EditionCode>,
    /// What each channel does with it (CH-5, CH-6).
    pub channels: ByChannel<ChannelOffer>,
    /// How it is measured and priced.
    pub sale: Sale,
    /// How long it lasts.
    pub validity: Validity,
}

/// How an add-on is measured and priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Sale {
    /// In packs of quota (ADD-10).
    Packs {
        /// What a unit is spent on.
        quota: QuotaKind,
        /// How many of one size an order can hold.
        #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
        max_quantity: u32,
        /// The sizes.
        sizes: Vec<PackSize>,
    },
    /// By the year (ADD-7).
    Years {
        /// Price of one year in fen.
        yearly_price_fen: Money,
        /// The terms offered.
        #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
        terms: Vec<Term>,
    },
}

/// A size of pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct PackSize {
    /// Units in it.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub amount: u32,
    /// Price of one pack in fen.
    pub price_fen: Money,
}

/// How long an add-on lasts (ADD-5 … ADD-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// To the paid end of the edition, which it follows (ADD-5).
    WithEdition,
    /// One year from payment, whatever the edition does (ADD-6).
    OneYear,
    /// The years bought, inside the edition's (ADD-7).
    TermWithinEdition,
}
