//! What an order buys, line by line, and what is set off against it.

use serde::{Deserialize, Serialize};

use crate::calendar::{Days, Period};
use crate::money::{ExactMoney, Money};
use crate::offer::EditionAction;
use crate::vocabulary::{AddOnCode, EditionCode, OrderId, QuotaKind, Term};

/// One line of an order or a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// What is bought.
    pub item: LineItem,
    /// Price of one.
    pub unit_price: Money,
    /// How many.
    pub quantity: u32,
    /// Price of all of them.
    pub price: Money,
    /// The period it buys: in a quote and in an unpaid order as if paid at that moment, then as it was settled.
    pub period: Period,
}

/// What a line buys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineItem {
    /// An edition for a term.
    Edition {
        /// Which one.
        edition: EditionCode,
        /// Its rank.
        rank: u32,
        /// For how long.
        term: Term,
        /// How it relates to what the enterprise has.
        action: EditionAction,
        /// Contracts included, for each service year or for the term.
        contracts: u32,
        /// Whether each service year opens a batch of its own (ED-5).
        yearly_batches: bool,
    },
    /// A higher edition for the rest of the paid time, for the difference in price (BUY-8).
    RemainingTerm {
        /// Which one.
        edition: EditionCode,
        /// Its rank.
        rank: u32,
        /// Contracts included, for each service year or for the term.
        contracts: u32,
        /// Whether each service year opens a batch of its own (ED-5).
        yearly_batches: bool,
        /// How the price comes about, one part for each paid period.
        parts: Vec<DifferenceLine>,
    },
    /// An app integration for a term (ADD-7).
    Integration {
        /// Which add-on.
        add_on: AddOnCode,
        /// For how long, unless the paid end cuts it short.
        term: Term,
    },
    /// Packs of an add-on.
    Packs {
        /// Which add-on.
        add_on: AddOnCode,
        /// What a unit is spent on.
        quota: QuotaKind,
        /// Units in one pack.
        size: u32,
        /// Whether it ends with the edition (ADD-5) or after a year (ADD-6).
        follows_edition: bool,
    },
}

/// The unused value of what an upgrade replaces (BUY-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credit {
    /// One line for each period replaced.
    pub lines: Vec<CreditLine>,
    /// Their exact sum, rounded once, half up.
    pub total: Money,
}

/// The unused value of one paid period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditLine {
    /// The order that bought it.
    pub order: OrderId,
    /// Its edition.
    pub edition: EditionCode,
    /// What it is worth as a whole.
    pub value: Money,
    /// Calendar days left of it.
    pub days_left: i64,
    /// Its calendar days.
    pub days_whole: i64,
    /// The part of the term that it stands for, where binding added what was left of it (BIND-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Days>,
}

/// The difference in price for the rest of one paid period (BUY-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DifferenceLine {
    /// The order that bought the period.
    pub order: OrderId,
    /// Its edition so far.
    pub edition: EditionCode,
    /// New less old catalogue price of one year.
    pub yearly: Money,
    /// The years of the period.
    pub term: Term,
    /// Calendar days left of it.
    pub days_left: i64,
    /// Its calendar days.
    pub days_whole: i64,
    /// The part of the term that it stands for, where binding added what was left of it (BIND-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Days>,
}

impl CreditLine {
    /// Its share of the credit, exact: value × days left ÷ days, of a part the part of that; `None` beyond what can be
    /// computed (BUY-9).
    #[must_use]
    pub fn exact(&self) -> Option<ExactMoney> {
        part_of(ExactMoney::share(self.value, self.days_left, self.days_whole)?, self.part)
    }
}

impl DifferenceLine {
    /// Its share of the price, exact: yearly difference × years × days left ÷ days, of a part the part of that; `None`
    /// beyond what can be computed (BUY-8).
    #[must_use]
    pub fn exact(&self) -> Option<ExactMoney> {
        let of_term = self.yearly.times(self.term.years())?;
        part_of(ExactMoney::share(of_term, self.days_left, self.days_whole)?, self.part)
    }
}

fn part_of(share: ExactMoney, part: Option<Days>) -> Option<ExactMoney> {
    match part {
        Some(part) => share.of(part.left, part.whole),
        None => Some(share),
    }
}

impl OrderLine {
    /// Whether it is an integration that the paid end cuts short of its whole term (ADD-7, ADD-8).
    #[must_use]
    pub fn is_cut_short(&self) -> bool {
        self.whole_term().is_some_and(|whole| self.period.end < whole.end)
    }

    /// The period that an integration would have if nothing cut it short (ADD-7).
    #[must_use]
    pub fn whole_term(&self) -> Option<Period> {
        match &self.item {
            LineItem::Integration { term, .. } => Some(Period::of_years(self.period.start, term.years())),
            LineItem::Edition { .. } | LineItem::RemainingTerm { .. } | LineItem::Packs { .. } => None,
        }
    }
}

impl LineItem {
    /// The edition that it buys, where it buys one.
    #[must_use]
    pub const fn edition(&self) -> Option<&EditionCode> {
        match self {
            Self::Edition { edition, .. } | Self::RemainingTerm { edition, .. } => Some(edition),
            Self::Integration { .. } | Self::Packs { .. } => None,
        }
    }

    /// How the edition that it buys relates to what the enterprise has; `None` where it buys none.
    #[must_use]
    pub const fn edition_action(&self) -> Option<EditionAction> {
        match self {
            Self::Edition { action, .. } => Some(*action),
            Self::RemainingTerm { .. } => Some(EditionAction::Upgrade),
            Self::Integration { .. } | Self::Packs { .. } => None,
        }
    }

    /// The add-on that it buys, where it buys one.
    #[must_use]
    pub const fn add_on(&self) -> Option<&AddOnCode> {
        match self {
            Self::Edition { .. } | Self::RemainingTerm { .. } => None,
            Self::Integration { add_on, .. } | Self::Packs { add_on, .. } => Some(add_on),
        }
    }

    /// Whether what it buys continues, replaces or ends with the edition, so that it cannot be paid after the paid end.
    #[must_use]
    pub const fn needs_edition(&self) -> bool {
        !matches!(self, Self::Packs { follows_edition: false, .. })
    }
}
