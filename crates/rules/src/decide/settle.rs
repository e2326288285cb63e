//! What payment sets in motion: whether the order is still permitted, and the periods that the payment instant gives it.

use super::grant;
use crate::account::{Account, Activation, Event, LineItem, Order, OrderLine, OrderState, Payment, PaymentMethod};
use crate::basket::Basket;
use crate::calendar::{Instant, Period};
use crate::catalogue::Catalogue;
use crate::eligibility::{edition_misfit, judging_edition};
use crate::integration;
use crate::offer::{EditionAction, fitting_action};
use crate::quote::Quote;
use crate::vocabulary::{Channel, OrderId, PersonId};

/// BUY-12: whether what the order buys is still permitted and continues from the same paid timeline.
pub(super) fn still_permitted(catalogue: &Catalogue, account: &Account, order: &Order, now: Instant) -> bool {
    is_permitted(catalogue, account, order, now)
        && order.lines.iter().all(|line| same_timeline(account, order, line, now))
}

/// Whether what the order buys is permitted now, from whatever paid timeline.
fn is_permitted(catalogue: &Catalogue, account: &Account, order: &Order, now: Instant) -> bool {
    let is_activated = order.channel != Channel::Web || account.activation() == Some(Activation::Activated);
    let may_buy = account.person().is_some() || (account.is_certified() && is_activated);
    may_buy
        && settled_lines(account, order, now).is_some_and(|lines| {
            let buys_edition = lines.iter().any(|line| line.item.edition().is_some());
            let has_paid_end = buys_edition || account.paid_end(now).is_some();
            lines.iter().all(|line| line_is_permitted(catalogue, account, order, line, has_paid_end, now))
        })
}

fn line_is_permitted(
    catalogue: &Catalogue,
    account: &Account,
    order: &Order,
    line: &OrderLine,
    has_paid_end: bool,
    now: Instant,
) -> bool {
    let add_on_fits = |add_on, needs_edition| {
        let judged_by = judging_edition(Some(account), &order.basket, now);
        catalogue
            .add_on(add_on)
            .is_some_and(|add_on| edition_misfit(catalogue, add_on, needs_edition, &judged_by, has_paid_end).is_none())
    };
    match &line.item {
        LineItem::Edition { edition, action, .. } => {
            let sold = catalogue.edition(edition);
            let outlives_integration = *action != EditionAction::Upgrade
                || account.integration_end(now).is_none_or(|end| end <= line.period.end);
            sold.is_some_and(|edition| fitting_action(Some(account), edition, now) == Ok(*action))
                && outlives_integration
        }
        LineItem::RemainingTerm { edition, .. } => catalogue
            .edition(edition)
            .is_some_and(|edition| fitting_action(Some(account), edition, now) == Ok(EditionAction::Upgrade)),
        LineItem::Integration { add_on, .. } => add_on_fits(add_on, true),
        LineItem::Packs { add_on, follows_edition, .. } => add_on_fits(add_on, *follows_edition),
    }
}

/// BUY-12: whether the paid timeline is still the one that the line was priced for, but for what time has ended of it.
fn same_timeline(account: &Account, order: &Order, line: &OrderLine, now: Instant) -> bool {
    let ends_with_it = match &line.item {
        LineItem::Edition { action: EditionAction::Renew, .. } => account.paid_end(now) == Some(line.period.start),
        LineItem::RemainingTerm { .. } => account.paid_end(now) == Some(line.period.end),
        LineItem::Edition { .. } | LineItem::Integration { .. } | LineItem::Packs { .. } => true,
    };
    ends_with_it && replaces_what_was_priced(account, order, line, now)
}

/// BUY-8: whether the line replaces no paid period but those that it was priced for: another one's value would be lost.
fn replaces_what_was_priced(account: &Account, order: &Order, line: &OrderLine, now: Instant) -> bool {
    let priced: Vec<&OrderId> = match &line.item {
        LineItem::Edition { action: EditionAction::Upgrade, .. } => {
            order.credit.iter().flat_map(|credit| &credit.lines).map(|line| &line.order).collect()
        }
        LineItem::RemainingTerm { parts, .. } => parts.iter().map(|part| &part.order).collect(),
        LineItem::Edition { .. } | LineItem::Integration { .. } | LineItem::Packs { .. } => return true,
    };
    let left: Vec<&OrderId> = account.paid_timeline(now).map(|paid| &paid.order).collect();
    priced.ends_with(&left)
}

/// ORD-6: whether the operator may let a held order go on: it is permitted, from whatever paid end, and nothing that was
/// paid for meanwhile is lost with it.
pub(super) fn may_be_released(catalogue: &Catalogue, account: &Account, order: &Order, now: Instant) -> bool {
    is_permitted(catalogue, account, order, now)
        && order.lines.iter().all(|line| replaces_what_was_priced(account, order, line, now))
}

/// The events of a payment that stands. What is not permitted any more was found out before.
pub(super) fn settle(account: &Account, order: &Order, payment: Option<Payment>, now: Instant) -> Vec<Event> {
    let lines = settled_lines(account, order, now).unwrap_or_else(|| order.lines.clone());
    let granted = match account.person() {
        // BIND-2: nothing is granted before it is bound.
        Some(_) => Vec::new(),
        None => grant::granted(account, order, &lines, now),
    };
    let mut events = vec![Event::OrderPaid { order: order.id.clone(), payment, lines, at: now }];
    events.extend(granted);
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
        lines: quote.lines.clone().into(),
        credit: quote.credit.clone(),
        total: quote.total,
        catalogue_version: quote.catalogue_version.clone(),
        terms_version: String::new(),
        expires_at: quote.at,
        recorded_state: OrderState::Unpaid,
        payments: Vec::new(),
        invoice: None,
        payment_method: PaymentMethod::Online,
        failures: Vec::new(),
        paid_at: None,
        enterprise_name: None,
        binding: None,
    };
    let mut after = account.clone();
    for event in settle(account, &order, None, quote.at) {
        after.apply(&event);
    }
    after
}

/// ED-3, BUY-5, ADD-5, ADD-7: the lines with the periods that payment at `now` gives them; `None` where an integration no
/// longer fits.
fn settled_lines(account: &Account, order: &Order, now: Instant) -> Option<Box<[OrderLine]>> {
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
            LineItem::RemainingTerm { .. } => Period { start: now, end: paid_end.unwrap_or(now) },
            LineItem::Integration { add_on, term } => {
                let start = integration::start(Some(account), add_on, now);
                integration::period(start, *term, paid_end?, now)?
            }
            LineItem::Packs { follows_edition: true, .. } => Period { start: now, end: paid_end.unwrap_or(now) },
            LineItem::Packs { .. } => Period::of_years(now, 1),
        };
    }
    Some(lines)
}
