//! What a filter asks for once it is read, and what cannot be read of it.

use rules::calendar::read_day;
use rules::format::read_amount;
use rules::order_search::OrderSearch;

use crate::routes::OrderFilter;

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

/// What a filter looks for; what cannot be read of it asks for nothing.
pub(super) fn read_filter(filter: &OrderFilter) -> (OrderSearch, Problems) {
    let (from, from_problem) = read(&filter.from, read_day, Unread::Day);
    let (to, to_problem) = read(&filter.to, read_day, Unread::Day);
    let (least, least_problem) = read(&filter.least, read_amount, Unread::Amount);
    let (most, most_problem) = read(&filter.most, read_amount, Unread::Amount);
    let days_reversed = is_reversed(from, to);
    let amounts_reversed = is_reversed(least, most);
    let search = OrderSearch {
        stage: filter.stage,
        from: from.filter(|_| !days_reversed),
        to: to.filter(|_| !days_reversed),
        least: least.filter(|_| !amounts_reversed),
        most: most.filter(|_| !amounts_reversed),
        ..OrderSearch::for_words(&filter.text)
    };
    let problems = Problems {
        from: from_problem,
        to: to_problem.or(days_reversed.then_some(Unread::DaysReversed)),
        least: least_problem,
        most: most_problem.or(amounts_reversed.then_some(Unread::AmountsReversed)),
    };
    (search, problems)
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
