//! What a filter asks for once it is read, what cannot be read of it, and which orders it leaves.

use chrono::NaiveDate;
use rules::account::OrderStage;
use rules::calendar::{Instant, local_date, read_day};
use rules::format::read_amount;
use rules::money::Money;

use crate::parts::folded;
use crate::routes::OrderFilter;

/// A filter that was read. What cannot be read asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Criteria {
    words: Vec<String>,
    stage: Option<OrderStage>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    least: Option<Money>,
    most: Option<Money>,
}

/// Why a field asks for nothing although something stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is no day.
    Day,
    /// It is no amount.
    Amount,
    /// The first day is after the last.
    DaysReversed,
    /// The least amount is more than the most.
    AmountsReversed,
}

/// What cannot be read, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Problems {
    pub(super) from: Option<Unread>,
    pub(super) to: Option<Unread>,
    pub(super) least: Option<Unread>,
    pub(super) most: Option<Unread>,
}

/// What of an order is looked at.
pub(super) struct Looked<'a> {
    /// The texts to search, folded.
    pub(super) searched: &'a str,
    /// How far it has come.
    pub(super) stage: OrderStage,
    /// When it was placed.
    pub(super) placed_at: Instant,
    /// Its amount.
    pub(super) total: Money,
}

impl Criteria {
    /// Reads a filter.
    pub(super) fn of(filter: &OrderFilter) -> (Self, Problems) {
        let (from, from_problem) = read(&filter.from, read_day, Unread::Day);
        let (to, to_problem) = read(&filter.to, read_day, Unread::Day);
        let (least, least_problem) = read(&filter.least, read_amount, Unread::Amount);
        let (most, most_problem) = read(&filter.most, read_amount, Unread::Amount);
        let days_reversed = is_reversed(from, to);
        let amounts_reversed = is_reversed(least, most);
        let criteria = Self {
            words: folded(&filter.text).split_whitespace().map(str::to_owned).collect(),
            stage: filter.stage,
            from: from.filter(|_| !days_reversed),
            to: to.filter(|_| !days_reversed),
            least: least.filter(|_| !amounts_reversed),
            most: most.filter(|_| !amounts_reversed),
        };
        let problems = Problems {
            from: from_problem,
            to: to_problem.or(days_reversed.then_some(Unread::DaysReversed)),
            least: least_problem,
            most: most_problem.or(amounts_reversed.then_some(Unread::AmountsReversed)),
        };
        (criteria, problems)
    }

    /// Whether an order is among those that are looked for.
    pub(super) fn leaves(&self, order: &Looked<'_>) -> bool {
        let day = local_date(order.placed_at);
        self.words.iter().all(|word| order.searched.contains(word.as_str()))
            && self.stage.is_none_or(|stage| stage == order.stage)
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.least.is_none_or(|least| least <= order.total)
            && self.most.is_none_or(|most| order.total <= most)
    }
}

fn read<T>(typed: &str, reader: fn(&str) -> Option<T>, problem: Unread) -> (Option<T>, Option<Unread>) {
    if typed.trim().is_empty() {
        return (None, None);
    }
    let read = reader(typed);
    let problem = read.is_none().then_some(problem);
    (read, problem)
}

fn is_reversed<T: PartialOrd>(first: Option<T>, last: Option<T>) -> bool {
    first.zip(last).is_some_and(|(first, last)| first > last)
}
