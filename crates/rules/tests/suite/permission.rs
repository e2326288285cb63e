//! Who may buy, where, and with which orders open (BUY-1 … BUY-4, BUY-12, ROLE-3, CH-1 … CH-4).

use crate::common::{at, both, catalogue, edition, enterprise, fen, packs, reasons, shop, shop_of};
use chrono::TimeDelta;
use rstest::rstest;
use rules::account::{Activation, Certification, Holder, OrderState};
use rules::context::{Actor, Context};
use rules::quote::quote;
use rules::rejection::{CertifiedFor, ChannelRule, Handover, Reason};
use rules::vocabulary::{Channel, PersonId, Role, Roles};
use rules::{Command, decide};

const DAY: &str = "2026-03-01 10:00";

#[test]
fn buy_1_a_visitor_may_ask_for_a_price() {
    assert_eq!(quote(&catalogue(), None, &edition("professional", 2), at(DAY)).unwrap().total, fen(2_190_000));
}

#[test]
fn buy_1_a_visitor_may_not_buy() {
    let shop = shop();
    let placing = Command::PlaceOrder(shop.placing("a", &edition("advanced", 1), at(DAY)));
    let visitor = Context::new(at(DAY), Channel::Web, Actor::Visitor);
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
    assert_eq!(
        reasons(shop.place("a", &edition("advanced", 1), at(DAY))),
        [Reason::NotCertified { rule: CertifiedFor::Purchase }]
    );
}

#[test]
fn buy_2_a_person_is_no_enterprise() {
    let mut shop = shop_of(Holder::Person { person: PersonId::new("buyer"), name: "林".to_owned() });
    assert_eq!(
        reasons(shop.place("a", &edition("advanced", 1), at(DAY))),
        [Reason::NotCertified { rule: CertifiedFor::Purchase }]
    );
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
        let found: Vec<_> = reasons(placed).iter().filter_map(channel_rule).collect();
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
    "CH-1",
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

fn channel_rule(reason: &Reason) -> Option<ChannelRule> {
    match reason {
        Reason::ChannelRefuses { rule, .. } => Some(*rule),
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
