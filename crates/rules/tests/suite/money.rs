//! Money: exact until one rounding, and how amounts, dates and counts are written.

use crate::common::{at, fen};
use chrono::TimeDelta;
use proptest::prelude::*;
use rstest::rstest;
use rules::Money;
use rules::calendar::Period;
use rules::format;
use rules::money::ExactMoney;
use rules::vocabulary::Language::{Chinese, English};

#[rstest]
#[case::half_goes_up(1, 1, 2, 1)]
#[case::just_below_half(49, 1, 100, 0)]
#[case::half_above(3, 1, 2, 2)]
#[case::example_3(365_000, 295, 365, 295_000)]
#[case::example_4(1_095_000, 1095, 1096, 1_094_001)]
#[case::negative_half_goes_up(-1, 1, 2, 0)]
fn buy_9_a_share_is_rounded_half_up(#[case] amount: i64, #[case] part: i64, #[case] whole: i64, #[case] rounded: i64) {
    assert_eq!(ExactMoney::share(fen(amount), part, whole).unwrap().round_half_up(), Some(fen(rounded)));
}

#[test]
fn buy_9_a_sum_is_rounded_once() {
    let third = ExactMoney::share(fen(1), 1, 3).unwrap();
    let sum = third.plus(third).unwrap().plus(third).unwrap();
    assert_eq!(sum.round_half_up(), Some(fen(1)));
    assert_eq!(third.round_half_up(), Some(Money::ZERO));
}

#[rstest]
#[case(0)]
#[case(-1)]
fn a_share_of_no_days_is_none(#[case] whole: i64) {
    assert_eq!(ExactMoney::share(fen(1), 1, whole), None);
}

#[test]
fn arithmetic_beyond_the_range_is_none() {
    assert_eq!(fen(i64::MAX).plus(fen(1)), None);
    assert_eq!(fen(i64::MIN).minus(fen(1)), None);
    assert_eq!(fen(i64::MAX).times(2), None);
    assert_eq!(ExactMoney::share(fen(i64::MAX), i64::MAX, 1).unwrap().round_half_up(), None);
}

proptest! {
    #[test]
    fn a_share_is_off_by_half_a_fen_at_most(amount in 0_i64..1_000_000_000_000, whole in 1_i64..1_100, seed in 0_i64..1_100) {
        let part = seed % (whole + 1);
        let rounded = i128::from(ExactMoney::share(fen(amount), part, whole).unwrap().round_half_up().unwrap().fen());
        let error = 2 * (rounded * i128::from(whole) - i128::from(amount) * i128::from(part));
        prop_assert!(-i128::from(whole) < error && error <= i128::from(whole), "half goes up");
    }

    #[test]
    fn shares_of_a_whole_add_up(amount in 0_i64..1_000_000_000_000, whole in 1_i64..1_100, seed in 0_i64..1_100) {
        let part = seed % (whole + 1);
        let first = ExactMoney::share(fen(amount), part, whole).unwrap();
        let rest = ExactMoney::share(fen(amount), whole - part, whole).unwrap();
        prop_assert_eq!(first.plus(rest).unwrap().round_half_up(), Some(fen(amount)));
    }
}

#[rstest]
#[case(1_095_000, "¥10,950.00", "¥10,950", "10950.00")]
#[case(999, "¥9.99", "¥9.99", "9.99")]
#[case(0, "¥0.00", "¥0", "0.00")]
#[case(5, "¥0.05", "¥0.05", "0.05")]
#[case(123_456_789, "¥1,234,567.89", "¥1,234,567.89", "1234567.89")]
#[case::negative(-12_345, "−¥123.45", "−¥123.45", "-123.45")]
#[case::negative_and_whole(-365_000, "−¥3,650.00", "−¥3,650", "-3650.00")]
#[case::the_smallest_there_is(
    i64::MIN,
    "−¥92,233,720,368,547,758.08",
    "−¥92,233,720,368,547,758.08",
    "-92233720368547758.08"
)]
fn amounts_are_written(#[case] amount: i64, #[case] in_full: &str, #[case] tag: &str, #[case] plain: &str) {
    assert_eq!(format::money(fen(amount)), in_full);
    assert_eq!(format::price_tag(fen(amount)), tag);
    assert_eq!(format::plain_amount(fen(amount)), plain);
}

#[rstest]
#[case(0, "0")]
#[case(999, "999")]
#[case(1_000, "1,000")]
#[case(2_000_000, "2,000,000")]
fn counts_are_grouped(#[case] number: u64, #[case] text: &str) {
    assert_eq!(format::count(number), text);
}

#[test]
fn times_are_written_as_shanghai_reads_them() {
    let instant = at("2026-03-01 00:05");
    assert_eq!(format::date(instant, Chinese), "2026年3月1日");
    assert_eq!(format::date(instant, English), "1 Mar 2026");
    assert_eq!(format::date_time(instant, Chinese), "2026年3月1日 00:05");
    assert_eq!(format::date_time(instant, English), "1 Mar 2026, 00:05");
    assert_eq!(format::machine_time(instant), "2026-03-01T00:05:00+08:00");
    let year = Period::of_years(instant, 1);
    assert_eq!(format::period(year, Chinese), "2026年3月1日 00:05 至 2027年3月1日 00:05");
    assert_eq!(format::period(year, English), "1 Mar 2026, 00:05 – 1 Mar 2027, 00:05");
}

#[rstest]
#[case(1, "Jan")]
#[case(2, "Feb")]
#[case(3, "Mar")]
#[case(4, "Apr")]
#[case(5, "May")]
#[case(6, "Jun")]
#[case(7, "Jul")]
#[case(8, "Aug")]
#[case(9, "Sep")]
#[case(10, "Oct")]
#[case(11, "Nov")]
#[case(12, "Dec")]
fn months_have_their_english_names(#[case] month: u32, #[case] name: &str) {
    assert_eq!(format::date(at(&format!("2026-{month:02}-15 12:00")), English), format!("15 {name} 2026"));
}

#[test]
fn what_is_left_is_counted_in_days() {
    assert_eq!(format::days(1, English), "1 day");
    assert_eq!(format::days(12, English), "12 days");
    assert_eq!(format::days(12, Chinese), "12 天");
}

#[rstest]
#[case(7 * 86_400, "7 天 0 小时", "7 days 0 hours")]
#[case(7 * 86_400 - 60, "6 天 23 小时", "6 days 23 hours")]
#[case(86_400 + 3_600, "1 天 1 小时", "1 day 1 hour")]
#[case(5 * 3_600 + 12 * 60, "5 小时 12 分钟", "5 hours 12 minutes")]
#[case(61, "2 分钟", "2 minutes")]
#[case(1, "1 分钟", "1 minute")]
#[case(0, "0 分钟", "0 minutes")]
#[case(-5, "0 分钟", "0 minutes")]
fn what_is_left_of_a_time_has_two_units(#[case] seconds: i64, #[case] zh: &str, #[case] en: &str) {
    let left = TimeDelta::seconds(seconds);
    assert_eq!((format::time_left(left, Chinese).as_str(), format::time_left(left, English).as_str()), (zh, en));
}

#[test]
fn terms_are_counted_in_years() {
    assert_eq!(format::years(1, English), "1 year");
    assert_eq!(format::years(2, English), "2 years");
    assert_eq!(format::years(2, Chinese), "2 年");
}

#[test]
fn hours_and_minutes_have_their_number() {
    assert_eq!((format::hours(1, English).as_str(), format::hours(24, English).as_str()), ("1 hour", "24 hours"));
    assert_eq!(
        (format::minutes(1, English).as_str(), format::minutes(30, English).as_str()),
        ("1 minute", "30 minutes")
    );
    assert_eq!((format::hours(24, Chinese).as_str(), format::minutes(30, Chinese).as_str()), ("24 小时", "30 分钟"));
}

#[rstest]
#[case(&[], ["", ""], ["", ""])]
#[case(&["a"], ["a", "a"], ["a", "a"])]
#[case(&["a", "b"], ["a、b", "a and b"], ["a或b", "a or b"])]
#[case(&["a", "b", "c"], ["a、b、c", "a, b and c"], ["a、b或c", "a, b or c"])]
fn lists_and_choices_read_as_their_language_does(
    #[case] items: &[&str],
    #[case] list: [&str; 2],
    #[case] choice: [&str; 2],
) {
    let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
    assert_eq!([Chinese, English].map(|language| format::list(&items, language)), list);
    assert_eq!([Chinese, English].map(|language| format::choice(&items, language)), choice);
}

#[rstest]
#[case("0", 0)]
#[case("3650", 365_000)]
#[case("3650.5", 365_050)]
#[case("3650.", 365_000)]
#[case("0.01", 1)]
#[case(" ¥10,950.00 ", 1_095_000)]
#[case("1,234,567.89", 123_456_789)]
#[case("３６５０．５０", 365_050)]
#[case("￥３，６５０", 365_000)]
fn an_amount_is_read_as_a_person_types_it(#[case] typed: &str, #[case] amount: i64) {
    assert_eq!(format::read_amount(typed), Some(fen(amount)));
}

#[rstest]
#[case("")]
#[case(".5")]
#[case("三千")]
#[case("3650元")]
#[case("-1")]
#[case("1.234")]
#[case("1,50")]
#[case("1234,567")]
#[case("1,,000")]
#[case("1.2.3")]
#[case("1,0é")]
#[case("92233720368547758.08")]
#[case("99999999999999999999")]
fn what_is_no_amount_is_not_taken_for_one(#[case] typed: &str) {
    assert_eq!(format::read_amount(typed), None);
}

proptest! {
    #[test]
    fn an_amount_that_was_written_is_read_again(amount in 0_i64..i64::MAX) {
        prop_assert_eq!(format::read_amount(&format::money(fen(amount))), Some(fen(amount)));
        prop_assert_eq!(format::read_amount(&format::plain_amount(fen(amount))), Some(fen(amount)));
    }

    #[test]
    fn reading_an_amount_never_fails_otherwise(typed in ".*") {
        let _ = format::read_amount(&typed);
    }
}
