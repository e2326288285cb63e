//! The stretches of an account, from its editions, its trial, its integrations and its batches.

use std::collections::BTreeSet;

use super::{Ending, Phase, Stretch, What};
use crate::account::{Account, Batch, EditionPeriod, Integration, OrderState, Trial, UnseenState};
use crate::calendar::{Instant, NEVER, Period};
use crate::vocabulary::{EXPERIENCE, EditionCode, OrderId};

/// Everything that an account has, had and will have, in the order in which it is read; what never came to be, such as a
/// queued period that an upgrade replaced, is left out (BUY-8).
#[must_use]
pub fn stretches(account: &Account, now: Instant) -> Vec<Stretch> {
    let at = At { account, awaited: awaited(account), now };
    let mut found: Vec<Stretch> = at.editions().collect();
    found.extend(at.gaps());
    found.extend(account.trial.iter().map(|trial| at.trial(trial)));
    found.extend(account.integrations.iter().enumerate().map(|(index, active)| at.integration(index, active)));
    found.extend(account.batches.iter().map(|batch| at.batch(batch)));
    found.retain(|stretch| stretch.period.start < stretch.period.end);
    found.sort_by_key(Stretch::order_of_reading);
    found
}

/// The orders that are paid and not delivered yet: few, however many an account has.
fn awaited(account: &Account) -> BTreeSet<&OrderId> {
    let is_awaited = |state: &OrderState| matches!(state, OrderState::Provisioning { .. });
    let seen = account.orders.iter().filter(|order| is_awaited(&order.recorded_state)).map(|order| &order.id);
    let unseen = account.unseen.iter().filter(|order| order.state == UnseenState::Provisioning);
    seen.chain(unseen.map(|order| &order.id)).collect()
}

struct At<'a> {
    account: &'a Account,
    awaited: BTreeSet<&'a OrderId>,
    now: Instant,
}

impl At<'_> {
    fn phase(&self, period: Period, order: Option<&OrderId>) -> Phase {
        if period.end <= self.now {
            Phase::Ended
        } else if self.now < period.start {
            Phase::Queued
        } else if order.is_some_and(|order| self.awaited.contains(order)) {
            Phase::AwaitingDelivery
        } else {
            Phase::Running
        }
    }

    fn editions(&self) -> impl Iterator<Item = Stretch> {
        let editions = &self.account.editions;
        editions.iter().enumerate().map(|(index, paid)| {
            // An upgrade for the rest of the paid time has a period for each one that it replaces (BUY-8).
            let number = editions.iter().take(index).filter(|earlier| earlier.order == paid.order).count();
            Stretch {
                id: format!("edition {} {number}", paid.order.as_str()),
                what: What::Edition(paid.edition.clone()),
                period: paid.period,
                phase: self.phase(paid.period, Some(&paid.order)),
                ending: self.end_of_edition(paid),
                order: Some(paid.order.clone()),
            }
        })
    }

    fn end_of_edition(&self, paid: &EditionPeriod) -> Ending {
        let follows = |next: &&EditionPeriod| !next.is_empty() && next.period.start == paid.period.end;
        match self.account.editions.iter().find(follows) {
            Some(next) if next.rank > paid.rank => Ending::Upgraded { to: next.edition.clone() },
            Some(_) => Ending::GoesOn,
            None => Ending::Lapses,
        }
    }

    /// From the end of a paid period to the next one that does not follow it at once, or to now.
    fn gaps(&self) -> Vec<Stretch> {
        let mut gaps = Vec::new();
        let mut paid_until: Option<Instant> = None;
        for paid in self.account.editions.iter().filter(|paid| !paid.is_empty()) {
            if let Some(until) = paid_until.filter(|until| *until < paid.period.start) {
                let period = Period { start: until, end: paid.period.start };
                let ending = Ending::EditionBegins { edition: paid.edition.clone() };
                gaps.push(gap(period, self.phase(period, None), ending));
            }
            paid_until = paid_until.max(Some(paid.period.end));
        }
        if let Some(until) = paid_until.filter(|until| *until < self.now) {
            gaps.push(gap(Period { start: until, end: self.now }, Phase::Running, Ending::Open));
        }
        gaps
    }

    fn trial(&self, trial: &Trial) -> Stretch {
        let then = self.account.in_force(trial.period.end).map(|paid| paid.edition.clone());
        Stretch {
            id: format!("trial {}", trial.application.as_str()),
            what: What::Trial(trial.edition.clone()),
            period: trial.period,
            phase: self.phase(trial.period, None),
            ending: Ending::TrialEnds { then: then.unwrap_or_else(|| EditionCode::new(EXPERIENCE)) },
            order: None,
        }
    }

    fn integration(&self, index: usize, integration: &Integration) -> Stretch {
        let goes_on = self
            .account
            .integrations
            .iter()
            .any(|next| next.add_on == integration.add_on && next.period.start == integration.period.end);
        Stretch {
            id: format!("integration {} {index}", integration.order.as_str()),
            what: What::Integration(integration.add_on.clone()),
            period: integration.period,
            phase: self.phase(integration.period, Some(&integration.order)),
            ending: if goes_on { Ending::GoesOn } else { Ending::AccessEnds },
            order: Some(integration.order.clone()),
        }
    }

    fn batch(&self, batch: &Batch) -> Stretch {
        let left = batch.left();
        let ending = if batch.closed_by.is_some() {
            Ending::Closed { left }
        } else if batch.period.end >= NEVER {
            Ending::Open
        } else {
            Ending::Cleared { left, follows_edition: batch.source.follows_edition() }
        };
        Stretch {
            id: format!("batch {}", batch.id.as_str()),
            what: What::Batch { quota: batch.quota, total: batch.amount, left, source: batch.source.clone() },
            period: batch.period,
            phase: self.phase(batch.period, batch.source.order()),
            ending,
            order: batch.source.order().cloned(),
        }
    }
}

fn gap(period: Period, phase: Phase, ending: Ending) -> Stretch {
    let id = format!("gap {}", period.start.timestamp());
    Stretch { id, what: What::Gap, period, phase, ending, order: None }
}
