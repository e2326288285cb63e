//! What an upgrade sets off: the unused value of the periods that it replaces (BUY-8 … BUY-10).

use crate::account::{Account, Credit, CreditLine};
use crate::calendar::Instant;
use crate::catalogue::Edition;
use crate::money::{ExactMoney, Money};
use crate::rejection::Reason;
use crate::vocabulary::Term;

/// The price of an edition for a term; `None` beyond what can be computed.
#[must_use]
pub fn price_of_term(edition: &Edition, term: Term) -> Option<Money> {
    edition.yearly_price_fen.times(term.years())
}

/// The unused value of every paid period that an upgrade at `now` replaces (BUY-8, BUY-9); `None` beyond what can be
/// computed.
#[must_use]
pub fn unused_value(account: &Account, now: Instant) -> Option<Credit> {
    let mut exact = ExactMoney::ZERO;
    let mut lines = Vec::new();
    for paid in account.paid_timeline(now) {
        let days_left = paid.period.days_left(now);
        let days_whole = paid.period.days();
        exact = exact.plus(ExactMoney::share(paid.value, days_left, days_whole)?)?;
        lines.push(CreditLine {
            order: paid.order.clone(),
            edition: paid.edition.clone(),
            value: paid.value,
            days_left,
            days_whole,
        });
    }
    Some(Credit { lines, total: exact.round_half_up()? })
}

/// The reason against a term whose price is below the credit (BUY-10).
#[must_use]
pub fn credit_above_price(edition: &Edition, term: Term, credit: Money) -> Option<Reason> {
    let covers = |term: Term| price_of_term(edition, term).is_some_and(|price| price >= credit);
    if covers(term) {
        return None;
    }
    let shortest = edition.terms.iter().copied().filter(|term| covers(*term)).min();
    Some(Reason::CreditExceedsPrice { credit, shortest })
}
