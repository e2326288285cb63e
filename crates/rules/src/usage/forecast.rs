//! What becomes of the units that are left, if they go on being spent as they were lately.

use chrono::{Days, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::DayUse;
use crate::account::{Account, Batch};
use crate::calendar::{Instant, NEVER};
use crate::vocabulary::{BatchId, QuotaKind};

/// Over how many days the pace is taken.
pub const PACE_DAYS: u32 = 30;
/// From how many days on a pace says anything.
pub const LEAST_PACE_DAYS: u32 = 7;

const SECONDS_A_DAY: u128 = 86_400;

/// How fast units are spent: so many in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Units taken and not given back.
    pub units: u64,
    /// In how many days.
    pub days: u32,
}

impl Pace {
    /// The pace of the last [`PACE_DAYS`] whole days before `today`, or since the first use where that is later; `None`
    /// where that is less than [`LEAST_PACE_DAYS`] ago, or nothing was used yet.
    #[must_use]
    pub fn of(days: &[DayUse], today: NaiveDate) -> Option<Self> {
        let window = today.checked_sub_days(Days::new(u64::from(PACE_DAYS)))?;
        let first_use = days.iter().filter(|day| day.units.taken > 0).map(|day| day.day).min()?;
        let from = first_use.max(window);
        let whole_days = u32::try_from(today.signed_duration_since(from).num_days()).ok()?;
        if whole_days < LEAST_PACE_DAYS {
            return None;
        }
        let used = super::sum_of_days(days.iter().filter(|day| from <= day.day && day.day < today));
        Some(Self { units: used.taken.saturating_sub(used.returned), days: whole_days })
    }

    /// Units spent in so many seconds.
    fn spent_in(self, seconds: u128) -> u128 {
        u128::from(self.units) * seconds / (u128::from(self.days.max(1)) * SECONDS_A_DAY)
    }

    /// In how many seconds so many units are spent; `None` where none ever is.
    fn seconds_for(self, units: u128) -> Option<u128> {
        let day = u128::from(self.days.max(1)) * SECONDS_A_DAY;
        (self.units > 0).then(|| (units * day).div_ceil(u128::from(self.units)))
    }
}

/// What becomes of what is left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// When nothing is left for the first time, although more is wanted.
    pub used_up: Option<Instant>,
    /// What is cleared before that, in order.
    pub cleared: Vec<Clearing>,
}

/// What the end of a batch clears (ADD-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearing {
    /// Which batch.
    pub batch: BatchId,
    /// When.
    pub at: Instant,
    /// How many units are left then.
    pub units: u64,
}

/// What becomes of the units of one kind at this pace, by what is bought so far (QUOTA-3, ADD-9).
#[must_use]
pub fn forecast(account: &Account, quota: QuotaKind, pace: Pace, now: Instant) -> Forecast {
    let mut stock: Vec<(&Batch, u128)> = account
        .batches
        .iter()
        .filter(|batch| batch.quota == quota && now < batch.period.end && batch.period.start < batch.period.end)
        .map(|batch| (batch, u128::from(batch.left())))
        .collect();
    stock.sort_by_key(|(batch, _)| batch.period.end);
    let mut forecast = Forecast::default();
    let mut at = now;
    let mut spent_before = 0;
    while let Some(next) = next_change(&stock, at) {
        let open = |batch: &Batch| batch.period.start <= at && at < batch.period.end;
        let left: u128 = stock.iter().filter(|(batch, _)| open(batch)).map(|(_, left)| left).sum();
        let spent = pace.spent_in(seconds_between(now, next));
        let mut wanted = spent.saturating_sub(spent_before);
        if left < wanted || (left == 0 && pace.units > 0) {
            let seconds = pace.seconds_for(spent_before + left).and_then(|seconds| i64::try_from(seconds).ok());
            forecast.used_up = seconds.and_then(|seconds| now.checked_add_signed(TimeDelta::try_seconds(seconds)?));
            forecast.used_up = forecast.used_up.map(|used_up| used_up.max(at));
            return forecast;
        }
        for (_, left) in stock.iter_mut().filter(|(batch, _)| open(batch)) {
            let taken = wanted.min(*left);
            *left -= taken;
            wanted -= taken;
        }
        let cleared = stock.iter().filter(|(batch, left)| batch.period.end == next && *left > 0 && next < NEVER);
        forecast.cleared.extend(cleared.map(|(batch, left)| Clearing {
            batch: batch.id.clone(),
            at: next,
            units: u64::try_from(*left).unwrap_or(u64::MAX),
        }));
        stock.retain(|(batch, _)| next < batch.period.end);
        spent_before = spent;
        at = next;
    }
    // Without an end in what is left, time never runs out; else nothing is left from the last end on.
    let was_cleared_last = forecast.cleared.last().is_some_and(|last| last.at == at);
    if stock.is_empty() && pace.units > 0 && !was_cleared_last {
        forecast.used_up = Some(at);
    }
    forecast
}

/// The next instant at which a batch opens or ends.
fn next_change(stock: &[(&Batch, u128)], after: Instant) -> Option<Instant> {
    let changes = stock.iter().flat_map(|(batch, _)| [batch.period.start, batch.period.end]);
    changes.filter(|change| *change > after).min()
}

fn seconds_between(from: Instant, to: Instant) -> u128 {
    u128::try_from(to.signed_duration_since(from).num_seconds()).unwrap_or(0)
}
