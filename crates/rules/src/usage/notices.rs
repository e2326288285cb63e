//! Notices that quota runs low: each once until the total rises (QUOTA-7); and what ends soon.

use chrono::TimeDelta;

use crate::account::{
    Account, Balance, Batch, Change, Changed, Event, NoticeLevel, OrderState, UnseenState, UsageNotice,
};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::vocabulary::{AddOnCode, QuotaKind};

/// The notices that are due at `now`.
#[must_use]
pub fn notices_due(catalogue: &Catalogue, account: &Account, now: Instant) -> Vec<UsageNotice> {
    let policy = &catalogue.policies.notices;
    let percents = policy.percent_used.iter().map(|percent| NoticeLevel::PercentUsed(percent.0));
    let levels: Vec<_> = percents.chain([NoticeLevel::FewerThan(policy.fewer_than)]).collect();
    let mut due = Vec::new();
    for quota in QuotaKind::ALL {
        let balance = account.balance(quota, now);
        let reached = levels.iter().filter(|level| is_reached(**level, balance));
        due.extend(reached.filter(|level| !was_given(account, quota, **level, now)).map(|level| UsageNotice {
            quota,
            level: *level,
            at: now,
        }));
    }
    due
}

/// For each kind that runs low at `now` the gravest level that it has reached.
#[must_use]
pub fn running_low(catalogue: &Catalogue, account: &Account, now: Instant) -> Vec<UsageNotice> {
    let policy = &catalogue.policies.notices;
    let mut percents: Vec<u32> = policy.percent_used.iter().map(|percent| percent.0).collect();
    percents.sort_unstable_by_key(|percent| std::cmp::Reverse(*percent));
    let is_all = |percent: &&u32| **percent >= 100;
    let (all, part): (Vec<u32>, Vec<u32>) = (
        percents.iter().filter(is_all).copied().collect(),
        percents.iter().filter(|percent| !is_all(percent)).copied().collect(),
    );
    let gravest_first: Vec<NoticeLevel> = all
        .into_iter()
        .map(NoticeLevel::PercentUsed)
        .chain([NoticeLevel::FewerThan(policy.fewer_than)])
        .chain(part.into_iter().map(NoticeLevel::PercentUsed))
        .collect();
    let of_kind = |quota| {
        let balance = account.balance(quota, now);
        let level = gravest_first.iter().find(|level| is_reached(**level, balance))?;
        Some(UsageNotice { quota, level: *level, at: now })
    };
    QuotaKind::ALL.into_iter().filter_map(of_kind).collect()
}

/// Gives the notices that are due at `now`.
#[must_use]
pub fn give_notices(catalogue: &Catalogue, account: &Account, now: Instant) -> Vec<Event> {
    notices_due(catalogue, account, now).into_iter().map(|notice| Event::NoticeGiven { notice }).collect()
}

/// What ends within the days of the catalogue, by what is known now: an edition or an integration without a successor, the
/// trial, a batch with units that its end clears.
#[must_use]
pub fn ending_soon(catalogue: &Catalogue, account: &Account, now: Instant) -> Vec<Change> {
    let days = TimeDelta::days(i64::from(catalogue.policies.notices.ending_days));
    let is_soon = |change: &Change| change.at.signed_duration_since(now) <= days;
    let goes_on = |add_on: &AddOnCode, end: Instant| {
        account.integrations.iter().any(|known| known.add_on == *add_on && end < known.period.end)
    };
    let is_an_end = |change: &Change| match &change.what {
        Changed::EditionLapses { .. } | Changed::TrialEnds { .. } => true,
        Changed::IntegrationEnds { add_on } => !goes_on(add_on, change.at),
        Changed::BatchCleared { left, .. } => *left > 0,
        Changed::OrderExpires { .. }
        | Changed::BindingLapses { .. }
        | Changed::EditionBegins { .. }
        | Changed::BatchOpens { .. } => false,
    };
    account.outlook(now).changes.into_iter().filter(|change| is_soon(change) && is_an_end(change)).collect()
}

fn is_reached(level: NoticeLevel, balance: Balance) -> bool {
    balance.total > 0
        && match level {
            NoticeLevel::PercentUsed(percent) => {
                u128::from(balance.used) * 100 >= u128::from(balance.total) * u128::from(percent)
            }
            NoticeLevel::FewerThan(least) => balance.left() < u64::from(least),
        }
}

/// Whether it was given, and the total has not risen since: no batch of the kind opened after it.
fn was_given(account: &Account, quota: QuotaKind, level: NoticeLevel, now: Instant) -> bool {
    let given = account.notices.iter().find(|given| given.quota == quota && given.level == level);
    given.is_some_and(|given| {
        let of_kind = account.batches.iter().filter(|batch| batch.quota == quota);
        !of_kind.filter_map(|batch| opened_at(account, batch)).any(|opened| given.at < opened && opened <= now)
    })
}

/// When a batch could first be spent; `None` while its order is not delivered, or where that came after its end.
fn opened_at(account: &Account, batch: &Batch) -> Option<Instant> {
    let id = batch.source.order();
    let seen = id.and_then(|id| account.order(id)).map(|order| &order.recorded_state);
    let unseen = id.and_then(|id| account.unseen_order(id)).map(|order| &order.state);
    let opened = match (seen, unseen) {
        (Some(OrderState::Delivered { delivered_at, .. }), _)
        | (None, Some(UnseenState::Delivered { delivered_at, .. })) => batch.period.start.max(*delivered_at),
        (None, None) => batch.period.start,
        _ => return None,
    };
    (opened < batch.period.end).then_some(opened)
}
