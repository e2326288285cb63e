//! What payment sets in motion: periods from the payment instant, batches, what is replaced and what follows.

use crate::account::{
    Account, Activation, Batch, BatchSource, EditionPeriod, Event, LineItem, Order, OrderLine, OrderState, Payment,
};
use crate::basket::Basket;
use crate::calendar::{Instant, Period};
use crate::catalogue::Catalogue;
use crate::eligibility::{edition_misfit, judging_edition};
use crate::offer::{EditionAction, fitting_action};
use crate::quote::{Quote, follows_edition};
use crate::vocabulary::{BatchId, Channel, OrderId, PersonId, QuotaKind};

/// BUY-12: whether what the order buys is still permitted and continues from the same paid timeline.
pub(super) fn still_permitted(catalogue: &Catalogue, account: &Account, order: &Order, now: Instant) -> bool {
    let is_activated = order.channel != Channel::Web || account.activation() == Some(Activation::Activated);
    account.is_certified()
        && is_activated
        && order.lines.iter().all(|line| line_is_permitted(catalogue, account, order, line, now))
}

fn line_is_permitted(catalogue: &Catalogue, account: &Account, order: &Order, line: &OrderLine, now: Instant) -> bool {
    match &line.item {
        LineItem::Edition { edition, action, .. } => {
            let fits = catalogue
                .edition(edition)
                .is_some_and(|edition| fitting_action(Some(account), edition, now) == Ok(*action));
            let same_timeline = match action {
                EditionAction::Buy => true,
                EditionAction::Renew => account.paid_end(now) == Some(line.period.start),
                EditionAction::Upgrade => {
                    let replaced = order.credit.iter().flat_map(|credit| &credit.lines);
                    account.paid_timeline(now).map(|paid| &paid.order).eq(replaced.map(|line| &line.order))
                }
            };
            fits && same_timeline
        }
        LineItem::Packs { add_on, follows_edition, .. } => {
            let judged_by = judging_edition(Some(account), &order.basket, now);
            let paid_end = order.edition_line().map(|line| line.period.end).or_else(|| account.paid_end(now));
            catalogue.add_on(add_on).is_some_and(|add_on| {
                edition_misfit(catalogue, add_on, *follows_edition, &judged_by, paid_end).is_none()
            })
        }
    }
}

/// The events of a payment that stands.
pub(super) fn settle(account: &Account, order: &Order, payment: Option<Payment>, now: Instant) -> Vec<Event> {
    let lines = settled_lines(account, order, now);
    let paid_end = lines.iter().find(|line| matches!(line.item, LineItem::Edition { .. })).map(|line| line.period.end);
    let mut events = vec![Event::OrderPaid { order: order.id.clone(), payment, lines: lines.clone(), at: now }];
    for (index, line) in lines.iter().enumerate() {
        grant(account, order, index, line, now, &mut events);
    }
    events.extend(paid_end.and_then(|end| packs_moved(account, end, now)));
    events
}

/// The key of the order that a preview stands for.
pub const PREVIEW: &str = "preview";

/// The account as it would be if a quote were paid at its instant: what the picture before a purchase shows (ADD-5,
/// BUY-8, BUY-13). What the purchase adds belongs to the order [`PREVIEW`].
#[must_use]
pub fn after_paying(account: &Account, quote: &Quote) -> Account {
    let order = Order {
        id: OrderId::new(PREVIEW),
        placed_by: PersonId::new(PREVIEW),
        placed_at: quote.at,
        channel: Channel::Web,
        basket: Basket::default(),
        lines: quote.lines.clone(),
        credit: quote.credit.clone(),
        total: quote.total,
        catalogue_version: quote.catalogue_version.clone(),
        terms_version: String::new(),
        expires_at: quote.at,
        recorded_state: OrderState::Unpaid,
        payments: Vec::new(),
        invoice: None,
    };
    let mut after = account.clone();
    for event in settle(account, &order, None, quote.at) {
        after.apply(&event);
    }
    after
}

/// ED-3, BUY-5, ADD-5: the lines with the periods that payment at `now` gives them.
fn settled_lines(account: &Account, order: &Order, now: Instant) -> Vec<OrderLine> {
    let mut paid_end = account.paid_end(now);
    let mut lines = order.lines.clone();
    for line in &mut lines {
        line.period = match &line.item {
            LineItem::Edition { term, action, .. } => {
                let start = match action {
                    EditionAction::Renew => paid_end.unwrap_or(now),
                    EditionAction::Buy | EditionAction::Upgrade => now,
                };
                let period = Period::of_years(start, term.years());
                paid_end = Some(period.end);
                period
            }
            LineItem::Packs { follows_edition: true, .. } => Period { start: now, end: paid_end.unwrap_or(now) },
            LineItem::Packs { .. } => Period::of_years(now, 1),
        };
    }
    lines
}

fn grant(account: &Account, order: &Order, index: usize, line: &OrderLine, now: Instant, events: &mut Vec<Event>) {
    match &line.item {
        LineItem::Edition { edition, rank, term, action, contracts, yearly_batches } => {
            if *action == EditionAction::Upgrade {
                events.push(replaced(account, now));
            }
            events.push(Event::EditionGranted {
                period: EditionPeriod {
                    order: order.id.clone(),
                    edition: edition.clone(),
                    rank: *rank,
                    term: *term,
                    period: line.period,
                    value: line.price,
                },
            });
            let batches: Vec<Period> = if *yearly_batches {
                (0..term.years()).map(|year| Period::service_year(line.period.start, year)).collect()
            } else {
                vec![line.period]
            };
            let source = BatchSource::Edition { order: order.id.clone(), edition: edition.clone() };
            events.extend(batches.into_iter().enumerate().map(|(year, period)| Event::BatchGranted {
                batch: batch(order, index, year, QuotaKind::Contract, source.clone(), *contracts, period),
            }));
        }
        LineItem::Packs { add_on, quota, size, follows_edition } => {
            let source = BatchSource::Packs {
                order: order.id.clone(),
                add_on: add_on.clone(),
                follows_edition: *follows_edition,
            };
            let amount = size.saturating_mul(line.quantity);
            events.push(Event::BatchGranted { batch: batch(order, index, 0, *quota, source, amount, line.period) });
        }
    }
}

fn batch(
    order: &Order,
    line: usize,
    year: usize,
    quota: QuotaKind,
    source: BatchSource,
    amount: u32,
    period: Period,
) -> Batch {
    Batch {
        id: BatchId::new(&format!("{}.{line}.{year}", order.id.as_str())),
        quota,
        source,
        amount,
        used: 0,
        returned: 0,
        period,
    }
}

/// BUY-8, BUY-11: every paid period that is left ends now, and its included batches with it.
fn replaced(account: &Account, now: Instant) -> Event {
    let orders: Vec<_> = account.paid_timeline(now).map(|paid| paid.order.clone()).collect();
    let batches = account
        .batches
        .iter()
        .filter(|batch| matches!(&batch.source, BatchSource::Edition { order, .. } if orders.contains(order)))
        .filter(|batch| batch.period.end > now)
        .map(|batch| batch.id.clone())
        .collect();
    Event::EditionsReplaced { orders, batches, at: now }
}

/// ADD-5: packs that are still there follow the paid end.
fn packs_moved(account: &Account, end: Instant, now: Instant) -> Option<Event> {
    let batches: Vec<_> = account
        .batches
        .iter()
        .filter(|batch| follows_edition(&batch.source))
        .filter(|batch| batch.period.end > now && batch.period.end != end)
        .map(|batch| batch.id.clone())
        .collect();
    (!batches.is_empty()).then_some(Event::PacksMoved { batches, end })
}
