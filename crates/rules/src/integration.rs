//! An app integration: from when, until when, and for which terms it is offered (ADD-7, ADD-8).

use chrono::TimeDelta;

use crate::account::Account;
use crate::calendar::{Instant, Period, day_began, plus_years};
use crate::catalogue::{AddOn, ClampedTermPrice};
use crate::money::{ExactMoney, Money};
use crate::vocabulary::{AddOnCode, Term};

/// How far ahead an integration reaches at most, in years from now (ADD-7).
const MOST_YEARS_AHEAD: u32 = 3;

/// From when an integration runs that is paid at `now`: the end of the one that is active, or at once.
pub(crate) fn start(account: Option<&Account>, add_on: &AddOnCode, now: Instant) -> Instant {
    let integrations = account.into_iter().flat_map(|account| &account.integrations);
    integrations.filter(|known| known.add_on == *add_on).map(|known| known.period.end).fold(now, Instant::max)
}

/// The period of a term that begins at `start`, where it is offered: inside the paid end, or for one year cut short by
/// it, and never too far ahead (ADD-7).
pub(crate) fn period(start: Instant, term: Term, paid_end: Instant, now: Instant) -> Option<Period> {
    let whole = Period::of_years(start, term.years());
    let offered = if whole.end <= paid_end {
        whole
    } else if term == Term::ONE && start < paid_end {
        Period { start, end: paid_end }
    } else {
        return None;
    };
    (offered.end <= latest_end(paid_end, now)).then_some(offered)
}

/// The latest end that an integration may have: the paid end, and not too far ahead (ADD-7).
pub(crate) fn latest_end(paid_end: Instant, now: Instant) -> Instant {
    paid_end.min(plus_years(now, MOST_YEARS_AHEAD))
}

/// The terms of an add-on that are offered from `start`.
pub(crate) fn terms_offered(terms: &[Term], start: Instant, paid_end: Instant, now: Instant) -> Vec<Term> {
    terms.iter().copied().filter(|term| period(start, *term, paid_end, now).is_some()).collect()
}

/// What a term costs for the period that it gets; `None` beyond what can be computed (ADD-8).
pub(crate) fn price(yearly: Money, term: Term, granted: Period, policy: ClampedTermPrice) -> Option<Money> {
    let full = yearly.times(term.years())?;
    let whole = Period::of_years(granted.start, term.years());
    if policy == ClampedTermPrice::Full || granted.end == whole.end {
        return Some(full);
    }
    ExactMoney::share(full, granted.days(), whole.days())?.round_half_up()
}

/// Until when an order for a whole term from payment can be paid, so that the term still fits before the paid end.
pub(crate) fn payable_until(term: Term, paid_end: Instant, now: Instant) -> Instant {
    let latest = crate::calendar::minus_years(paid_end, term.years());
    // Around 29 February the date so many years earlier can have passed while the term still fits: then to midnight.
    if latest > now { latest } else { day_began(now).checked_add_signed(TimeDelta::days(1)).unwrap_or(paid_end) }
}

/// Whether an add-on is sold by the year, its price of a year and its terms.
pub(crate) fn sold_by_the_year(add_on: &AddOn) -> Option<(Money, &[Term])> {
    match &add_on.sale {
        crate::catalogue::Sale::Years { yearly_price_fen, terms } => Some((*yearly_price_fen, terms)),
        crate::catalogue::Sale::Packs { .. } => None,
    }
}
