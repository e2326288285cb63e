//! An upgrade that keeps the paid end and costs the difference in price for what is left (BUY-8, BUY-11).

use crate::account::{Account, Batch, BatchSource, DifferenceLine, EditionPeriod, Event, LineItem, Order, OrderLine};
use crate::calendar::{Days, Instant, Period};
use crate::catalogue::{Allotment, Catalogue, Edition};
use crate::money::{ExactMoney, Money};
use crate::rejection::Reason;
use crate::vocabulary::{BatchId, QuotaKind};

/// The line of such an upgrade.
///
/// # Errors
/// The reason why it has no price: an edition that is no longer sold, or a difference that is none.
pub(crate) fn difference_line(
    catalogue: &Catalogue,
    account: &Account,
    edition: &Edition,
    now: Instant,
) -> Result<OrderLine, Reason> {
    let mut exact = ExactMoney::ZERO;
    let mut parts = Vec::new();
    let mut period = Period { start: now, end: now };
    for paid in account.paid_timeline(now) {
        let Some(old) = catalogue.edition(&paid.edition) else {
            return Err(Reason::EditionNotSold { edition: paid.edition.clone() });
        };
        let yearly = edition.yearly_price_fen.minus(old.yearly_price_fen).ok_or(Reason::AmountTooLarge)?;
        let of_term = yearly.times(paid.term.years()).ok_or(Reason::AmountTooLarge)?;
        exact = paid.share_left(of_term, now).and_then(|part| exact.plus(part)).ok_or(Reason::AmountTooLarge)?;
        period.end = paid.period.end;
        let days = paid.days(now);
        parts.push(DifferenceLine {
            order: paid.order.clone(),
            edition: paid.edition.clone(),
            yearly,
            term: paid.term,
            days_left: days.left,
            days_whole: days.whole,
            part: paid.part,
        });
    }
    let price = exact.round_half_up().ok_or(Reason::AmountTooLarge)?;
    if price < Money::ZERO {
        return Err(Reason::CreditExceedsPrice { credit: price.absolute(), shortest: None });
    }
    let item = LineItem::RemainingTerm {
        edition: edition.code.clone(),
        rank: edition.rank,
        contracts: edition.contracts.amount,
        yearly_batches: edition.contracts.per == Allotment::Year,
        parts,
    };
    Ok(OrderLine { item, unit_price: price, quantity: 1, price, period })
}

/// What such an upgrade grants at payment: every paid period goes on as the new edition's, and quota is granted as the
/// difference (BUY-11).
pub(crate) fn granted(account: &Account, order: &Order, index: usize, line: &OrderLine, now: Instant) -> Vec<Event> {
    let LineItem::RemainingTerm { edition, rank, contracts, yearly_batches, parts } = &line.item else {
        return Vec::new();
    };
    let mut events = Vec::new();
    let mut batches = 0_usize;
    // Periods that ended since the order was placed stand first among its parts.
    let ended = parts.len().saturating_sub(account.paid_timeline(now).count());
    for (paid, part) in account.paid_timeline(now).zip(parts.iter().skip(ended)) {
        let added = part.yearly.times(paid.term.years()).unwrap_or(Money::ZERO);
        let period = Period { start: paid.period.start.max(now), end: paid.period.end };
        events.push(Event::EditionGranted {
            period: EditionPeriod {
                order: order.id.clone(),
                edition: edition.clone(),
                rank: *rank,
                term: paid.term,
                period,
                value: paid.value.plus(added).unwrap_or(paid.value),
                counted_from: Some(paid.origin()).filter(|origin| *origin != period.start),
                part: paid.part,
            },
        });
        let new = Allowance { contracts: *contracts, yearly: *yearly_batches, years: paid.term.years() };
        for (period, amount) in quota_difference(account, paid, new, now) {
            let batch = Batch {
                id: BatchId::new(&format!("{}.{index}.{batches}", order.id.as_str())),
                quota: QuotaKind::Contract,
                source: BatchSource::Edition { order: order.id.clone(), edition: edition.clone() },
                amount,
                used: 0,
                returned: 0,
                period,
                closed_by: None,
            };
            batches = batches.saturating_add(1);
            events.push(Event::BatchGranted { batch });
        }
    }
    events
}

/// Contracts that an edition includes over a term.
#[derive(Clone, Copy)]
struct Allowance {
    contracts: u32,
    yearly: bool,
    years: u32,
}

impl Allowance {
    /// Over one year, as a fraction of `years`.
    fn yearly_numerator(self) -> i128 {
        let contracts = i128::from(self.contracts);
        if self.yearly { contracts.saturating_mul(i128::from(self.years)) } else { contracts }
    }
}

/// The batches that the new edition adds to one period: for the current service year cut by days, for later ones in
/// full; `per: term` cut by the days left of the term; each rounded down (BUY-11).
fn quota_difference(account: &Account, paid: &EditionPeriod, new: Allowance, now: Instant) -> Vec<(Period, u32)> {
    let old = account.included_contracts(&paid.order);
    let old = Allowance {
        contracts: old.map_or(0, |old| old.contracts),
        yearly: old.is_none_or(|old| old.yearly_batches),
        years: new.years,
    };
    let by_years = new.yearly_numerator().saturating_sub(old.yearly_numerator());
    let years = i128::from(new.years.max(1));
    if new.yearly {
        let service_years = (0..).map(|year| Period::service_year(paid.origin(), year));
        return service_years
            .take_while(|year| year.start < paid.period.end)
            .filter(|year| year.end > now)
            .filter_map(|year| {
                let whole = year.days();
                let open = Period { start: year.start.max(now), end: year.end.min(paid.period.end) };
                let amount = floor(by_years, years, Days { left: open.days(), whole });
                (amount > 0).then_some((open, amount))
            })
            .collect();
    }
    let open = Period { start: paid.period.start.max(now), end: paid.period.end };
    let mut days = paid.days(now);
    let mut of_term = by_years;
    if let Some(part) = paid.part {
        of_term = of_term.saturating_mul(i128::from(part.left));
        days.whole = days.whole.saturating_mul(part.whole);
    }
    let amount = floor(of_term, 1, days);
    if amount > 0 { vec![(open, amount)] } else { Vec::new() }
}

/// `numerator ÷ denominator × left ÷ whole`, rounded down; nothing where it is negative.
fn floor(numerator: i128, denominator: i128, days: Days) -> u32 {
    let above = numerator.saturating_mul(i128::from(days.left));
    let below = denominator.saturating_mul(i128::from(days.whole.max(1)));
    u32::try_from(above.div_euclid(below).max(0)).unwrap_or(u32::MAX)
}
