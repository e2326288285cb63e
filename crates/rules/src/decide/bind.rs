//! Binding what an uncertified buyer paid to an enterprise, once and for good (RULES §9).
//!
//! It touches two accounts: the person's records it finally, and the enterprise's takes the order over.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::grant;
use crate::account::{
    Account, BatchSource, Binding, EditionPeriod, Event, Holder, LineItem, Order, OrderLine, OrderState,
};
use crate::calendar::{Days, Instant, Period, days_between};
use crate::context::{Actor, Context};
use crate::money::{ExactMoney, Money};
use crate::offer::EditionAction;
use crate::rejection::{CertifiedFor, Reason, Rejection};
use crate::vocabulary::OrderId;

/// What is gone of an order that waits for its binding (BIND-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Calendar days gone since payment.
    pub days_gone: i64,
    /// All days of the term.
    pub days_whole: i64,
    /// The part of the edition's price that they stand for, rounded half up to the fen.
    pub money_gone: Money,
}

/// What binding an order would do (BIND-3, BIND-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindingPreview {
    /// The enterprise's name, where it differs from the one given at the purchase and has to be confirmed.
    pub other_name: Option<String>,
    /// The period that the enterprise gets.
    pub period: Option<Period>,
}

/// What is gone of an order of one's own that waits for its binding (BIND-2).
///
/// # Errors
/// An order that is not known, not one's own, or does not wait.
pub fn waiting(account: Option<&Account>, id: &OrderId, context: &Context) -> Result<Waiting, Rejection> {
    let (_, order) = own_order(account, id, context)?;
    let state = order.state_at(context.now);
    let refused = || Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state: state.clone() });
    let (OrderState::AwaitingBinding { paid_at }, Some(line)) = (&state, order.edition_line()) else {
        return Err(refused());
    };
    let days_gone = days_between(*paid_at, context.now).max(0);
    let days_whole = line.period.days();
    let money_gone = ExactMoney::share(line.price, days_gone, days_whole).and_then(ExactMoney::round_half_up);
    Ok(Waiting { days_gone, days_whole, money_gone: money_gone.ok_or_else(refused)? })
}

/// Whether an order may be bound to the enterprise of the context, and what comes of it (BIND-3).
///
/// # Errors
/// Every reason against; a name that differs is none, but has to be confirmed with the command.
pub fn may_bind(account: Option<&Account>, id: &OrderId, context: &Context) -> Result<BindingPreview, Rejection> {
    let (_, order) = own_order(account, id, context)?;
    let mut against = Rejection::default();
    let other_name = judge(order, context, &mut against);
    against.into_result()?;
    let target = context.binding_target.as_deref();
    let period = target.and_then(|target| bound_edition(&target.enterprise, order, context.now, context.now));
    Ok(BindingPreview { other_name, period: period.map(|bound| bound.period) })
}

pub(super) fn bind(
    account: &Account,
    id: &OrderId,
    confirmed_name: Option<&str>,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let (_, order) = own_order(Some(account), id, context)?;
    let target = context.binding_target.as_deref().map(|target| &target.enterprise.id);
    if let (Some(binding), Some(target)) = (&order.binding, target)
        && binding.enterprise == *target
    {
        return Ok(Vec::new());
    }
    let mut against = Rejection::default();
    let other_name = judge(order, context, &mut against);
    if let Some(found) = other_name.filter(|found| confirmed_name != Some(found)) {
        let given = order.enterprise_name.clone().unwrap_or_default();
        against.add(Reason::NameNotConfirmed { given, found });
    }
    against.into_result()?;
    let target = target.ok_or_else(|| Rejection::because(Reason::BindingTargetMissing))?;
    let binding = Binding { enterprise: target.clone(), at: context.now };
    Ok(vec![Event::OrderBound { order: id.clone(), binding }])
}

/// The order, where the actor is the person whose account it is on (BIND-3).
fn own_order<'a>(
    account: Option<&'a Account>,
    id: &OrderId,
    context: &Context,
) -> Result<(&'a Account, &'a Order), Rejection> {
    let (Some(account), Actor::Person(person)) = (account, &context.actor) else {
        return Err(Rejection::because(Reason::SignInRequired));
    };
    if account.person() != Some(&person.id) {
        return Err(Rejection::because(Reason::AccountNotYours));
    }
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    Ok((account, order))
}

/// Every reason against binding; the name of the enterprise where it is another than the one given.
fn judge(order: &Order, context: &Context, against: &mut Rejection) -> Option<String> {
    let state = order.state_at(context.now);
    if !matches!(state, OrderState::AwaitingBinding { .. }) {
        against.add(Reason::OrderStateRefuses { order: order.id.clone(), state });
    }
    let Some(target) = context.binding_target.as_deref() else {
        against.add(Reason::BindingTargetMissing);
        return None;
    };
    let Some(Holder::Enterprise { name, .. }) = &target.enterprise.holder else {
        against.add(Reason::BindingTargetMissing);
        return None;
    };
    if target.roles.is_none() {
        against.add(Reason::NotAMember { enterprise: name.clone() });
    }
    against_enterprise(&target.enterprise, order, context.now, against);
    let given = order.enterprise_name.as_ref();
    given.filter(|given| given.trim() != name.trim()).map(|_| name.clone())
}

/// BIND-3, BIND-4: what speaks against it on the side of the enterprise.
fn against_enterprise(enterprise: &Account, order: &Order, now: Instant, against: &mut Rejection) {
    if !enterprise.is_certified() {
        against.add(Reason::NotCertified { rule: CertifiedFor::Binding });
    }
    let open = enterprise.open_edition(now);
    against.add_all(open.map(|open| Reason::TargetHasOpenOrder { order: open.clone() }));
    let (Some(paid), Some(line)) = (enterprise.in_force(now), order.edition_line()) else {
        return;
    };
    let (Some(edition), LineItem::Edition { rank, .. }) = (line.item.edition(), &line.item) else {
        return;
    };
    if paid.edition == *edition {
        return;
    }
    if paid.rank >= *rank {
        against.add(Reason::Downgrade {
            edition: edition.clone(),
            in_force: paid.edition.clone(),
            paid_end: enterprise.paid_end(now).unwrap_or(paid.period.end),
        });
    } else {
        // Binding is neither a purchase nor a renewal here, and an upgrade is priced otherwise.
        let fitting = Some(EditionAction::Upgrade);
        against.add(Reason::ActionDoesNotFit { action: EditionAction::Buy, fitting });
    }
}

/// The enterprise takes over an order that was bound to it; once, however often it is told; its delivery
/// then follows like any other's (BIND-4, BIND-5).
pub(super) fn receive(enterprise: &Account, order: &Order, now: Instant) -> Result<Vec<Event>, Rejection> {
    if enterprise.order(&order.id).is_some() {
        return Ok(Vec::new());
    }
    let bound_at = match &order.binding {
        Some(binding) if binding.enterprise == enterprise.id => binding.at,
        _ => return Err(Rejection::because(Reason::BindingTargetMissing)),
    };
    let mut against = Rejection::default();
    against_enterprise(enterprise, order, now, &mut against);
    against.into_result()?;
    let Some(bound) = bound_edition(enterprise, order, bound_at, now) else {
        let state = OrderState::NeedsAttention { at: now };
        return Err(Rejection::because(Reason::OrderStateRefuses { order: order.id.clone(), state }));
    };
    let lines = bound_lines(order, bound.period, bound_at);
    let mut received = order.clone();
    received.lines.clone_from(&lines);
    received.recorded_state = OrderState::Provisioning { since: bound_at };
    let mut events = vec![Event::BoundOrderReceived { order: Arc::new(received) }];
    let paid_end = bound.period.end;
    events.extend(bound_batches(order, &bound));
    events.insert(1, Event::EditionGranted { period: bound });
    for (index, line) in lines.iter().enumerate() {
        events.extend(grant::packs_granted(&order.id, index, line));
    }
    events.extend(grant::packs_moved(enterprise, paid_end, now));
    Ok(events)
}

pub(super) fn fail(account: &Account, id: &OrderId, now: Instant) -> Result<Vec<Event>, Rejection> {
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    match (&order.binding, order.state_at(now)) {
        (Some(_), OrderState::Provisioning { .. }) => Ok(vec![Event::BindingFailed { order: id.clone(), at: now }]),
        (Some(_), OrderState::NeedsAttention { .. }) => Ok(Vec::new()),
        (_, state) => Err(Rejection::because(Reason::OrderStateRefuses { order: id.clone(), state })),
    }
}

/// BIND-4: with no edition in force the period opens at binding and ends at the end of the term, counted from payment;
/// with the same one in force what is left is added after the paid end. `None` where nothing is left.
fn bound_edition(enterprise: &Account, order: &Order, bound_at: Instant, now: Instant) -> Option<EditionPeriod> {
    let line = order.edition_line()?;
    let LineItem::Edition { edition, rank, term, .. } = &line.item else {
        return None;
    };
    let paid = line.period;
    if paid.end <= bound_at {
        return None;
    }
    let (period, counted_from, part) = match enterprise.paid_end(now) {
        None => {
            let ended = enterprise.editions.iter().map(|known| known.period.end).filter(|end| *end <= now);
            let start = ended.fold(bound_at, Instant::max);
            (Period { start, end: paid.end }, Some(paid.start), None)
        }
        Some(paid_end) => {
            let left = paid.end.signed_duration_since(bound_at);
            let end = paid_end.checked_add_signed(left).unwrap_or(Instant::MAX_UTC);
            let days = Days { left: days_between(bound_at, paid.end), whole: paid.days() };
            (Period { start: paid_end, end }, None, Some(days))
        }
    };
    (period.start < period.end).then(|| EditionPeriod {
        order: order.id.clone(),
        edition: edition.clone(),
        rank: *rank,
        term: *term,
        period,
        value: line.price,
        counted_from,
        part,
    })
}

/// The lines with the periods that binding gives them: packs open at binding and end at the paid end (BIND-4).
fn bound_lines(order: &Order, edition: Period, bound_at: Instant) -> Box<[OrderLine]> {
    let mut lines = order.lines.clone();
    for line in &mut lines {
        line.period = match &line.item {
            LineItem::Edition { .. } | LineItem::RemainingTerm { .. } => edition,
            LineItem::Integration { .. } | LineItem::Packs { .. } => Period { start: bound_at, end: edition.end },
        };
    }
    lines
}

/// BIND-4: the batches of the service years that are left, in full; a last part-year's cut by days, rounded down.
fn bound_batches(order: &Order, bound: &EditionPeriod) -> Vec<Event> {
    let Some((index, line)) = order.lines.iter().enumerate().find(|(_, line)| line.item.edition().is_some()) else {
        return Vec::new();
    };
    let LineItem::Edition { edition, contracts, yearly_batches, .. } = &line.item else {
        return Vec::new();
    };
    let parts: Vec<(Period, u32)> = if *yearly_batches {
        (0..)
            .map(|year| Period::service_year(bound.origin(), year))
            .take_while(|year| year.start < bound.period.end)
            .filter(|year| year.end > bound.period.start)
            .map(|year| {
                let open = Period { start: year.start.max(bound.period.start), end: year.end.min(bound.period.end) };
                let days = Days { left: days_between(year.start, open.end), whole: year.days() };
                (open, cut(*contracts, days))
            })
            .collect()
    } else {
        let amount = bound.part.map_or(*contracts, |days| cut(*contracts, days));
        vec![(bound.period, amount)]
    };
    let source = BatchSource::Edition { order: order.id.clone(), edition: edition.clone() };
    let granted = parts.into_iter().enumerate().filter(|(_, (_, amount))| *amount > 0);
    granted
        .map(|(year, (period, amount))| {
            let id = grant::batch_id(&order.id, index, year);
            let quota = crate::vocabulary::QuotaKind::Contract;
            Event::BatchGranted { batch: grant::batch(id, quota, source.clone(), amount, period) }
        })
        .collect()
}

/// A number of contracts cut by days, rounded down.
fn cut(contracts: u32, days: Days) -> u32 {
    let amount = i64::from(contracts).saturating_mul(days.left).div_euclid(days.whole.max(1));
    u32::try_from(amount.max(0)).unwrap_or(contracts).min(contracts)
}
