//! Looking for orders among those that a person sees: by words, state, days and amounts.

use chrono::NaiveDate;

use crate::account::{Order, OrderStage};
use crate::calendar::{Instant, local_date};
use crate::catalogue::Catalogue;
use crate::credit_code::half_width;
use crate::explain::line_title;
use crate::money::Money;
use crate::vocabulary::Language;

/// What is looked for; what is `None` is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderSearch {
    /// Words that all have to stand in it, as [`OrderSearch::for_words`] reads them.
    pub words: Vec<String>,
    /// How far the order has come.
    pub stage: Option<OrderStage>,
    /// Placed on this local day or later.
    pub from: Option<NaiveDate>,
    /// Placed on this local day or earlier.
    pub to: Option<NaiveDate>,
    /// At least so much.
    pub least: Option<Money>,
    /// At most so much.
    pub most: Option<Money>,
}

/// What of an order is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked<'a> {
    /// The texts to search, as [`searched`] gives them.
    pub searched: &'a str,
    /// How far it has come.
    pub stage: OrderStage,
    /// When it was placed.
    pub placed_at: Instant,
    /// Its amount.
    pub total: Money,
}

impl OrderSearch {
    /// Every order in which all of these words stand.
    #[must_use]
    pub fn for_words(text: &str) -> Self {
        Self { words: folded(text).split_whitespace().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Whether an order is among those that are looked for.
    #[must_use]
    pub fn finds(&self, order: &Looked<'_>) -> bool {
        let day = local_date(order.placed_at);
        self.words.iter().all(|word| order.searched.contains(word.as_str()))
            && self.stage.is_none_or(|stage| stage == order.stage)
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.least.is_none_or(|least| least <= order.total)
            && self.most.is_none_or(|most| order.total <= most)
    }
}

/// What an order is called in a list: `专业版 · 2 年 + 合同加量包 · 1,000 份合同`.
#[must_use]
pub fn order_title(order: &Order, catalogue: &Catalogue, language: Language) -> String {
    let titles: Vec<String> = order.lines.iter().map(|line| line_title(line, catalogue, language)).collect();
    titles.join(" + ")
}

/// What is searched of an order: its number, its title and the enterprise that it was bought for, [`folded`].
#[must_use]
pub fn searched(order: &Order, title: &str) -> String {
    folded(&[order.id.as_str(), title, order.enterprise_name.as_deref().unwrap_or_default()].join("\n"))
}

/// A text to search: full-width characters and capital letters make no difference.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}
