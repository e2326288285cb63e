//! Choices of the seller: policies, the free edition, the trial.

use serde::Serialize;

use super::Localized;
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
    /// After how many hours an unpaid online order expires (ORD-2).
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub unpaid_hours: u32,
    /// Delivery after payment, in minutes (ORD-1).
    pub delivery_minutes: MinutesRange,
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
}

/// The free edition that an enterprise has when nothing else is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Experience {
    /// Its name.
    pub name: Localized,
    /// Contracts that come with it, without an end (ED-5). So far 0: none are granted yet.
    #[cfg_attr(feature = "schema", schemars(range(max = 0)))]
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
