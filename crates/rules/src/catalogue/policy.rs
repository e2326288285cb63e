//! Choices of the seller: policies, the free edition, the trial.

use serde::Serialize;

use super::Localized;
use crate::money::Money;
use crate::vocabulary::Channel;

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// Choices of the seller, with the defaults of RULES.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Policies {
    /// How an upgrade is priced (BUY-8).
    pub upgrade: UpgradePolicy,
    /// For how many minutes a verified security phone counts (BUY-4).
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub security_phone_minutes: u32,
    /// What an integration costs that the paid end cuts short (ADD-8).
    pub clamped_term_price: ClampedTermPrice,
    /// After how many hours an unpaid online order expires (ORD-2).
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub unpaid_hours: u32,
    /// After how many days an order expires that waits for a bank transfer (ORD-2).
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub unpaid_transfer_days: u32,
    /// Delivery after payment, in minutes (ORD-1).
    pub delivery_minutes: MinutesRange,
    /// When people are told that their quota runs low (QUOTA-7).
    pub notices: NoticePolicy,
    /// The largest amount of one order, for the channels that have one (CH-10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_order_fen: Option<LargestOrder>,
}

/// What an integration costs that the paid end cuts short (ADD-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClampedTermPrice {
    /// The whole year.
    Full,
    /// The days granted of the days of the whole year, rounded half up to the fen.
    ByDays,
}

/// When people are told that their quota runs low (QUOTA-7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct NoticePolicy {
    /// When so many per cent of all open batches of a kind are used.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub percent_used: Vec<Percent>,
    /// When fewer than so many units of a kind are left.
    pub fewer_than: u32,
    /// So many days before an edition, an add-on or the trial ends.
    pub ending_days: u32,
}

/// A part of a whole, from 1 to 100 hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(transparent)]
pub struct Percent(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))] pub u32);

/// The largest amount of one order (CH-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct LargestOrder {
    /// 网页端
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<Money>,
    /// 小程序
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mini_program: Option<Money>,
    /// 小程序个人版
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal_mini_program: Option<Money>,
}

impl LargestOrder {
    /// The largest amount in one channel, where it has one.
    #[must_use]
    pub const fn of(&self, channel: Channel) -> Option<Money> {
        match channel {
            Channel::Web => self.web,
            Channel::MiniProgram => self.mini_program,
            Channel::PersonalMiniProgram => self.personal_mini_program,
        }
    }
}

/// A range of whole minutes, both ends inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct MinutesRange {
    /// At the earliest.
    pub min: u32,
    /// At the latest; after it, it is late.
    pub max: u32,
}

/// How an upgrade is priced (BUY-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UpgradePolicy {
    /// The new edition starts at payment for a whole term; the unused value of what it replaces is set off.
    NewTermWithCredit,
    /// The paid end stays; the difference in price is paid for what is left.
    DifferenceForRemainingTerm,
}

/// The free edition that an enterprise has when nothing else is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Experience {
    /// Its name.
    pub name: Localized,
    /// Contracts that every enterprise is given once, without an end, used last (ED-5).
    pub contracts: u32,
}

/// The one trial of an enterprise (RULES §6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct TrialOffer {
    /// How long it runs (TRIAL-2).
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub hours: u32,
    /// Contracts that come with it (TRIAL-6).
    pub contracts: u32,
    /// Where it can be applied for (CH-7).
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub channels: Vec<Channel>,
}
