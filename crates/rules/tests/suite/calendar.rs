//! The calendar: terms, days and half-open periods, checked against plain arithmetic.

use crate::common::{at, local};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use rstest::rstest;
use rules::calendar::{Instant, Period, date_began, days_between, local_date, plus_years, year_began};

#[rstest]
#[case("2026-03-01 10:00", 1, "2027-03-01 10:00")]
#[case("2026-03-01 10:00", 3, "2029-03-01 10:00")]
#[case::leap_day("2028-02-29 10:00", 1, "2029-02-28 10:00")]
#[case::leap_day_to_leap_day("2024-02-29 10:00", 4, "2028-02-29 10:00")]
#[case::after_the_leap_day("2027-03-01 00:00", 1, "2028-03-01 00:00")]
#[case::leap_day_in_shanghai_alone("2028-02-29 00:10", 1, "2029-02-28 00:10")]
#[case::leap_day_in_utc_alone("2028-03-01 07:59", 1, "2029-03-01 07:59")]
#[case::new_year_in_shanghai_alone("2027-01-01 00:00", 1, "2028-01-01 00:00")]
#[case::century_without_leap_day("2096-02-29 12:00", 4, "2100-02-28 12:00")]
fn ed_2_a_term_ends_at_the_same_local_time_years_later(#[case] start: &str, #[case] years: u32, #[case] end: &str) {
    assert_eq!(local(plus_years(at(start), years)), end);
}

#[rstest]
#[case::one_minute_before_midnight("2026-03-01 23:59", "2026-03-02 00:00", 1)]
#[case::same_day("2026-03-01 00:00", "2026-03-01 23:59", 0)]
#[case::backwards("2026-03-02 00:00", "2026-03-01 23:59", -1)]
#[case::a_year_with_a_leap_day("2027-03-01 10:00", "2028-03-01 10:00", 366)]
fn buy_9_days_are_counted_between_local_dates(#[case] from: &str, #[case] to: &str, #[case] days: i64) {
    assert_eq!(days_between(at(from), at(to)), days);
}

#[test]
fn a_period_holds_its_start_and_not_its_end() {
    let period = Period::of_years(at("2026-03-01 10:00"), 1);
    let nanosecond = TimeDelta::nanoseconds(1);
    assert!(period.contains(period.start));
    assert!(!period.contains(period.start - nanosecond));
    assert!(period.contains(period.end - nanosecond));
    assert!(!period.contains(period.end));
}

#[rstest]
#[case::before_it_begins("2025-01-01 00:00", 365)]
#[case::on_its_first_day("2026-03-01 23:00", 365)]
#[case::on_the_second("2026-03-02 00:00", 364)]
#[case::on_its_last_day("2027-03-01 09:59", 0)]
#[case::after_it("2027-06-01 00:00", 0)]
fn buy_9_days_left_of_a_period(#[case] now: &str, #[case] left: i64) {
    assert_eq!(Period::of_years(at("2026-03-01 10:00"), 1).days_left(at(now)), left);
}

#[test]
fn ed_5_a_service_year_counts_from_the_start_of_its_term() {
    let last = Period::service_year(at("2028-02-29 10:00"), 3);
    assert_eq!((local(last.start), local(last.end)), ("2031-02-28 10:00".to_owned(), "2032-02-29 10:00".to_owned()));
}

#[test]
fn a_term_beyond_the_calendar_ends_at_its_edge() {
    assert_eq!(plus_years(Instant::MAX_UTC, 1), Instant::MAX_UTC);
    assert_eq!(plus_years(Instant::UNIX_EPOCH, u32::MAX), Instant::MAX_UTC);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn days_agree_with_plain_arithmetic(from in instant(), to in instant()) {
        prop_assert_eq!(days_between(from, to), local_day(to) - local_day(from));
    }

    #[test]
    fn terms_agree_with_plain_arithmetic(start in instant(), years in 0_u32..=6) {
        let seconds = start.timestamp() + 8 * 3600;
        let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
        let year = year + i64::from(years);
        let day = if month == 2 && day == 29 && !is_leap(year) { 28 } else { day };
        let end = days_from_civil(year, month, day) * 86_400 + seconds.rem_euclid(86_400) - 8 * 3600;
        prop_assert_eq!(plus_years(start, years).timestamp(), end);
    }

    #[test]
    fn service_years_tile_their_term(start in instant(), years in 1_u32..=3) {
        let whole = Period::of_years(start, years);
        let parts: Vec<Period> = (0..years).map(|year| Period::service_year(start, year)).collect();
        prop_assert_eq!(parts[0].start, whole.start);
        prop_assert_eq!(parts[parts.len() - 1].end, whole.end);
        prop_assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
        prop_assert_eq!(parts.iter().map(|part| part.days()).sum::<i64>(), whole.days());
    }

    #[test]
    fn local_dates_agree_with_plain_arithmetic(instant in instant()) {
        let (year, month, day) = civil_from_days(local_day(instant));
        prop_assert_eq!(local_date(instant).to_string(), format!("{year:04}-{month:02}-{day:02}"));
    }
}

/// 1970–2200, with the days around leap days and month ends in front.
fn instant() -> impl Strategy<Value = Instant> {
    let edge = (
        1970_i64..2200,
        prop_oneof![Just((2, 28)), Just((2, 29)), Just((3, 1)), Just((12, 31)), Just((1, 1)), Just((1, 31))],
        0_i64..86_400,
    )
        .prop_map(|(year, (month, day), second)| {
            let day = if day == 29 && !is_leap(year) { 28 } else { day };
            days_from_civil(year, month, day) * 86_400 + second - 8 * 3600
        });
    let any = 0_i64..7_258_118_400;
    prop_oneof![3 => edge, 1 => any].prop_map(|seconds| DateTime::<Utc>::from_timestamp(seconds, 0).expect("in range"))
}

fn local_day(instant: Instant) -> i64 {
    (instant.timestamp() + 8 * 3600).div_euclid(86_400)
}

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// By counting, so that it shares no formula with its opposite.
fn civil_from_days(mut days: i64) -> (i64, i64, i64) {
    let mut year = 1970;
    while days < 0 {
        year -= 1;
        days += if is_leap(year) { 366 } else { 365 };
    }
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

#[test]
fn a_year_begins_at_midnight_in_shanghai() {
    assert_eq!(year_began(2027), Some(at("2027-01-01 00:00")));
    assert_eq!(year_began(i32::MAX), None);
}

#[test]
fn a_local_day_begins_at_its_midnight() {
    let day = local_date(at("2026-03-01 23:59"));
    assert_eq!(date_began(day), at("2026-03-01 00:00"));
}

#[rstest]
#[case("2026-03-01", Some((2026, 3, 1)))]
#[case(" 2028-02-29 ", Some((2028, 2, 29)))]
#[case("2026-02-29", None)]
#[case("26-03-01", None)]
#[case("2026-03", None)]
#[case("2026-03-01-02", None)]
#[case("2026-+3-01", None)]
#[case("2026--01", None)]
#[case("gestern", None)]
fn a_day_is_read_as_a_field_for_dates_writes_it(#[case] typed: &str, #[case] day: Option<(i32, u32, u32)>) {
    let day = day.map(|(year, month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap());
    assert_eq!(rules::calendar::read_day(typed), day);
}
