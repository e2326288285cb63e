//! The editions that are sold, and what each channel does with them.

use serde::Serialize;

use super::Localized;
use crate::money::Money;
use crate::vocabulary::{Channel, EditionCode, Term};

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// An edition that is sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Edition {
    /// Its code.
    pub code: EditionCode,
    /// Its place in the order of upgrades; `experience` is 0.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub rank: u32,
    /// Its name.
    pub name: Localized,
    /// For whom it is, in a sentence.
    pub tagline: Localized,
    /// What its card points out.
    pub highlights: Vec<Localized>,
    /// Whether its card is set off from the others.
    pub recommended: bool,
    /// Price of one year in fen.
    pub yearly_price_fen: Money,
    /// The terms offered (ED-2).
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub terms: Vec<Term>,
    /// Contracts that come with it (ED-5).
    pub contracts: IncludedContracts,
    /// What each channel does with it (RULES §5).
    pub channels: ByChannel<EditionActions>,
}

/// Contracts that come with an edition (ED-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct IncludedContracts {
    /// How many.
    pub amount: u32,
    /// For each service year or for the whole term.
    pub per: Allotment,
    /// What the page says in place of the number (ED-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Localized>,
}

/// For what stretch included contracts are given (ED-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Allotment {
    /// A batch for each service year.
    Year,
    /// One batch for the whole term.
    Term,
}

/// One value for each channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields, rename = "{T}ByChannel"))]
pub struct ByChannel<T> {
    /// 网页端
    pub web: T,
    /// 小程序
    pub mini_program: T,
    /// 小程序个人版
    pub personal_mini_program: T,
}

impl<T> ByChannel<T> {
    /// The value for one channel.
    pub const fn of(&self, channel: Channel) -> &T {
        match channel {
            Channel::Web => &self.web,
            Channel::MiniProgram => &self.mini_program,
            Channel::PersonalMiniProgram => &self.personal_mini_program,
        }
    }
}

/// What a channel does with the ways to get an edition (CH-1 … CH-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct EditionActions {
    /// A first purchase.
    pub buy: ChannelOffer,
    /// A renewal.
    pub renew: ChannelOffer,
    /// An upgrade to it.
    pub upgrade: ChannelOffer,
}

/// What a channel does with one thing (RULES §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelOffer {
    /// Sold here.
    Allowed,
    /// Sold here together with a contract pack (CH-1) or an edition (CH-5).
    Together,
    /// Sales take over.
    Consultation,
    /// Handed to the web.
    Web,
    /// Not here, and handed to nobody.
    Unavailable,
}

impl ChannelOffer {
    /// Whether it is sold in the channel, alone or together with something else.
    #[must_use]
    pub const fn is_sold(self) -> bool {
        matches!(self, Self::Allowed | Self::Together)
    }
}
