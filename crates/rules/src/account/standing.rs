//! What an account has at an instant: edition in force, paid end, effective edition, balances (ORD-9).

use serde::{Deserialize, Serialize};

use super::{Account, Activation, Batch, Certification, EditionPeriod, Holder, UnseenState};
use crate::calendar::{Instant, day_began};
use crate::vocabulary::{EXPERIENCE, EditionCode, QuotaKind};

/// The quota of one kind at an instant (QUOTA-5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Units of all open batches.
    pub total: u64,
    /// Units of them that are taken.
    pub used: u64,
    /// Units of them that came back.
    pub returned: u64,
}

impl Balance {
    /// Units that can still be spent.
    #[must_use]
    pub const fn left(self) -> u64 {
        self.total.saturating_sub(self.used)
    }
}

/// Where a batch stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// Paid, and usable as soon as its order is delivered (ADD-4).
    AwaitingDelivery,
    /// Begins later.
    Queued,
    /// Can be spent.
    Open,
    /// Over; what was left is cleared (ADD-9).
    Ended,
}

impl Account {
    /// The paid period in force; a trial is none (RULES §1).
    #[must_use]
    pub fn in_force(&self, now: Instant) -> Option<&EditionPeriod> {
        self.editions.iter().find(|paid| paid.period.contains(now))
    }

    /// The period in force and those queued behind it without a gap, in order.
    pub fn paid_timeline(&self, now: Instant) -> impl Iterator<Item = &EditionPeriod> {
        let mut next_start = None;
        self.editions.iter().filter(move |paid| !paid.is_empty() && paid.period.end > now).take_while(move |paid| {
            let follows = next_start.map_or(paid.period.contains(now), |end| paid.period.start == end);
            next_start = Some(paid.period.end);
            follows
        })
    }

    /// The end of the last of the gaplessly queued paid periods; `None` with no edition in force (RULES §1).
    #[must_use]
    pub fn paid_end(&self, now: Instant) -> Option<Instant> {
        self.paid_timeline(now).last().map(|paid| paid.period.end)
    }

    /// The edition that people can use: the higher of the one in force and the trial's (TRIAL-5).
    #[must_use]
    pub fn effective_edition(&self, now: Instant) -> EditionCode {
        let paid = self.in_force(now).map(|paid| (paid.rank, &paid.edition));
        let tried =
            self.trial.as_ref().filter(|trial| trial.period.contains(now)).map(|trial| (trial.rank, &trial.edition));
        paid.into_iter()
            .chain(tried)
            .max_by_key(|(rank, _)| *rank)
            .map_or_else(|| EditionCode::new(EXPERIENCE), |(_, edition)| edition.clone())
    }

    /// Where a batch stands: payment opens it, delivery lets it be used (ED-3, ADD-4).
    #[must_use]
    pub fn batch_state(&self, batch: &Batch, now: Instant) -> BatchState {
        if batch.period.end <= now {
            return BatchState::Ended;
        }
        if now < batch.period.start {
            return BatchState::Queued;
        }
        let is_awaited = batch.source.order().is_some_and(|order| self.is_awaited(order));
        if is_awaited { BatchState::AwaitingDelivery } else { BatchState::Open }
    }

    /// The quota of one kind that is open at `now` (QUOTA-5).
    #[must_use]
    pub fn balance(&self, quota: QuotaKind, now: Instant) -> Balance {
        self.batches
            .iter()
            .filter(|batch| batch.quota == quota)
            .filter(|batch| self.batch_state(batch, now) == BatchState::Open)
            .fold(Balance::default(), |sum, batch| Balance {
                total: sum.total.saturating_add(u64::from(batch.amount)),
                used: sum.used.saturating_add(u64::from(batch.used)),
                returned: sum.returned.saturating_add(u64::from(batch.returned)),
            })
    }

    /// The latest instant up to `now` at which what the account has, or the local day, changed by time alone. What
    /// was shown for it still holds at `now`, so a page need not show it anew.
    #[must_use]
    pub fn unchanged_since(&self, now: Instant) -> Instant {
        let editions = self.editions.iter().map(|paid| paid.period);
        let batches = self.batches.iter().map(|batch| batch.period);
        let trial = self.trial.iter().map(|trial| trial.period);
        let integrations = self.integrations.iter().map(|integration| integration.period);
        let periods =
            editions.chain(batches).chain(trial).chain(integrations).flat_map(|period| [period.start, period.end]);
        let expiries = self.orders.iter().map(|order| order.expires_at);
        let unseen = self.unseen.iter().filter_map(|order| match order.state {
            UnseenState::OpenEdition { expires_at } => Some(expires_at),
            UnseenState::Provisioning | UnseenState::Delivered { .. } => None,
        });
        periods.chain(expiries).chain(unseen).filter(|change| *change <= now).fold(day_began(now), Instant::max)
    }

    /// The end of the last integration that is active or queued; `None` where there is none (BUY-13).
    #[must_use]
    pub fn integration_end(&self, now: Instant) -> Option<Instant> {
        self.integrations.iter().map(|integration| integration.period.end).filter(|end| *end > now).max()
    }

    /// Whether the identity of the enterprise is proven (BUY-2).
    #[must_use]
    pub const fn is_certified(&self) -> bool {
        matches!(self.holder, Some(Holder::Enterprise { certification: Certification::Certified, .. }))
    }

    /// Whether the enterprise can buy on the web (BUY-3); `None` for an account that is no enterprise.
    #[must_use]
    pub const fn activation(&self) -> Option<Activation> {
        match self.holder {
            Some(Holder::Enterprise { activation, .. }) => Some(activation),
            _ => None,
        }
    }
}
