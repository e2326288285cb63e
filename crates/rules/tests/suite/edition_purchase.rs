//! Buying an edition: what is sold, and what payment sets in motion (ED-*).

use crate::common::{
    Shop, altered, at, both, catalogue, code, edition, enterprise, fen, local, packs, reasons, rules_of, shop, shop_of,
    term,
};
use chrono::TimeDelta;
use rstest::rstest;
use rules::Command;
use rules::account::{Activation, Certification};
use rules::calendar::days_between;
use rules::offer::EditionAction;
use rules::rejection::Reason;
use rules::vocabulary::{Roles, Term};

const DAY: &str = "2026-03-01 10:00";

#[test]
fn ed_1_three_editions_are_sold_in_ascending_rank() {
    let catalogue = catalogue();
    let sold: Vec<_> = catalogue.editions.iter().map(|edition| (edition.code.as_str(), edition.rank)).collect();
    assert_eq!(sold, [("advanced", 1), ("professional", 2), ("flagship", 3)]);
}

#[rstest]
#[case("experience")]
#[case("platinum")]
fn ed_1_nothing_else_is_sold(#[case] other: &str) {
    let refused = reasons(shop().quote(&edition(other, 1), at(DAY)));
    assert_eq!(refused, [Reason::EditionNotSold { edition: code(other) }]);
}

#[rstest]
#[case(0)]
#[case(4)]
fn ed_2_a_term_is_one_to_three_years(#[case] years: u32) {
    assert!(Term::try_from(years).is_err());
}

#[rstest]
#[case("advanced", 1, 365_000, "2027-03-01 10:00")]
#[case("advanced", 3, 1_095_000, "2029-03-01 10:00")]
#[case("professional", 2, 2_190_000, "2028-03-01 10:00")]
#[case("flagship", 1, 3_650_000, "2027-03-01 10:00")]
fn ed_2_the_price_and_the_period_follow_the_term(
    #[case] which: &str,
    #[case] years: u32,
    #[case] total: i64,
    #[case] end: &str,
) {
    let mut shop = shop();
    assert_eq!(shop.quote(&edition(which, years), at(DAY)).unwrap().total, fen(total));
    shop.buy("a", &edition(which, years), at(DAY));
    assert_eq!(shop.period("a"), (DAY.to_owned(), end.to_owned()));
}

#[test]
fn example_1_advanced_for_a_year() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    assert_eq!(shop.period("a"), (DAY.to_owned(), "2027-03-01 10:00".to_owned()));
}

#[test]
fn example_1_a_year_from_a_leap_day() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at("2028-02-29 10:00"));
    assert_eq!(shop.period("a").1, "2029-02-28 10:00");
}

#[test]
fn ed_3_the_term_starts_at_payment_not_when_it_is_placed_or_delivered() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.pay("a", at("2026-03-01 18:30"));
    shop.deliver("a", at("2026-03-01 18:34")).unwrap();
    assert_eq!(shop.period("a"), ("2026-03-01 18:30".to_owned(), "2027-03-01 18:30".to_owned()));
    assert_eq!(local(shop.order("a").lines[0].period.start), "2026-03-01 18:30");
}

#[test]
fn ed_3_paid_counts_as_in_force_and_only_use_waits_for_delivery() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.pay("a", at(DAY));
    assert_eq!(shop.account.effective_edition(at(DAY)), code("advanced"));
    assert_eq!(shop.contracts(at(DAY)), 0);
    shop.deliver("a", at("2026-03-01 10:04")).unwrap();
    assert_eq!(shop.contracts(at("2026-03-01 10:04")), 500);
}

#[test]
fn ed_4_flagship_brings_two_million_contracts_with_each_purchase() {
    let mut shop = shop();
    shop.buy("a", &edition("flagship", 3), at(DAY));
    assert_eq!(shop.contracts(at(DAY)), 2_000_000);
    assert_eq!(shop.contracts(at("2029-03-01 09:59")), 2_000_000);
    assert_eq!(shop.account.batches.len(), 1);
}

#[test]
fn ed_5_an_edition_without_contracts_opens_no_empty_batch() {
    let mut shop = shop();
    shop.catalogue = altered(|file| file["editions"][0]["contracts"]["amount"] = 0.into()).unwrap();
    shop.buy("edition", &edition("advanced", 2), at("2026-03-01 10:00"));
    assert_eq!(shop.account.batches, []);
}

#[test]
fn ed_5_yearly_contracts_open_and_end_with_each_service_year() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 2), at("2028-02-29 10:00"));
    let years: Vec<_> =
        shop.account.batches.iter().map(|batch| (local(batch.period.start), local(batch.period.end))).collect();
    let expected = [("2028-02-29 10:00", "2029-02-28 10:00"), ("2029-02-28 10:00", "2030-02-28 10:00")];
    assert_eq!(years, expected.map(|(start, end)| (start.to_owned(), end.to_owned())));
    assert_eq!(shop.contracts(at("2029-02-28 09:59")), 500);
    assert_eq!(shop.contracts(at("2029-02-28 10:00")), 500);
}

#[test]
fn ed_6_after_the_paid_end_the_enterprise_is_on_experience_and_buys_anew() {
    let mut shop = shop();
    shop.buy("a", &edition("professional", 1), at(DAY));
    let end = at("2027-03-01 10:00");
    assert_eq!(shop.account.effective_edition(end - TimeDelta::nanoseconds(1)), code("professional"));
    assert_eq!(shop.account.effective_edition(end), code("experience"));
    assert_eq!(shop.account.paid_end(end), None);
    shop.buy("b", &edition("advanced", 1), end);
    assert_eq!(shop.period("b").0, "2027-03-01 10:00");
}

#[test]
fn ed_7_a_lower_edition_is_refused_until_the_one_in_force_ends() {
    let mut shop = shop();
    shop.buy("a", &edition("professional", 1), at(DAY));
    let refused = reasons(shop.quote(&edition("advanced", 1), at("2027-03-01 09:59")));
    let (edition_code, in_force) = (code("advanced"), code("professional"));
    assert_eq!(refused, [Reason::Downgrade { edition: edition_code, in_force, paid_end: at("2027-03-01 10:00") }]);
    assert!(shop.quote(&edition("advanced", 1), at("2027-03-01 10:00")).is_ok());
}

#[test]
fn ed_8_a_paid_order_cannot_be_taken_back() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    let before = shop.account.clone();
    assert_eq!(rules_of(shop.cancel("a", at(DAY))), ["ORD-8"]);
    assert_eq!(shop.account, before);
}

#[test]
fn every_mistake_of_a_basket_is_told_at_once() {
    let mut shop = shop_of(enterprise(Certification::Uncertified, Activation::NoSignAccount));
    (shop.roles, shop.phone_age) = (Roles::default(), None);
    shop.catalogue = altered(|file| file["editions"][0]["terms"] = serde_json::json!([1, 2])).unwrap();
    let wanted =
        [("contract_pack", 7, 99), ("signing_report", 10, 0), ("signing_report", 10, 1), ("app_integration", 1, 1)];
    let mut placing = shop.placing("a", &both(edition("advanced", 3), packs(&wanted)), at(DAY));
    placing.accepted_terms = None;
    let context = shop.person(at(DAY));
    let refused = reasons(shop.tell_in(&Command::PlaceOrder(placing), &context));
    let rules: Vec<_> = refused.iter().map(Reason::rule).collect();
    assert_eq!(
        rules,
        ["ROLE-3", "BUY-2", "BUY-3", "BUY-4", "ED-2", "ADD-10", "ADD-10", "ADD-10", "ADD-10", "ADD-10", "ORD-10"]
    );
}

#[test]
fn a_line_says_how_it_relates_to_what_there_is() {
    let mut shop = shop();
    let action = |shop: &Shop, which: &str| match &shop.quote(&edition(which, 3), at(DAY)).unwrap().lines[0].item {
        rules::account::LineItem::Edition { action, term: years, .. } if *years == term(3) => *action,
        other => panic!("{other:?}"),
    };
    assert_eq!(action(&shop, "advanced"), EditionAction::Buy);
    shop.buy("a", &edition("advanced", 1), at(DAY));
    assert_eq!(action(&shop, "advanced"), EditionAction::Renew);
    assert_eq!(action(&shop, "professional"), EditionAction::Upgrade);
    assert_eq!(days_between(at(DAY), shop.account.paid_end(at(DAY)).unwrap()), 365);
}
