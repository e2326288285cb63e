//! What an upgrade sets off: the unused value of the periods that it replaces (BUY-8 … BUY-10).

use crate::account::{Account, Credit, CreditLine};
use crate::calendar::{Instant, Period};
use crate::catalogue::{Edition, UpgradePolicy};
use crate::money::{ExactMoney, Money};
use crate::rejection::Reason;
use crate::vocabulary::Term;

/// The price of an edition for a term; `None` beyond what can be computed.
#[must_use]
pub fn price_of_term(edition: &Edition, term: Term) -> Option<Money> {
    edition.yearly_price_fen.times(term.years())
}

/// The unused value of every paid period that an upgrade at `now` replaces, period by period (BUY-8, BUY-9); `None`
/// beyond what can be computed.
#[must_use]
pub fn unused_value(account: &Account, now: Instant) -> Option<Credit> {
    let total = unused_total(account, now)?;
    let lines = account.paid_timeline(now).map(|paid| {
        let days = paid.days(now);
        CreditLine {
            order: paid.order.clone(),
            edition: paid.edition.clone(),
            value: paid.value,
            days_left: days.left,
            days_whole: days.whole,
            part: paid.part,
        }
    });
    Some(Credit { lines: lines.collect(), total })
}

/// The sum of [`unused_value`] alone.
fn unused_total(account: &Account, now: Instant) -> Option<Money> {
    let exact = account
        .paid_timeline(now)
        .try_fold(ExactMoney::ZERO, |sum, paid| sum.plus(paid.share_left(paid.value, now)?))?;
    exact.round_half_up()
}

/// What the term of an upgrade at an instant has to be long enough for.
#[derive(Clone, Copy)]
struct Floor {
    now: Instant,
    credit: Money,
    integration_end: Option<Instant>,
}

impl Floor {
    fn covers_credit(self, edition: &Edition, term: Term) -> bool {
        price_of_term(edition, term).is_some_and(|price| price >= self.credit)
    }

    fn covers_integration(self, term: Term) -> bool {
        self.integration_end.is_none_or(|end| end <= Period::of_years(self.now, term.years()).end)
    }

    fn shortest(self, edition: &Edition) -> Option<Term> {
        let fits = |term: &Term| self.covers_credit(edition, *term) && self.covers_integration(*term);
        edition.terms.iter().copied().filter(fits).min()
    }
}

/// The reasons against an upgrade for a term: a price below the credit (BUY-10), an end before an active integration's
/// (BUY-13). Both name the shortest term against which neither speaks.
pub(crate) fn against_term(account: &Account, edition: &Edition, term: Term, now: Instant) -> [Option<Reason>; 2] {
    let Some(credit) = unused_total(account, now) else {
        return [Some(Reason::AmountTooLarge), None];
    };
    let floor = Floor { now, credit, integration_end: account.integration_end(now) };
    let credit_exceeds = (!floor.covers_credit(edition, term))
        .then(|| Reason::CreditExceedsPrice { credit, shortest: floor.shortest(edition) });
    let ends_before = floor
        .integration_end
        .filter(|_| !floor.covers_integration(term))
        .map(|integration_end| Reason::EndsBeforeIntegration { integration_end, shortest: floor.shortest(edition) });
    [credit_exceeds, ends_before]
}

/// The reasons against an upgrade whatever its term (BUY-10, BUY-13).
pub(crate) fn against_every_term(
    account: &Account,
    edition: &Edition,
    policy: UpgradePolicy,
    now: Instant,
) -> [Option<Reason>; 2] {
    if policy == UpgradePolicy::DifferenceForRemainingTerm {
        return [None, None];
    }
    match edition.terms.iter().copied().max() {
        Some(longest) => against_term(account, edition, longest, now),
        None => [None, None],
    }
}
