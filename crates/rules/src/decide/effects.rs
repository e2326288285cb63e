//! What a purchase does to what an account has already: what ends with it, what stays, and where the paid end moves.

use super::settle::after_paying;
use crate::account::{Account, Batch, EditionPeriod};
use crate::calendar::Instant;
use crate::quote::Quote;
use crate::vocabulary::{AddOnCode, EditionCode, QuotaKind};

/// What an account had before a purchase and what becomes of it (BUY-8, BUY-11, ADD-5, BUY-13).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// The paid end before and after, where there was one and it moves.
    pub paid_end: Option<(Instant, Instant)>,
    /// What ends with the purchase, each with the end that it would have had.
    pub ends: Vec<Held>,
    /// What stays, each with the end that it then has.
    pub stays: Vec<Held>,
}

/// Something that an account holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub what: Holding,
    /// When it ends.
    pub end: Instant,
}

/// The kinds of things that an account holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holding {
    /// A paid period of an edition.
    Edition(EditionCode),
    /// The trial of an edition.
    Trial(EditionCode),
    /// An integration.
    Integration(AddOnCode),
    /// A batch with units that are not used.
    Batch {
        /// What its units are spent on.
        quota: QuotaKind,
        /// Units not used.
        left: u32,
    },
}

/// What paying a quote at its instant would do to what the account has; batches that are used up are left out.
#[must_use]
pub fn effects(account: &Account, quote: &Quote) -> Effects {
    let now = quote.at;
    let after = after_paying(account, quote);
    let mut effects = Effects { paid_end: moved(account, &after, now), ..Effects::default() };
    for paid in account.paid_timeline(now) {
        effects.sort(Holding::Edition(paid.edition.clone()), paid.period.end, end_of_edition(&after, paid, now));
    }
    for trial in account.trial.iter().filter(|trial| trial.period.contains(now)) {
        effects.sort(Holding::Trial(trial.edition.clone()), trial.period.end, Some(trial.period.end));
    }
    for active in account.integrations.iter().filter(|integration| now < integration.period.end) {
        effects.sort(Holding::Integration(active.add_on.clone()), active.period.end, Some(active.period.end));
    }
    for batch in account.batches.iter().filter(|batch| now < batch.period.end && batch.left() > 0) {
        let what = Holding::Batch { quota: batch.quota, left: batch.left() };
        effects.sort(what, batch.period.end, end_of_batch(&after, batch, now));
    }
    effects
}

impl Effects {
    fn sort(&mut self, what: Holding, before: Instant, after: Option<Instant>) {
        match after {
            Some(end) => self.stays.push(Held { what, end }),
            None => self.ends.push(Held { what, end: before }),
        }
    }
}

fn moved(before: &Account, after: &Account, now: Instant) -> Option<(Instant, Instant)> {
    let (from, to) = before.paid_end(now).zip(after.paid_end(now))?;
    (from != to).then_some((from, to))
}

/// The end that a period still has; `None` where an upgrade took its place.
fn end_of_edition(after: &Account, paid: &EditionPeriod, now: Instant) -> Option<Instant> {
    after.paid_timeline(now).find(|kept| kept.order == paid.order).map(|kept| kept.period.end)
}

/// The end that a batch then has; `None` where it closes.
fn end_of_batch(after: &Account, batch: &Batch, now: Instant) -> Option<Instant> {
    after.batches.iter().find(|kept| kept.id == batch.id && now < kept.period.end).map(|kept| kept.period.end)
}
