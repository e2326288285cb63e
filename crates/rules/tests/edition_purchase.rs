//! Buying an edition: what is sold, to whom, where, and what payment sets in motion (ED-*, BUY-1 … BUY-4, BUY-12, CH-1 … CH-4).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod common;

use chrono::TimeDelta;
use common::{
    Shop, at, both, catalogue, code, edition, enterprise, fen, local, packs, reasons, rules_of, shop, shop_of, term,
};
use rstest::rstest;
use rules::account::{Activation, Certification, Holder, OrderState};
use rules::calendar::days_between;
use rules::context::{Actor, Context};
use rules::offer::EditionAction;
use rules::quote::quote;
use rules::rejection::{ChannelRule, Handover, Reason};
use rules::vocabulary::{Channel, Role, Roles, Term};
use rules::{Command, decide};

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
fn buy_1_a_visitor_may_ask_for_a_price() {
    assert_eq!(quote(&catalogue(), None, &edition("professional", 2), at(DAY)).unwrap().total, fen(2_190_000));
}

#[test]
fn buy_1_a_visitor_may_not_buy() {
    let shop = shop();
    let placing = Command::PlaceOrder(shop.placing("a", &edition("advanced", 1), at(DAY)));
    let visitor = Context { now: at(DAY), channel: Channel::Web, actor: Actor::Visitor };
    assert_eq!(reasons(decide(&shop.catalogue, &shop.account, &placing, &visitor)), [Reason::SignInRequired]);
}

#[rstest]
#[case::super_admin(&[Role::SuperAdmin], true)]
#[case::legal_representative(&[Role::LegalRepresentative], true)]
#[case::fee_manager(&[Role::FeeManager], true)]
#[case::employee(&[Role::Employee], false)]
#[case::nobody(&[], false)]
#[case::roles_add_up(&[Role::Employee, Role::FeeManager], true)]
fn role_3_who_may_buy(#[case] roles: &[Role], #[case] may: bool) {
    let mut shop = shop();
    shop.roles = Roles::of(roles);
    let placed = shop.place("a", &edition("advanced", 1), at(DAY));
    assert_eq!(placed.is_ok(), may);
    if !may {
        assert_eq!(reasons(placed), [Reason::RoleMissing]);
    }
}

#[test]
fn buy_2_the_enterprise_must_be_certified() {
    let mut shop = shop_of(enterprise(Certification::Uncertified, Activation::Activated));
    assert_eq!(reasons(shop.place("a", &edition("advanced", 1), at(DAY))), [Reason::NotCertified]);
}

#[test]
fn buy_2_a_person_is_no_enterprise() {
    let mut shop = shop_of(Holder::Person { name: "林".to_owned() });
    assert_eq!(reasons(shop.place("a", &edition("advanced", 1), at(DAY))), [Reason::NotCertified]);
}

#[rstest]
#[case(Activation::NoSignAccount)]
#[case(Activation::OtherEnterprise)]
fn buy_3_on_the_web_the_enterprise_must_be_activated(#[case] cause: Activation) {
    let mut shop = shop_of(enterprise(Certification::Certified, cause));
    assert_eq!(reasons(shop.place("a", &edition("advanced", 1), at(DAY))), [Reason::NotActivated { cause }]);
    shop.channel = Channel::MiniProgram;
    assert!(shop.place("a", &edition("advanced", 1), at(DAY)).is_ok());
}

#[rstest]
#[case::just_now(Some(0), true)]
#[case::within_the_window(Some(30 * 60 - 1), true)]
#[case::as_the_window_closes(Some(30 * 60), false)]
#[case::never(None, false)]
#[case::in_the_future(Some(-1), false)]
fn buy_4_the_security_phone_counts_for_thirty_minutes(#[case] seconds_ago: Option<i64>, #[case] counts: bool) {
    let mut shop = shop();
    shop.phone_age = seconds_ago.map(TimeDelta::seconds);
    let placed = shop.place("a", &edition("advanced", 1), at(DAY));
    assert_eq!(placed.is_ok(), counts);
    if !counts {
        assert_eq!(reasons(placed), [Reason::PhoneNotVerified { window_minutes: 30 }]);
    }
}

#[test]
fn buy_4_a_mini_program_asks_for_no_phone() {
    let mut shop = shop();
    (shop.channel, shop.phone_age) = (Channel::MiniProgram, None);
    assert!(shop.place("a", &edition("advanced", 1), at(DAY)).is_ok());
}

#[test]
fn buy_12_one_unpaid_edition_order_at_a_time() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let second = reasons(shop.place("b", &edition("professional", 1), at("2026-03-01 11:00")));
    assert_eq!(second, [Reason::OpenOrder { order: shop.order("a").id.clone() }]);
}

#[rstest]
#[case::cancelled(true, "2026-03-01 10:01")]
#[case::expired(false, "2026-03-02 10:00")]
fn buy_12_an_order_that_is_over_makes_room_for_the_next(#[case] cancel: bool, #[case] then: &str) {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    if cancel {
        shop.cancel("a", at(DAY)).unwrap();
    }
    assert!(shop.place("b", &edition("advanced", 1), at(then)).is_ok());
}

#[test]
fn buy_12_unpaid_orders_of_add_ons_alone_do_not_count() {
    let mut shop = shop();
    shop.place("a", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    shop.place("b", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    assert!(shop.place("c", &edition("advanced", 1), at(DAY)).is_ok());
}

#[test]
fn buy_12_a_second_purchase_paid_after_another_is_held() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.notice("a", "too little", fen(1), at(DAY));
    shop.buy("b", &edition("professional", 1), at(DAY));
    shop.pay("a", at(DAY));
    assert_eq!(shop.state("a", at(DAY)), OrderState::NeedsAttention { at: at(DAY) });
    assert_eq!(shop.account.editions.len(), 1);
}

#[rstest]
#[case::advanced_in_the_mini_program("advanced", Channel::MiniProgram, None)]
#[case::professional_in_the_mini_program("professional", Channel::MiniProgram, Some(("CH-2", Handover::Sales)))]
#[case::flagship_in_the_mini_program("flagship", Channel::MiniProgram, Some(("CH-2", Handover::Sales)))]
#[case::professional_in_the_personal_one("professional", Channel::PersonalMiniProgram, Some(("CH-2", Handover::Nobody)))]
#[case::advanced_without_a_pack_in_the_personal_one("advanced", Channel::PersonalMiniProgram, Some(("CH-1", Handover::Together)))]
fn ch_1_ch_2_where_a_first_purchase_can_be_made(
    #[case] which: &str,
    #[case] channel: Channel,
    #[case] refusal: Option<(&str, Handover)>,
) {
    let mut shop = shop();
    shop.channel = channel;
    let placed = shop.place("a", &edition(which, 1), at(DAY));
    assert_eq!(refused_by_channel(placed), refusal.map(|(rule, instead)| (rule.to_owned(), instead)));
}

#[rstest]
#[case(&[("contract_pack", 1000, 1)], true)]
#[case(&[("contract_pack", 10000, 1)], true)]
#[case::a_pack_that_goes_with_nothing(&[("signing_report", 10, 1)], false)]
fn ch_1_the_personal_mini_program_sells_advanced_with_a_contract_pack(
    #[case] with: &[(&str, u32, u32)],
    #[case] sold: bool,
) {
    let mut shop = shop();
    shop.channel = Channel::PersonalMiniProgram;
    let placed = shop.place("a", &both(edition("advanced", 1), packs(with)), at(DAY));
    assert_eq!(placed.is_ok(), sold);
    if !sold {
        let rules = [ChannelRule::Bundle, ChannelRule::Packs];
        let found: Vec<_> = reasons(placed).into_iter().filter_map(channel_rule).collect();
        assert_eq!(found, rules);
    }
}

#[rstest]
#[case::renew_professional_in_the_mini_program(
    "professional",
    "professional",
    Channel::MiniProgram,
    "CH-3",
    Handover::Web
)]
#[case::renew_flagship_in_the_mini_program("flagship", "flagship", Channel::MiniProgram, "CH-3", Handover::Web)]
#[case::renew_advanced_in_the_personal_one(
    "advanced",
    "advanced",
    Channel::PersonalMiniProgram,
    "CH-3",
    Handover::Nobody
)]
#[case::upgrade_in_the_mini_program("advanced", "professional", Channel::MiniProgram, "CH-4", Handover::Web)]
#[case::upgrade_to_flagship_in_the_mini_program("advanced", "flagship", Channel::MiniProgram, "CH-4", Handover::Web)]
fn ch_3_ch_4_where_an_edition_can_be_renewed_and_upgraded(
    #[case] has: &str,
    #[case] wants: &str,
    #[case] channel: Channel,
    #[case] rule: &str,
    #[case] instead: Handover,
) {
    let mut shop = shop();
    shop.buy("a", &edition(has, 1), at(DAY));
    shop.channel = channel;
    let placed = shop.place("b", &edition(wants, 3), at("2026-05-01 10:00"));
    assert_eq!(refused_by_channel(placed), Some((rule.to_owned(), instead)));
}

#[test]
fn ch_1_advanced_is_renewed_in_the_mini_program() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    shop.channel = Channel::MiniProgram;
    assert!(shop.place("b", &edition("advanced", 1), at("2026-05-01 10:00")).is_ok());
}

#[test]
fn every_mistake_of_a_basket_is_told_at_once() {
    let mut shop = shop_of(enterprise(Certification::Uncertified, Activation::NoSignAccount));
    (shop.roles, shop.phone_age) = (Roles::default(), None);
    shop.catalogue = common::altered(|file| file["editions"][0]["terms"] = serde_json::json!([1, 2])).unwrap();
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

fn channel_rule(reason: Reason) -> Option<ChannelRule> {
    match reason {
        Reason::ChannelRefuses { rule, .. } => Some(rule),
        _ => None,
    }
}

fn refused_by_channel<T: std::fmt::Debug>(
    placed: Result<T, rules::rejection::Rejection>,
) -> Option<(String, Handover)> {
    let refused = placed.err()?.reasons;
    match &refused[..] {
        [Reason::ChannelRefuses { instead, .. }] => Some((refused[0].rule().to_owned(), *instead)),
        other => panic!("{other:?}"),
    }
}
