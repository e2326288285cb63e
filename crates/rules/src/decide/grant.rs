//! What settled lines grant: periods, batches and integrations, and what they replace or move.

use crate::account::{Account, Batch, BatchSource, EditionPeriod, Event, Integration, LineItem, Order, OrderLine};
use crate::calendar::{Instant, Period};
use crate::difference;
use crate::offer::EditionAction;
use crate::vocabulary::{BatchId, OrderId, QuotaKind};

/// The events that grant what an order's settled lines buy, paid at `now`.
pub(super) fn granted(account: &Account, order: &Order, lines: &[OrderLine], now: Instant) -> Vec<Event> {
    let mut events = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        grant(account, order, index, line, now, &mut events);
    }
    let paid_end = lines.iter().find(|line| line.item.edition().is_some()).map(|line| line.period.end);
    events.extend(paid_end.and_then(|end| packs_moved(account, end, now)));
    events
}

fn grant(account: &Account, order: &Order, index: usize, line: &OrderLine, now: Instant, events: &mut Vec<Event>) {
    match &line.item {
        LineItem::Edition { edition, rank, term, action, contracts, yearly_batches } => {
            if *action == EditionAction::Upgrade {
                events.push(replaced(account, &order.id, true, now));
            }
            events.push(Event::EditionGranted {
                period: EditionPeriod {
                    order: order.id.clone(),
                    edition: edition.clone(),
                    rank: *rank,
                    term: *term,
                    period: line.period,
                    value: line.price,
                    counted_from: None,
                    part: None,
                },
            });
            let periods: Vec<Period> = if *yearly_batches {
                (0..term.years()).map(|year| Period::service_year(line.period.start, year)).collect()
            } else {
                vec![line.period]
            };
            let source = BatchSource::Edition { order: order.id.clone(), edition: edition.clone() };
            events.extend(periods.into_iter().enumerate().filter(|_| *contracts > 0).map(|(year, period)| {
                let id = batch_id(&order.id, index, year);
                Event::BatchGranted { batch: batch(id, QuotaKind::Contract, source.clone(), *contracts, period) }
            }));
        }
        LineItem::RemainingTerm { .. } => {
            events.push(replaced(account, &order.id, false, now));
            events.extend(difference::granted(account, order, index, line, now));
        }
        LineItem::Integration { add_on, .. } => events.push(Event::IntegrationGranted {
            integration: Integration { order: order.id.clone(), add_on: add_on.clone(), period: line.period },
        }),
        LineItem::Packs { .. } => events.extend(packs_granted(&order.id, index, line)),
    }
}

/// ADD-4: a batch for the packs of a line, open from payment.
pub(super) fn packs_granted(order: &OrderId, index: usize, line: &OrderLine) -> Option<Event> {
    let LineItem::Packs { add_on, quota, size, follows_edition } = &line.item else {
        return None;
    };
    let source = BatchSource::Packs { order: order.clone(), add_on: add_on.clone(), follows_edition: *follows_edition };
    let amount = size.saturating_mul(line.quantity);
    Some(Event::BatchGranted { batch: batch(batch_id(order, index, 0), *quota, source, amount, line.period) })
}

pub(super) fn batch_id(order: &OrderId, line: usize, year: usize) -> BatchId {
    BatchId::new(&format!("{}.{line}.{year}", order.as_str()))
}

pub(super) const fn batch(id: BatchId, quota: QuotaKind, source: BatchSource, amount: u32, period: Period) -> Batch {
    Batch { id, quota, source, amount, used: 0, returned: 0, period, closed_by: None }
}

/// BUY-8, BUY-11: every paid period that is left ends now; its included batches with it, unless they stay.
fn replaced(account: &Account, by: &OrderId, close_batches: bool, now: Instant) -> Event {
    let orders: Vec<_> = account.paid_timeline(now).map(|paid| paid.order.clone()).collect();
    let batches = account
        .batches
        .iter()
        .filter(|_| close_batches)
        .filter(|batch| matches!(batch.source, BatchSource::Edition { .. }) && batch.period.end > now)
        .map(|batch| batch.id.clone())
        .collect();
    Event::EditionsReplaced { orders, batches, at: now, by: Some(by.clone()) }
}

/// ADD-5: packs that are still there follow the paid end.
pub(super) fn packs_moved(account: &Account, end: Instant, now: Instant) -> Option<Event> {
    let batches: Vec<_> = account
        .batches
        .iter()
        .filter(|batch| batch.source.follows_edition())
        .filter(|batch| batch.period.end > now && batch.period.end != end)
        .map(|batch| batch.id.clone())
        .collect();
    (!batches.is_empty()).then_some(Event::PacksMoved { batches, end })
}
