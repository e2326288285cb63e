//! The rules behind reasons that have more than one: of a channel, of an add-on, of a certification; and who takes over.

use serde::{Deserialize, Serialize};

/// The rule of RULES §5 that a channel's limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ChannelRule {
    /// An edition that a channel sells together with a pack alone.
    #[serde(rename = "CH-1")]
    Bundle,
    /// Editions in a mini-program.
    #[serde(rename = "CH-2")]
    Purchase,
    /// Renewals in a mini-program.
    #[serde(rename = "CH-3")]
    Renewal,
    /// Upgrades in a mini-program.
    #[serde(rename = "CH-4")]
    Upgrade,
    /// Packs.
    #[serde(rename = "CH-5")]
    Packs,
    /// The app integration.
    #[serde(rename = "CH-6")]
    Integration,
    /// The trial.
    #[serde(rename = "CH-7")]
    Trial,
    /// Invoices.
    #[serde(rename = "CH-8")]
    Invoice,
}

/// The rule that an add-on's need of an edition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AddOnRule {
    /// With none in force (ADD-1).
    #[serde(rename = "ADD-1")]
    Experience,
    /// With one in force that does not suffice for packs (ADD-2).
    #[serde(rename = "ADD-2")]
    Packs,
    /// An app integration (ADD-3).
    #[serde(rename = "ADD-3")]
    Integration,
}

impl AddOnRule {
    /// Its id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Experience => "ADD-1",
            Self::Packs => "ADD-2",
            Self::Integration => "ADD-3",
        }
    }
}

/// What an enterprise has to be certified for, and the rule that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CertifiedFor {
    /// A purchase in its name.
    #[serde(rename = "BUY-2")]
    Purchase,
    /// The trial.
    #[serde(rename = "TRIAL-1")]
    Trial,
    /// An order that a person binds to it.
    #[serde(rename = "BIND-3")]
    Binding,
}

impl CertifiedFor {
    /// The id of the rule.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Purchase => "BUY-2",
            Self::Trial => "TRIAL-1",
            Self::Binding => "BIND-3",
        }
    }
}

/// Who takes over where a channel does not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Handover {
    /// The web.
    Web,
    /// Sales.
    Sales,
    /// It goes together with something else in one order (CH-1, CH-5).
    Together,
    /// Nobody.
    Nobody,
}

impl ChannelRule {
    /// Its id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bundle => "CH-1",
            Self::Purchase => "CH-2",
            Self::Renewal => "CH-3",
            Self::Upgrade => "CH-4",
            Self::Packs => "CH-5",
            Self::Integration => "CH-6",
            Self::Trial => "CH-7",
            Self::Invoice => "CH-8",
        }
    }
}
