//! What an account holds: periods of editions, the trial, batches of quota, integrations, notices given.

use serde::{Deserialize, Serialize};

use crate::calendar::{Days, Instant, Period, days_between};
use crate::money::{ExactMoney, Money};
use crate::vocabulary::{AddOnCode, ApplicationId, BatchId, EditionCode, OrderId, QuotaKind, Term};

/// A paid period of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// What the whole term is worth for a later upgrade: the line's price, credit counted as paid (BUY-9).
    pub value: Money,
    /// From when its days and service years count, where that is before it begins: it was bound after payment
    /// (BIND-4), or an upgrade took over the rest of the period (BUY-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<Instant>,
    /// The part of the term that it stands for, where binding added what was left of it (BIND-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Days>,
}

impl EditionPeriod {
    /// From when its days and service years count.
    #[must_use]
    pub fn origin(&self) -> Instant {
        self.counted_from.unwrap_or(self.period.start)
    }

    /// Its calendar days, and those left of them at `now` (BUY-9).
    #[must_use]
    pub fn days(&self, now: Instant) -> Days {
        Days { left: self.period.days_left(now), whole: days_between(self.origin(), self.period.end) }
    }

    /// A share of an amount for the whole term, by the part that the period stands for and the days left of it; exact.
    /// `None` beyond what can be computed.
    #[must_use]
    pub fn share_left(&self, amount: Money, now: Instant) -> Option<ExactMoney> {
        let days = self.days(now);
        let share = ExactMoney::share(amount, days.left, days.whole)?;
        match self.part {
            Some(part) => share.of(part.left, part.whole),
            None => Some(share),
        }
    }

    /// Whether an upgrade took its place before it could begin.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.period.end <= self.period.start
    }
}

/// The one trial of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Trial {
    /// The application that opened it.
    pub application: ApplicationId,
    /// The edition tried.
    pub edition: EditionCode,
    /// Its rank.
    pub rank: u32,
    /// When it runs (TRIAL-2).
    pub period: Period,
}

/// An app integration, which is what gives API access (ADD-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Integration {
    /// The order that bought it.
    pub order: OrderId,
    /// Which add-on.
    pub add_on: AddOnCode,
    /// When it is active; nothing moves it (ADD-7, BUY-13).
    pub period: Period,
}

/// An amount of quota from one source that ends at one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Batch {
    /// Which batch.
    pub id: BatchId,
    /// What its units are spent on.
    pub quota: QuotaKind,
    /// Where it came from.
    pub source: BatchSource,
    /// Units granted, with those that moved in from a batch that an upgrade closed (QUOTA-2).
    pub amount: u32,
    /// Units taken and not returned.
    pub used: u32,
    /// Units returned so far, for display (QUOTA-5).
    pub returned: u32,
    /// When it can be used.
    pub period: Period,
    /// The upgrade that closed it before its end (BUY-11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<OrderId>,
}

impl Batch {
    /// Units that are not taken.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.amount.saturating_sub(self.used)
    }
}

/// Where a batch came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Given to every enterprise, without an end (ED-5).
    Experience,
}

impl BatchSource {
    /// The order that brought it, where one did.
    #[must_use]
    pub const fn order(&self) -> Option<&OrderId> {
        match self {
            Self::Edition { order, .. } | Self::Packs { order, .. } => Some(order),
            Self::Trial | Self::Experience => None,
        }
    }

    /// Whether it ends with the edition and moves with its paid end (ADD-5).
    #[must_use]
    pub const fn follows_edition(&self) -> bool {
        matches!(self, Self::Packs { follows_edition: true, .. })
    }
}

/// A notice about quota that was given (QUOTA-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsageNotice {
    /// About which kind.
    pub quota: QuotaKind,
    /// What was reached.
    pub level: NoticeLevel,
    /// When.
    pub at: Instant,
}

/// What a notice about quota is about (QUOTA-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeLevel {
    /// So many per cent of all open batches are used.
    PercentUsed(u32),
    /// Fewer than so many units are left.
    FewerThan(u32),
}
