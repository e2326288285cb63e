//! Which part of the time axis a view shows, what divides it, and which stretches are on it.

use crate::common::{at, both, edition, local, packs, shop};
use proptest::prelude::*;
use rstest::rstest;
use rules::calendar::{Instant, month_began, week_began};
use rules::format;
use rules::timeline::{Axis, Month, Stretch, TimelineView, Zoom, stretches};
use rules::vocabulary::Language;

const NOW: &str = "2026-11-22 12:00";

fn view(zoom: Zoom, at: Option<&str>) -> TimelineView {
    TimelineView { zoom, at: at.map(|month| month.parse().unwrap()) }
}

/// Advanced until 2026-10-01, a gap, professional from 2026-11-01 for two years.
fn known() -> Vec<Stretch> {
    let mut shop = shop();
    shop.buy("first", &both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)])), at("2025-10-01 10:00"));
    shop.buy("second", &edition("professional", 2), at("2026-11-01 10:00"));
    stretches(&shop.account, at(NOW))
}

fn window(axis: Axis) -> (String, String) {
    (local(axis.window.start), local(axis.window.end))
}

fn days(instants: &[Instant]) -> Vec<String> {
    instants.iter().map(|instant| local(*instant)[..10].to_owned()).collect()
}

#[rstest]
#[case(Zoom::Year, None, "2026-11-01 10:00", "2028-11-01 10:00")]
#[case(Zoom::Year, Some("2025-07"), "2025-01-01 00:00", "2028-01-01 00:00")]
#[case(Zoom::Quarter, None, "2026-07-01 00:00", "2027-07-01 00:00")]
#[case(Zoom::Quarter, Some("2026-12"), "2026-07-01 00:00", "2027-07-01 00:00")]
#[case(Zoom::Quarter, Some("2027-01"), "2026-10-01 00:00", "2027-10-01 00:00")]
#[case(Zoom::Month, None, "2026-10-01 00:00", "2027-01-01 00:00")]
#[case(Zoom::Month, Some("2028-02"), "2028-01-01 00:00", "2028-04-01 00:00")]
fn a_view_shows_everything_from_now_on_or_whole_units(
    #[case] zoom: Zoom,
    #[case] month: Option<&str>,
    #[case] start: &str,
    #[case] end: &str,
) {
    let axis = view(zoom, month).axis(&known(), at(NOW));
    assert_eq!(window(axis), (start.to_owned(), end.to_owned()));
}

#[rstest]
#[case(Zoom::Year, -1, "2025-01")]
#[case(Zoom::Year, 1, "2027-01")]
#[case(Zoom::Quarter, -1, "2026-07")]
#[case(Zoom::Quarter, 1, "2027-01")]
#[case(Zoom::Month, -1, "2026-10")]
#[case(Zoom::Month, 2, "2027-01")]
fn it_moves_by_whole_units(#[case] zoom: Zoom, #[case] units: i32, #[case] month: &str) {
    let now = at(NOW);
    let here = view(zoom, None);
    let axis = here.axis(&known(), now);
    let moved = here.moved(units, axis, now);
    assert_eq!((moved.zoom, moved.at.unwrap().to_string()), (zoom, month.to_owned()));
    // And back again, to where the unit of today begins.
    let back = moved.moved(-units, moved.axis(&known(), now), now);
    let window = |view: TimelineView| view.axis(&known(), now).window;
    let today = TimelineView { at: Some(Month::of(now)), ..here };
    assert_eq!(window(back), window(today));
}

#[test]
fn what_is_over_is_shown_where_one_moves_back_and_not_from_now_on() {
    let known = known();
    let shown = |view: TimelineView| {
        let axis = view.axis(&known, at(NOW));
        known.iter().filter(|stretch| view.shows(stretch, axis)).count()
    };
    // Professional with its two batches.
    assert_eq!(shown(view(Zoom::Year, None)), 3);
    // And before them advanced, its batch, its pack and the gap.
    assert_eq!(shown(view(Zoom::Year, Some("2026-01"))), 7);
    // What ended at 10:00 on the first of October is still in that month, and in no later one; so is the gap in November.
    assert_eq!(shown(view(Zoom::Month, Some("2026-11"))), 6);
    assert_eq!(shown(view(Zoom::Month, Some("2026-12"))), 3);
    assert_eq!(shown(view(Zoom::Month, Some("2027-01"))), 2);
    assert_eq!(shown(view(Zoom::Month, Some("2020-01"))), 0);
}

#[test]
fn without_anything_it_shows_the_year_from_now() {
    let axis = TimelineView::default().axis(&[], at(NOW));
    assert_eq!(window(axis), (NOW.to_owned(), "2027-11-22 12:00".to_owned()));
}

#[test]
fn ed_5_what_has_no_end_does_not_stretch_the_axis() {
    let mut known = known();
    known[0].period.end = rules::calendar::NEVER;
    let axis = TimelineView::default().axis(&known, at(NOW));
    assert_eq!(window(axis).1, "2028-11-01 10:00");
}

#[test]
fn each_zoom_has_its_units_and_finer_ones() {
    let axis = |zoom| view(zoom, None).axis(&known(), at(NOW));
    assert_eq!(days(&axis(Zoom::Year).units()), ["2026-11-01", "2027-01-01", "2028-01-01"]);
    assert_eq!(days(&axis(Zoom::Quarter).units()), ["2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01"]);
    assert_eq!(days(&axis(Zoom::Month).units()), ["2026-10-01", "2026-11-01", "2026-12-01"]);
    assert_eq!(axis(Zoom::Year).finer().len(), 8);
    assert_eq!(axis(Zoom::Quarter).finer().len(), 12);
    // The Mondays of a quarter.
    let weeks = axis(Zoom::Month).finer();
    assert_eq!(days(&weeks)[..2], ["2026-10-05", "2026-10-12"]);
    assert_eq!(days(&weeks).last().unwrap(), "2026-12-28");
}

#[test]
fn a_part_is_what_lies_inside() {
    let axis = view(Zoom::Month, Some("2026-11")).axis(&[], at(NOW));
    let part = |start: &str, end: &str| {
        let part = axis.part(rules::calendar::Period { start: at(start), end: at(end) });
        part.map(|part| (local(part.start), local(part.end)))
    };
    let inside = Some(("2026-11-05 10:00".to_owned(), "2026-11-06 10:00".to_owned()));
    assert_eq!(part("2026-11-05 10:00", "2026-11-06 10:00"), inside);
    assert_eq!(
        part("2020-01-01 00:00", "2030-01-01 00:00"),
        Some(("2026-10-01 00:00".to_owned(), "2027-01-01 00:00".to_owned()))
    );
    assert_eq!(part("2026-09-01 00:00", "2026-10-01 00:00"), None);
    assert_eq!(part("2027-01-01 00:00", "2028-01-01 00:00"), None);
}

#[rstest]
#[case("2026-10")]
#[case("1970-01")]
#[case("2999-12")]
fn a_month_is_read_as_it_is_written(#[case] text: &str) {
    assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
}

#[rstest]
#[case::nothing("")]
#[case::no_month("2026")]
#[case::thirteenth("2026-13")]
#[case::zeroth("2026-00")]
#[case::one_digit("2026-1")]
#[case::a_day("2026-10-01")]
#[case::too_early("1969-12")]
#[case::too_late("3000-01")]
#[case::signed("+026-10")]
#[case::words("next-month")]
fn anything_else_is_no_month(#[case] text: &str) {
    assert!(text.parse::<Month>().is_err());
}

#[test]
fn at_the_edges_a_month_stays_where_it_is() {
    let last: Month = "2999-12".parse().unwrap();
    assert_eq!(last.plus(1), last);
    assert_eq!(Month::of(rules::calendar::NEVER), last);
    assert_eq!("1970-01".parse::<Month>().unwrap().plus(-1).to_string(), "1970-01");
    let axis = view(Zoom::Year, Some("2999-12")).axis(&known(), at(NOW));
    assert!(axis.window.start < axis.window.end);
    assert!(!axis.units().is_empty());
}

#[rstest]
#[case("2026-03-31 23:59", "2026年", "2026", "2026年第1季度", "Q1 2026", "2026年3月", "Mar 2026")]
#[case("2026-04-01 00:00", "2026年", "2026", "2026年第2季度", "Q2 2026", "2026年4月", "Apr 2026")]
#[case("2027-01-01 00:00", "2027年", "2027", "2027年第1季度", "Q1 2027", "2027年1月", "Jan 2027")]
fn units_are_named_by_shanghais_calendar(
    #[case] instant: &str,
    #[case] year_zh: &str,
    #[case] year_en: &str,
    #[case] quarter_zh: &str,
    #[case] quarter_en: &str,
    #[case] month_zh: &str,
    #[case] month_en: &str,
) {
    let instant = at(instant);
    let named = |language| {
        [format::year(instant, language), format::quarter(instant, language), format::month(instant, language)]
    };
    assert_eq!(named(Language::Chinese), [year_zh, quarter_zh, month_zh]);
    assert_eq!(named(Language::English), [year_en, quarter_en, month_en]);
}

#[test]
fn months_and_weeks_begin_at_midnight_in_shanghai() {
    assert_eq!(month_began(2026, 2), Some(at("2026-02-01 00:00")));
    assert_eq!(month_began(2026, 13), None);
    assert_eq!(week_began(at("2026-11-22 23:59")), at("2026-11-16 00:00"));
    assert_eq!(week_began(at("2026-11-23 00:00")), at("2026-11-23 00:00"));
}

proptest! {
    #[test]
    fn however_it_is_moved_now_and_then_the_units_tile_the_window(
        zoom in prop_oneof![Just(Zoom::Year), Just(Zoom::Quarter), Just(Zoom::Month)],
        month in 0_i32..12_360,
        units in -40_i32..40,
    ) {
        let now = at(NOW);
        let first: Month = "1970-01".parse().unwrap();
        let here = TimelineView { zoom, at: Some(first.plus(month)) };
        let moved = here.moved(units, here.axis(&[], now), now);
        let axis = moved.axis(&[], now);
        let units = axis.units();
        prop_assert_eq!(units[0], axis.window.start);
        prop_assert!(units.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(units.iter().all(|unit| axis.window.contains(*unit)));
        prop_assert!(axis.finer().iter().all(|finer| axis.window.contains(*finer)));
    }
}
