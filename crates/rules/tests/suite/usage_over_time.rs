//! Use over time, the forecast, reports of signing, and what ends soon (QUOTA-1, QUOTA-2, QUOTA-3, ADD-9).

use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;
use rules::account::{Batch, BatchSource, Changed, NoticeLevel};
use rules::calendar::{Instant, NEVER, Period};
use rules::rejection::Reason;
use rules::usage::{
    Clearing, DayRange, DayUse, Forecast, LedgerEntry, Pace, Progress, Signing, Step, TopUp, UnitsUsed, days_of_change,
    ending_soon, forecast, over_time, progressed, running_low, sum_of_days, top_up_for,
};
use rules::vocabulary::{BatchId, Channel, QuotaKind, Role, Roles, SubjectId};

use crate::common::{Shop, at, edition, packs, shop};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn used(text: &str, taken: u64) -> DayUse {
    DayUse { day: day(text), quota: QuotaKind::Contract, units: UnitsUsed { taken, ..UnitsUsed::default() } }
}

fn range(first: &str, last: &str) -> DayRange {
    DayRange { first: day(first), last: day(last) }
}

fn entry(progress: Progress) -> LedgerEntry {
    LedgerEntry {
        quota: QuotaKind::Contract,
        subject: SubjectId::new("contract"),
        batch: BatchId::new("batch"),
        at: at("2026-03-01 23:59"),
        progress,
    }
}

fn returned(when: &str) -> Progress {
    Progress::Returned { to: BatchId::new("batch"), at: at(when) }
}

#[test]
fn quota_1_a_new_row_counts_on_its_local_day() {
    // 23:59 in Shanghai is the afternoon before in UTC.
    assert_eq!(days_of_change(None, &entry(Progress::Open)), [used("2026-03-01", 1)]);
}

#[test]
fn quota_2_a_return_counts_on_the_day_of_the_withdrawal() {
    let after = entry(returned("2026-03-05 00:00"));
    let days = days_of_change(Some(&entry(Progress::Open)), &after);
    assert_eq!(days.len(), 1);
    assert_eq!(days[0].day, day("2026-03-05"));
    assert_eq!(days[0].units, UnitsUsed { returned: 1, ..UnitsUsed::default() });
}

#[test]
fn quota_2_a_void_unit_counts_as_void_and_not_as_returned() {
    let days = days_of_change(Some(&entry(Progress::Open)), &entry(Progress::Void { at: at("2026-03-05 00:00") }));
    assert_eq!(sum_of_days(&days), UnitsUsed { void: 1, ..UnitsUsed::default() });
}

#[test]
fn a_row_that_is_new_and_withdrawn_already_counts_for_both() {
    let days = days_of_change(None, &entry(returned("2026-03-05 00:00")));
    assert_eq!(sum_of_days(&days), UnitsUsed { taken: 1, returned: 1, void: 0 });
}

#[test]
fn what_was_counted_is_not_counted_again() {
    assert_eq!(days_of_change(Some(&entry(Progress::Open)), &entry(Progress::Signed)), []);
    let over = entry(returned("2026-03-05 00:00"));
    assert_eq!(days_of_change(Some(&over), &over), []);
}

#[test]
fn steps_without_use_are_shown_too_and_weeks_begin_on_monday() {
    let days = [used("2026-03-02", 3), used("2026-03-08", 4), used("2026-03-15", 5)];
    let (step, weeks) = over_time(&days, range("2026-03-01", "2026-03-22"), Step::Week, 60);
    assert_eq!(step, Step::Week);
    let shown: Vec<_> = weeks.iter().map(|week| (week.range.first, week.range.last, week.units.taken)).collect();
    assert_eq!(
        shown,
        [
            (day("2026-03-01"), day("2026-03-01"), 0),
            (day("2026-03-02"), day("2026-03-08"), 7),
            (day("2026-03-09"), day("2026-03-15"), 5),
            (day("2026-03-16"), day("2026-03-22"), 0),
        ]
    );
}

#[test]
fn months_are_those_of_the_calendar() {
    let days = [used("2028-02-29", 1), used("2028-03-01", 2)];
    let (_, months) = over_time(&days, range("2028-02-10", "2028-03-31"), Step::Month, 60);
    let shown: Vec<_> = months.iter().map(|month| (month.range.first, month.range.last, month.units.taken)).collect();
    assert_eq!(shown, [(day("2028-02-10"), day("2028-02-29"), 1), (day("2028-03-01"), day("2028-03-31"), 2)]);
}

#[rstest]
#[case("2026-01-01", "2026-03-01", Step::Day, 60)]
#[case("2026-01-01", "2026-03-02", Step::Week, 10)]
#[case("2023-01-01", "2026-03-02", Step::Month, 39)]
fn the_step_grows_where_there_would_be_too_many(
    #[case] first: &str,
    #[case] last: &str,
    #[case] step: Step,
    #[case] number: usize,
) {
    let (shown, steps) = over_time(&[], range(first, last), Step::Day, 60);
    assert_eq!((shown, steps.len()), (step, number));
}

#[test]
fn where_months_are_too_many_the_oldest_are_left_out() {
    let (step, months) = over_time(&[], range("2000-01-01", "2026-03-02"), Step::Day, 12);
    assert_eq!((step, months.len()), (Step::Month, 12));
    assert_eq!(months[0].range.first, day("2025-04-01"));
    assert_eq!(months[11].range.last, day("2026-03-02"));
}

#[test]
fn a_range_that_ends_before_it_begins_has_no_steps() {
    assert_eq!(over_time(&[], range("2026-03-02", "2026-03-01"), Step::Day, 60).1, []);
}

proptest! {
    #[test]
    fn no_use_in_the_range_is_lost_between_steps(
        uses in prop::collection::vec((0_u64..400, 0_u64..9), 0..40),
        step in prop::sample::select(&Step::ALL[..]),
    ) {
        let first = day("2025-11-25");
        let days: Vec<DayUse> = uses
            .iter()
            .map(|(offset, taken)| {
                let day = first + chrono::Days::new(*offset);
                DayUse { day, quota: QuotaKind::Contract, units: UnitsUsed { taken: *taken, ..UnitsUsed::default() } }
            })
            .collect();
        let whole = DayRange { first, last: first + chrono::Days::new(399) };
        let (_, steps) = over_time(&days, whole, step, 1_000);
        prop_assert_eq!(steps.iter().map(|step| step.units.taken).sum::<u64>(), sum_of_days(&days).taken);
        prop_assert!(steps.windows(2).all(|pair| pair[0].range.last.succ_opt() == Some(pair[1].range.first)));
    }
}

#[rstest]
#[case(Progress::Open, Signing::PartlySigned, Some(Progress::PartlySigned))]
#[case(Progress::Open, Signing::Signed, Some(Progress::Signed))]
#[case(Progress::Open, Signing::Rejected, Some(Progress::Rejected))]
#[case(Progress::Open, Signing::Expired, Some(Progress::Expired))]
#[case(Progress::PartlySigned, Signing::PartlySigned, None)]
#[case(Progress::PartlySigned, Signing::Signed, Some(Progress::Signed))]
#[case(Progress::PartlySigned, Signing::Rejected, Some(Progress::Rejected))]
#[case(Progress::PartlySigned, Signing::Expired, Some(Progress::Expired))]
#[case(Progress::Signed, Signing::Rejected, None)]
#[case(Progress::Rejected, Signing::Signed, None)]
#[case(Progress::Expired, Signing::Signed, None)]
#[case(Progress::Void { at: NEVER }, Signing::Signed, None)]
#[case(Progress::Spent, Signing::Signed, None)]
fn quota_2_what_is_over_stays_as_it_is(
    #[case] before: Progress,
    #[case] reported: Signing,
    #[case] after: Option<Progress>,
) {
    assert_eq!(progressed(&entry(before), reported).map(|entry| entry.progress), after);
}

#[test]
fn the_pace_is_that_of_the_last_thirty_whole_days() {
    let days = [used("2026-01-29", 1_000), used("2026-01-30", 10), used("2026-02-28", 20), used("2026-03-01", 500)];
    assert_eq!(Pace::of(&days, day("2026-03-01")), Some(Pace { units: 30, days: 30 }));
}

#[test]
fn what_was_given_back_is_no_pace() {
    let mut days = [used("2026-02-01", 10), used("2026-02-20", 5)];
    days[1].units.returned = 4;
    assert_eq!(Pace::of(&days, day("2026-03-01")), Some(Pace { units: 11, days: 28 }));
}

#[rstest]
#[case("2026-02-23", None)]
#[case("2026-02-22", Some(Pace { units: 9, days: 7 }))]
fn a_week_of_use_is_needed_for_a_pace(#[case] first_use: &str, #[case] pace: Option<Pace>) {
    assert_eq!(Pace::of(&[used(first_use, 9)], day("2026-03-01")), pace);
}

#[test]
fn without_use_there_is_no_pace() {
    assert_eq!(Pace::of(&[used("2026-02-01", 0)], day("2026-03-01")), None);
}

/// An account with these batches of contracts: `(id, amount, from, to)`.
fn stocked(batches: &[(&str, u32, &str, &str)]) -> Shop {
    let mut shop = shop();
    shop.account.batches = batches
        .iter()
        .map(|(id, amount, from, to)| Batch {
            id: BatchId::new(id),
            quota: QuotaKind::Contract,
            source: BatchSource::Experience,
            amount: *amount,
            used: 0,
            returned: 0,
            period: Period { start: at(from), end: if *to == "never" { NEVER } else { at(to) } },
            closed_by: None,
        })
        .collect();
    shop
}

const NOW: &str = "2026-03-01 10:00";

fn forecast_at(shop: &Shop, units: u64, days: u32) -> Forecast {
    forecast(&shop.account, QuotaKind::Contract, Pace { units, days }, at(NOW))
}

#[test]
fn at_ten_a_day_a_hundred_last_ten_days() {
    let shop = stocked(&[("a", 100, NOW, "2027-03-01 10:00")]);
    assert_eq!(forecast_at(&shop, 300, 30).used_up, Some(at("2026-03-11 10:00")));
}

#[test]
fn add_9_what_is_not_spent_by_its_end_is_cleared() {
    let shop = stocked(&[("a", 100, NOW, "2026-03-06 10:00")]);
    let expected = Clearing { batch: BatchId::new("a"), at: at("2026-03-06 10:00"), units: 50 };
    let found = forecast_at(&shop, 300, 30);
    assert_eq!((found.used_up, found.cleared), (None, vec![expected]));
}

#[test]
fn quota_3_the_batch_that_ends_first_is_spent_first() {
    let shop = stocked(&[("late", 100, NOW, "never"), ("early", 40, NOW, "2026-03-06 10:00")]);
    let found = forecast_at(&shop, 300, 30);
    assert_eq!(found.cleared, []);
    // 140 at ten a day.
    assert_eq!(found.used_up, Some(at("2026-03-15 10:00")));
}

#[test]
fn a_batch_that_opens_later_does_not_help_before() {
    let shop = stocked(&[("now", 20, NOW, "2027-03-01 10:00"), ("later", 50, "2026-04-01 10:00", "2027-03-01 10:00")]);
    assert_eq!(forecast_at(&shop, 10, 1).used_up, Some(at("2026-03-03 10:00")));
}

#[test]
fn a_gap_without_any_batch_is_the_end_of_what_is_left() {
    let shop = stocked(&[("now", 100, NOW, "2026-03-06 10:00"), ("later", 50, "2026-04-01 10:00", "never")]);
    let found = forecast_at(&shop, 10, 1);
    assert_eq!(found.used_up, Some(at("2026-03-06 10:00")));
    assert_eq!(found.cleared.len(), 1);
}

#[test]
fn a_later_batch_is_spent_once_it_opens() {
    let shop = stocked(&[("now", 310, NOW, "2026-04-01 10:00"), ("later", 50, "2026-04-01 10:00", "never")]);
    assert_eq!(forecast_at(&shop, 10, 1), Forecast { used_up: Some(at("2026-04-06 10:00")), cleared: vec![] });
}

#[test]
fn nothing_spent_means_that_all_is_cleared() {
    let shop = stocked(&[("a", 7, NOW, "2026-03-06 10:00"), ("b", 8, "2026-03-06 10:00", "2026-05-06 10:00")]);
    let found = forecast_at(&shop, 0, 30);
    assert_eq!(found.used_up, None);
    assert_eq!(found.cleared.iter().map(|clearing| clearing.units).collect::<Vec<_>>(), [7, 8]);
}

#[test]
fn what_has_no_end_is_never_cleared() {
    let shop = stocked(&[("a", 7, NOW, "never")]);
    assert_eq!(forecast_at(&shop, 0, 30), Forecast::default());
}

#[test]
fn with_nothing_left_it_is_used_up_now() {
    let mut shop = stocked(&[("a", 7, NOW, "never")]);
    shop.account.batches[0].used = 7;
    assert_eq!(forecast_at(&shop, 1, 30).used_up, Some(at(NOW)));
}

proptest! {
    /// An independent count, hour by hour at one unit an hour.
    #[test]
    fn the_forecast_agrees_with_spending_hour_by_hour(
        stock in prop::collection::vec((1_u32..40, 0_i64..50, 1_i64..60), 1..6),
    ) {
        let now = at(NOW);
        let hour = |hours: i64| now + chrono::TimeDelta::hours(hours);
        let mut shop = shop();
        shop.account.batches = stock
            .iter()
            .enumerate()
            .map(|(index, (amount, from, length))| Batch {
                id: BatchId::new(&index.to_string()),
                quota: QuotaKind::Contract,
                source: BatchSource::Experience,
                amount: *amount,
                used: 0,
                returned: 0,
                period: Period { start: hour(*from), end: hour(from + length) },
                closed_by: None,
            })
            .collect();
        let found = forecast(&shop.account, QuotaKind::Contract, Pace { units: 24, days: 1 }, now);
        let (used_up, cleared) = hour_by_hour(&shop.account.batches, now);
        prop_assert_eq!(found.used_up, used_up);
        prop_assert_eq!(found.cleared.iter().map(|one| one.units).sum::<u64>(), cleared);
    }
}

fn hour_by_hour(batches: &[Batch], now: Instant) -> (Option<Instant>, u64) {
    let mut left: Vec<(Period, u32)> = batches.iter().map(|batch| (batch.period, batch.amount)).collect();
    left.sort_by_key(|(period, _)| period.end);
    let last = left.iter().map(|(period, _)| period.end).max().unwrap_or(now);
    let mut hour = now;
    let mut cleared = 0;
    while hour < last {
        cleared +=
            left.iter().filter(|(period, _)| period.end == hour).map(|(_, units)| u64::from(*units)).sum::<u64>();
        left.retain(|(period, _)| period.end > hour);
        match left.iter_mut().find(|(period, units)| period.contains(hour) && *units > 0) {
            Some((_, units)) => *units -= 1,
            None => return (Some(hour), cleared),
        }
        hour += chrono::TimeDelta::hours(1);
    }
    let last_cleared = left.iter().map(|(_, units)| u64::from(*units)).sum::<u64>();
    ((last_cleared == 0).then_some(last), cleared + last_cleared)
}

fn used_up_at(when: &str) -> Forecast {
    Forecast { used_up: Some(at(when)), cleared: Vec::new() }
}

/// The cheapest purchase where nothing is left from an instant on.
fn top_up(shop: &Shop, quota: QuotaKind, now: &str, used_up: &str) -> Option<TopUp> {
    top_up_for(&shop.catalogue, &shop.account, quota, &used_up_at(used_up), &shop.person(at(now)))
}

#[test]
fn quota_4_the_cheapest_way_to_more_contracts_is_the_smallest_pack() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    let found = top_up(&shop, QuotaKind::Contract, "2026-04-01 10:00", "2026-05-01 10:00").unwrap();
    assert_eq!(found.basket, packs(&[("contract_pack", 1_000, 1)]));
    assert_eq!(found.total, shop.quote(&found.basket, at("2026-04-01 10:00")).unwrap().total);
}

#[test]
fn add_5_a_pack_that_ends_before_more_is_needed_is_no_help() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    let found = top_up(&shop, QuotaKind::Contract, "2027-02-20 10:00", "2027-03-05 10:00");
    // The pack ends with the edition on 1 March; an upgrade runs on.
    assert_eq!(found.unwrap().basket, edition("professional", 1));
}

#[test]
fn add_5_where_packs_are_cleared_with_the_edition_its_renewal_keeps_them() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    shop.buy("pack", &packs(&[("contract_pack", 1_000, 1)]), at("2026-04-01 10:00"));
    let pack = shop.account.batches.iter().find(|batch| batch.source.follows_edition()).unwrap();
    let cleared = |batch: &BatchId| Forecast {
        used_up: None,
        cleared: vec![Clearing { batch: batch.clone(), at: pack.period.end, units: 5 }],
    };
    let context = shop.person(at("2026-05-01 10:00"));
    let found = top_up_for(&shop.catalogue, &shop.account, QuotaKind::Contract, &cleared(&pack.id), &context);
    assert_eq!(found.unwrap().basket, edition("advanced", 1));
    // What the edition includes is cleared whatever is bought.
    let included = &shop.account.batches[0].id;
    assert_eq!(top_up_for(&shop.catalogue, &shop.account, QuotaKind::Contract, &cleared(included), &context), None);
}

#[test]
fn where_it_lasts_nothing_is_sold() {
    let shop = shop();
    let context = shop.person(at(NOW));
    assert_eq!(top_up_for(&shop.catalogue, &shop.account, QuotaKind::Report, &Forecast::default(), &context), None);
}

#[test]
fn add_1_on_the_free_edition_more_contracts_come_with_an_edition() {
    assert_eq!(top_up(&shop(), QuotaKind::Contract, NOW, NOW).unwrap().basket, edition("advanced", 1));
}

#[test]
fn role_3_whoever_may_not_buy_is_offered_nothing() {
    let mut shop = shop();
    shop.roles = Roles::of(&[Role::Employee]);
    assert_eq!(top_up(&shop, QuotaKind::Contract, NOW, NOW), None);
}

#[test]
fn buy_4_a_phone_to_verify_is_no_obstacle_yet() {
    let mut shop = shop();
    shop.phone_age = None;
    let found = top_up(&shop, QuotaKind::Report, NOW, NOW).unwrap();
    let context = shop.person(at(NOW));
    let refused = rules::decide::may_place(&shop.catalogue, Some(&shop.account), &found.basket, &context);
    assert!(matches!(refused.unwrap_err().reasons[..], [Reason::PhoneNotVerified { .. }]));
}

#[test]
fn ch_5_the_personal_mini_program_sells_no_reports() {
    let mut shop = shop();
    shop.channel = Channel::PersonalMiniProgram;
    assert_eq!(top_up(&shop, QuotaKind::Report, NOW, NOW), None);
}

fn soon(shop: &Shop, now: &str) -> Vec<Changed> {
    ending_soon(&shop.catalogue, &shop.account, at(now)).into_iter().map(|change| change.what).collect()
}

#[test]
fn an_edition_that_ends_within_the_days_of_the_catalogue_ends_soon_and_clears_its_contracts() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    assert_eq!(soon(&shop, "2027-01-30 09:59"), []);
    let found = soon(&shop, "2027-01-30 10:00");
    assert!(matches!(found[..], [Changed::EditionLapses { .. }, Changed::BatchCleared { left: 500, .. }]), "{found:?}");
}

#[test]
fn ed_6_a_renewed_edition_does_not_end_soon_but_its_batch_does() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    shop.buy("renewal", &edition("advanced", 1), at("2027-02-01 10:00"));
    let found = soon(&shop, "2027-02-10 10:00");
    assert!(matches!(found[..], [Changed::BatchCleared { left: 500, .. }]), "{found:?}");
}

#[test]
fn a_batch_with_nothing_left_has_nothing_to_lose() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    shop.account.batches[0].used = 500;
    let found = soon(&shop, "2027-02-10 10:00");
    assert!(matches!(found[..], [Changed::EditionLapses { .. }]), "{found:?}");
}

#[rstest]
#[case(0, None)]
#[case(399, None)]
#[case(400, Some(NoticeLevel::PercentUsed(80)))]
#[case(490, Some(NoticeLevel::PercentUsed(80)))]
#[case(491, Some(NoticeLevel::FewerThan(10)))]
#[case(500, Some(NoticeLevel::PercentUsed(100)))]
fn quota_7_a_kind_runs_low_at_the_gravest_level_that_it_has_reached(
    #[case] used: u32,
    #[case] level: Option<NoticeLevel>,
) {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(NOW));
    shop.account.batches[0].used = used;
    let low = running_low(&shop.catalogue, &shop.account, at("2026-04-01 10:00"));
    assert_eq!(
        low.iter().map(|notice| (notice.quota, notice.level)).next(),
        level.map(|level| (QuotaKind::Contract, level))
    );
    assert!(low.len() <= 1);
}

#[test]
fn without_any_batch_nothing_is_left_now() {
    let shop = stocked(&[]);
    assert_eq!(forecast_at(&shop, 1, 30).used_up, Some(at(NOW)));
    assert_eq!(forecast_at(&shop, 0, 30).used_up, None);
}
