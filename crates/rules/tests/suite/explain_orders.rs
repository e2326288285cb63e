//! Lines, credits, states and outlooks of orders as sentences in both languages.

use crate::common::reading::{assert_reads_well, every_state};
use crate::common::{at, both, edition, fen, packs, shop};
use rstest::rstest;
use rules::calendar::Period;
use rules::catalogue::MinutesRange;
use rules::decide::BindingPreview;
use rules::explain;
use rules::trial::NextStep;
use rules::vocabulary::Language::{self, Chinese, English};
use rules::vocabulary::QuotaKind;

#[rstest]
fn every_state_has_a_name_of_its_own(#[values(Chinese, English)] language: Language) {
    let names: std::collections::BTreeSet<_> =
        every_state().iter().map(|state| explain::order_state(state, language)).collect();
    assert_eq!(names.len(), 8);
    names.iter().for_each(|name| assert_reads_well(name, language));
}

#[rstest]
fn every_state_has_an_outlook(#[values(Chinese, English)] language: Language) {
    let (mut shop, now) = (shop(), at("2026-03-01 10:05"));
    shop.place("a", &edition("advanced", 1), now).unwrap();
    for state in every_state() {
        let mut order = shop.order("a").clone();
        order.recorded_state = state;
        assert_reads_well(&explain::order_outlook(&order, now, &shop.catalogue, language), language);
    }
}

#[test]
fn ord_1_the_outlook_counts_the_minutes_and_then_says_that_it_is_late() {
    let mut shop = shop();
    shop.catalogue.policies.delivery_minutes = MinutesRange { min: 3, max: 5 };
    shop.place("a", &edition("advanced", 1), at("2026-03-01 10:00")).unwrap();
    shop.pay("a", at("2026-03-01 10:00"));
    let outlook = |now| explain::order_outlook(shop.order("a"), at(now), &shop.catalogue, English);
    assert!(outlook("2026-03-01 10:05").contains("3 to 5 minutes"));
    assert!(outlook("2026-03-01 10:06").contains("longer than usual"));
}

#[test]
fn ord_2_the_outlook_of_an_unpaid_order_names_its_end() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at("2026-03-01 10:00")).unwrap();
    let outlook = |now| explain::order_outlook(shop.order("a"), at(now), &shop.catalogue, Chinese);
    assert_eq!(outlook("2026-03-01 10:00"), "请在 2026年3月2日 10:00 前完成支付，逾期订单自动失效。");
    assert_eq!(outlook("2026-03-02 10:00"), "已于 2026年3月2日 10:00 因未支付而失效，没有产生费用。");
}

#[rstest]
fn every_line_tells_what_and_until_when(#[values(Chinese, English)] language: Language) {
    let mut shop = shop();
    let all = packs(&[("contract_pack", 1000, 1), ("signing_report", 10, 1), ("meeting_signing", 50, 1)]);
    shop.buy("a", &both(edition("advanced", 1), all.clone()), at("2026-03-01 10:00"));
    let mut seen = std::collections::BTreeSet::new();
    for basket in [both(edition("advanced", 2), all), edition("professional", 1)] {
        let quote = shop.quote(&basket, at("2026-05-10 12:00")).unwrap();
        for line in &quote.lines {
            let text = explain::line_period(line, language);
            assert_reads_well(&text, language);
            assert!(text.contains(&rules::format::date_time(line.period.end, language)), "{text}");
            assert_reads_well(&explain::line_title(line, &shop.catalogue, language), language);
            seen.extend(explain::line_rules(line).iter().copied());
        }
        assert!(explain::packs_move(&quote, language).is_some_and(|text| text.contains("2027")));
    }
    assert_eq!(seen, ["ADD-10", "ADD-5", "ADD-6", "BUY-10", "BUY-5", "BUY-8", "BUY-9", "ED-2"].into());
}

#[test]
fn add_8_a_line_that_is_cut_short_names_the_rule_of_its_price() {
    let mut shop = shop();
    shop.buy("a", &edition("professional", 1), at("2026-03-01 10:00"));
    let line = |now| shop.quote(&crate::common::integration(1), at(now)).unwrap().lines.remove(0);
    let (whole, cut_short) = (line("2026-03-01 10:00"), line("2026-12-01 09:00"));
    assert_eq!(explain::line_rules(&whole), ["ADD-7"]);
    assert_eq!(explain::line_rules(&cut_short), ["ADD-7", "ADD-8"]);
    assert_eq!(explain::line_period(&whole, Chinese), "有效期自 2026年3月1日 10:00 起，至 2027年3月1日 10:00");
    assert_eq!(
        explain::line_period(&cut_short, Chinese),
        "有效期自 2026年12月1日 09:00 起，随版本缩短至 2027年3月1日 10:00，不足 1 年"
    );
    assert_eq!(
        explain::line_period(&cut_short, English),
        "In force from 1 Dec 2026, 09:00, shortened to 1 Mar 2027, 10:00, when the edition ends: less than 1 year"
    );
}

#[test]
fn buy_9_a_credit_shows_how_it_comes_about() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at("2026-03-01 10:00"));
    let quote = shop.quote(&edition("professional", 1), at("2026-05-10 12:00")).unwrap();
    assert_eq!(
        explain::credits(&quote, &shop.catalogue, Chinese),
        ["高级版 ¥3,650.00 × 剩余 295 天 ÷ 共 365 天 = ¥2,950.00"]
    );
    assert_eq!(
        explain::credits(&quote, &shop.catalogue, English),
        ["Advanced ¥3,650.00 × 295 days left ÷ 365 days = ¥2,950.00"]
    );
}

#[test]
fn buy_13_a_move_within_a_day_shows_the_times() {
    let mut shop = shop();
    shop.buy("a", &both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)])), at("2026-03-01 10:00"));
    let quote = shop.quote(&edition("professional", 1), at("2026-03-01 15:00")).unwrap();
    let text = explain::packs_move(&quote, English).unwrap();
    assert!(text.contains("1 Mar 2027, 10:00") && text.contains("1 Mar 2027, 15:00"), "{text}");
    assert!(text.contains("extended"), "{text}");
}

#[test]
fn buy_13_packs_that_end_earlier_are_said_to_end_sooner() {
    let mut shop = shop();
    shop.buy("a", &both(edition("advanced", 3), packs(&[("contract_pack", 1000, 1)])), at("2026-03-01 10:00"));
    let quote = shop.quote(&edition("professional", 1), at("2026-03-02 10:00")).unwrap();
    assert!(explain::packs_move(&quote, English).unwrap().contains("sooner"));
    assert!(explain::packs_move(&quote, Chinese).unwrap().contains("提前"));
}

#[rstest]
#[case(QuotaKind::Contract, 1, "1 份合同", "1 contract")]
#[case(QuotaKind::Contract, 3000, "3,000 份合同", "3,000 contracts")]
#[case(QuotaKind::Report, 1, "1 份报告", "1 report")]
#[case(QuotaKind::Report, 0, "0 份报告", "0 reports")]
#[case(QuotaKind::Meeting, 1, "1 次会议签约", "1 meeting signing")]
#[case(QuotaKind::Meeting, 50, "50 次会议签约", "50 meeting signings")]
fn units_are_counted(#[case] kind: QuotaKind, #[case] amount: u64, #[case] chinese: &str, #[case] english: &str) {
    assert_eq!(explain::units(kind, amount, Chinese), chinese);
    assert_eq!(explain::units(kind, amount, English), english);
    assert!(!explain::quota(kind, Chinese).is_empty() && !explain::quota(kind, English).is_empty());
}

#[rstest]
fn the_next_step_and_a_binding_are_sentences(#[values(Chinese, English)] language: Language) {
    let steps = [
        NextStep::ApplyNow,
        NextStep::SignIn,
        NextStep::Certify,
        NextStep::AskAdministrator,
        NextStep::OpenOnWeb,
        NextStep::ContactSales,
    ];
    let said: std::collections::BTreeSet<&str> = steps
        .iter()
        .map(|step| explain::next_step(*step, language))
        .inspect(|text| assert_reads_well(text, language))
        .collect();
    assert_eq!(said.len(), steps.len());
    let name = if language == Chinese { "样例公司" } else { "Sample Company" };
    let period = Period { start: at("2026-03-01 10:00"), end: at("2027-03-01 10:00") };
    let preview = BindingPreview { other_name: Some(name.to_owned()), period: Some(period) };
    let said = explain::binding(&preview, language);
    assert!(said[0].contains("2027") && said[1].contains(name), "{said:?}");
    said.iter().for_each(|text| assert_reads_well(text, language));
}

#[test]
fn buy_9_a_credit_that_is_no_whole_fen_says_that_it_is_rounded_with_the_sum() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 3), at("2026-01-01 10:00"));
    let quote = shop.quote(&edition("professional", 1), at("2026-01-02 10:00")).unwrap();
    let parts = explain::credit_parts(quote.credit.as_ref().unwrap(), &shop.catalogue, English);
    assert_eq!(
        parts,
        [
            "Advanced ¥10,950.00 × 1095 days left ÷ 1096 days ≈ ¥10,940.01",
            "The exact parts are added up, and the sum is rounded once, half up, to the fen.",
        ]
    );
}

#[test]
fn bind_2_what_is_gone_of_the_term_is_told_in_days_and_money() {
    let waiting = rules::decide::Waiting { days_gone: 12, days_whole: 365, money_gone: fen(12_000) };
    assert_eq!(
        explain::waiting(waiting, English),
        "12 of 365 days of the term are gone, which comes to ¥120.00. Please bind the order to a company soon."
    );
    let chinese = explain::waiting(waiting, Chinese);
    for part in ["12", "365", "¥120.00"] {
        assert!(chinese.contains(part), "{chinese}");
    }
}
