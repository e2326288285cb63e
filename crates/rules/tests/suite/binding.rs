//! Uncertified purchase and binding (RULES §9, CH-1, CH-11).

use crate::common::{Shop, at, both, edition, enterprise, fen, local, packs, reasons, rules_of, shop, shop_of};
use chrono::TimeDelta;
use rstest::rstest;
use rules::Command;
use rules::account::{Account, Activation, Certification, Change, Changed, Event, Holder, OrderState};
use rules::basket::Basket;
use rules::context::{Actor, BindingTarget, Context};
use rules::decide::{may_bind, waiting};
use rules::rejection::{CertifiedFor, Reason, Rejection, Remedy};
use rules::vocabulary::{AccountId, Channel, OrderId, PersonId, Role, Roles};

const DAY: &str = "2026-03-01 10:00";
const NAME: &str = "样例企业";

/// A person in the personal mini-program, the own phone just verified, without a role anywhere.
fn person() -> Shop {
    let mut shop = shop_of(Holder::Person { person: PersonId::new("buyer"), name: "林".to_owned() });
    shop.channel = Channel::PersonalMiniProgram;
    shop.roles = Roles::default();
    shop
}

fn bundle(years: u32) -> Basket {
    both(edition("advanced", years), packs(&[("contract_pack", 1000, 1)]))
}

fn place(shop: &mut Shop, key: &str, name: Option<&str>, now: &str) -> Result<Vec<Event>, Rejection> {
    let mut placing = shop.placing(key, &bundle(1), at(now));
    placing.enterprise_name = name.map(str::to_owned);
    shop.tell_in(&Command::PlaceOrder(placing), &shop.person(at(now)))
}

/// Advanced for a year with a pack, paid on [`DAY`].
fn paid() -> Shop {
    let mut shop = person();
    place(&mut shop, "order", Some(NAME), DAY).expect("placed");
    shop.pay("order", at(DAY));
    shop
}

fn context(buyer: &Shop, target: &Shop, now: &str) -> Context {
    let binding_target =
        BindingTarget { enterprise: target.account.clone(), roles: Some(Roles::of(&[Role::Employee])) };
    Context { binding_target: Some(Box::new(binding_target)), ..buyer.person(at(now)) }
}

fn bind(buyer: &mut Shop, target: &Shop, now: &str) -> Result<Vec<Event>, Rejection> {
    let command = Command::BindOrder { order: OrderId::new("order"), confirmed_name: None };
    let context = context(buyer, target, now);
    buyer.tell_in(&command, &context)
}

/// Binds, and lets the enterprise take the order over, as the shop's job does.
fn bound(buyer: &mut Shop, target: &mut Shop, now: &str) {
    bind(buyer, target, now).expect("bound");
    let order = Box::new(buyer.order("order").clone());
    target.tell(&Command::ReceiveBoundOrder { order }, at(now), Actor::System).expect("received");
}

#[test]
fn bind_1_an_uncertified_person_buys_advanced_with_a_pack() {
    let mut shop = person();
    assert!(place(&mut shop, "order", Some(NAME), DAY).is_ok());
    assert_eq!(shop.order("order").enterprise_name.as_deref(), Some(NAME));
    assert_eq!(
        rules_of(shop.place("other", &both(edition("professional", 1), packs(&[("contract_pack", 1000, 1)])), at(DAY))),
        ["CH-2", "BUY-12"]
    );
}

#[test]
fn bind_1_the_first_purchase_asks_for_the_enterprise_and_the_phone() {
    let mut shop = person();
    shop.phone_age = None;
    assert_eq!(
        reasons(place(&mut shop, "order", Some(" "), DAY)),
        [Reason::EnterpriseNameMissing, Reason::OwnPhoneNotVerified { window_minutes: 30 }]
    );
    shop.phone_age = Some(TimeDelta::zero());
    place(&mut shop, "order", Some(NAME), DAY).unwrap();
    shop.cancel("order", at(DAY)).unwrap();
    shop.phone_age = None;
    place(&mut shop, "second", None, DAY).unwrap();
    assert_eq!(shop.order("second").enterprise_name.as_deref(), Some(NAME));
}

#[test]
fn bind_1_nobody_else_acts_on_the_account_of_a_person() {
    let mut shop = person();
    shop.buyer = PersonId::new("somebody else");
    assert_eq!(reasons(place(&mut shop, "order", Some(NAME), DAY)), [Reason::AccountNotYours]);
}

#[test]
fn ch_11_a_person_on_the_web_is_offered_certification_or_the_personal_purchase() {
    let mut shop = person();
    shop.channel = Channel::Web;
    let refused = reasons(place(&mut shop, "order", Some(NAME), DAY));
    assert_eq!(refused, [Reason::NotCertified { rule: CertifiedFor::Purchase }]);
    let basket = both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)]));
    assert_eq!(shop.ways(&basket, at(DAY)), [[Remedy::Certify, Remedy::BuyAsPerson]]);
    let not_sold_there = edition("professional", 1);
    assert_eq!(shop.ways(&not_sold_there, at(DAY)), [[Remedy::Certify]]);
}

#[test]
fn bind_2_the_term_runs_from_payment_and_what_is_gone_is_shown() {
    let shop = paid();
    assert_eq!(shop.state("order", at(DAY)), OrderState::AwaitingBinding { paid_at: at(DAY) });
    assert!(shop.account.editions.is_empty() && shop.account.batches.is_empty());
    let gone = waiting(Some(&shop.account), &OrderId::new("order"), &shop.person(at("2026-05-13 10:00"))).unwrap();
    assert_eq!((gone.days_gone, gone.days_whole, gone.money_gone), (73, 365, fen(73_000)));
}

#[test]
fn bind_3_once_and_for_good_to_a_certified_enterprise_that_was_joined() {
    let (mut buyer, target) = (paid(), shop());
    assert!(matches!(&bind(&mut buyer, &target, "2026-03-05 10:00").unwrap()[..], [Event::OrderBound { .. }]));
    assert_eq!(bind(&mut buyer, &target, "2026-03-05 10:01").unwrap(), []);
    let mut elsewhere = shop();
    elsewhere.account.id = AccountId::new("another");
    assert!(matches!(
        &reasons(bind(&mut buyer, &elsewhere, "2026-03-05 10:02"))[..],
        [Reason::OrderStateRefuses { .. }]
    ));
}

#[test]
fn bind_3_every_reason_against_at_once() {
    let (mut buyer, target) = (paid(), shop_of(enterprise(Certification::Uncertified, Activation::Activated)));
    let mut context = context(&buyer, &target, "2026-03-05 10:00");
    context.binding_target.as_mut().unwrap().roles = None;
    let command = Command::BindOrder { order: OrderId::new("order"), confirmed_name: None };
    let refused = reasons(buyer.tell_in(&command, &context));
    let uncertified = Reason::NotCertified { rule: CertifiedFor::Binding };
    assert_eq!(refused, [Reason::NotAMember { enterprise: NAME.to_owned() }, uncertified]);
}

#[test]
fn bind_3_another_name_is_warned_about_and_confirmed() {
    let mut buyer = person();
    place(&mut buyer, "order", Some("另一家企业"), DAY).unwrap();
    buyer.pay("order", at(DAY));
    let target = shop();
    let context = context(&buyer, &target, "2026-03-05 10:00");
    let preview = may_bind(Some(&buyer.account), &OrderId::new("order"), &context).unwrap();
    assert_eq!(preview.other_name.as_deref(), Some(NAME));
    assert_eq!(rules_of(bind(&mut buyer, &target, "2026-03-05 10:00")), ["BIND-3"]);
    let command = Command::BindOrder { order: OrderId::new("order"), confirmed_name: Some(NAME.to_owned()) };
    assert!(buyer.tell_in(&command, &context).is_ok());
}

#[test]
fn bind_3_not_while_the_enterprise_has_an_unpaid_edition_order() {
    let (mut buyer, mut target) = (paid(), shop());
    target.place("open", &edition("advanced", 1), at("2026-03-05 09:00")).unwrap();
    assert_eq!(rules_of(bind(&mut buyer, &target, "2026-03-05 10:00")), ["BIND-3"]);
    assert!(bind(&mut buyer, &target, "2026-03-06 10:00").is_ok(), "it expired");
}

#[test]
fn bind_4_with_none_in_force_the_period_opens_at_binding_and_ends_as_if_it_had_at_payment() {
    let (mut buyer, mut target) = (paid(), shop());
    bound(&mut buyer, &mut target, "2026-05-10 10:00");
    assert_eq!(target.period("order"), ("2026-05-10 10:00".to_owned(), "2027-03-01 10:00".to_owned()));
    // Delivery is what use waits for (BIND-5).
    assert_eq!(target.contracts(at("2026-05-10 10:01")), 0);
    target.deliver("order", at("2026-05-10 10:04")).unwrap();
    assert_eq!(target.contracts(at("2026-05-10 10:05")), 500 + 1000);
    // Days count from payment: 3,650.00 × 295 ÷ 365.
    let credit = target.quote(&edition("professional", 1), at("2026-05-10 10:05")).unwrap().credit.unwrap();
    assert_eq!((credit.lines[0].days_left, credit.lines[0].days_whole, credit.total), (295, 365, fen(295_000)));
}

#[test]
fn bind_4_what_is_left_is_added_after_the_paid_end_of_the_same_edition() {
    let (mut buyer, mut target) = (paid(), shop());
    target.buy("own", &edition("advanced", 1), at("2026-02-01 10:00"));
    bound(&mut buyer, &mut target, "2026-05-10 10:00");
    assert_eq!(target.period("order"), ("2027-02-01 10:00".to_owned(), "2027-11-23 10:00".to_owned()));
    let batch = target.account.batches.iter().find(|batch| batch.id.as_str() == "order.0.0").unwrap();
    // 500 × 295 ÷ 365, rounded down.
    assert_eq!(batch.amount, 404);
    let pack = target.account.batches.iter().find(|batch| batch.source.follows_edition()).unwrap();
    assert_eq!(
        (local(pack.period.start).as_str(), local(pack.period.end).as_str()),
        ("2026-05-10 10:00", "2027-11-23 10:00")
    );
    // Worth 3,650.00 × 295 ÷ 365, whole as long as it is queued.
    let credit = target.quote(&edition("professional", 2), at("2027-02-01 10:00")).unwrap().credit.unwrap();
    assert_eq!(credit.total, fen(295_000));
}

#[test]
fn bind_4_under_a_higher_edition_it_is_refused_and_stays_unbound() {
    let (mut buyer, mut target) = (paid(), shop());
    target.buy("own", &edition("professional", 1), at("2026-02-01 10:00"));
    assert_eq!(rules_of(bind(&mut buyer, &target, "2026-05-10 10:00")), ["ED-7"]);
    assert!(matches!(buyer.state("order", at("2026-05-10 10:00")), OrderState::AwaitingBinding { .. }));
}

#[test]
fn bind_4_a_term_that_ran_out_before_needs_attention() {
    let (mut buyer, target) = (paid(), shop());
    assert_eq!(buyer.state("order", at("2027-03-01 10:00")), OrderState::NeedsAttention { at: at("2027-03-01 10:00") });
    assert_eq!(rules_of(bind(&mut buyer, &target, "2027-03-01 10:00")), ["ORD-8"]);
}

#[test]
fn bind_4_told_too_late_there_is_nothing_left_to_take_over() {
    let (mut buyer, mut target) = (paid(), shop());
    // Its own edition of the same kind ends at the very instant at which the bound term does.
    target.buy("own", &edition("advanced", 1), at(DAY));
    bind(&mut buyer, &target, "2026-05-10 10:00").unwrap();
    let order = Box::new(buyer.order("order").clone());
    let received = target.tell(&Command::ReceiveBoundOrder { order }, at("2027-03-01 10:00"), Actor::System);
    assert_eq!(rules_of(received), ["ORD-8"]);
}

#[test]
fn bind_4_taken_over_once_however_often_it_is_told() {
    let (mut buyer, mut target) = (paid(), shop());
    bound(&mut buyer, &mut target, "2026-05-10 10:00");
    let before = target.account.clone();
    let order = Box::new(buyer.order("order").clone());
    target.tell(&Command::ReceiveBoundOrder { order }, at("2026-05-11 10:00"), Actor::System).unwrap();
    assert_eq!(target.account, before);
}

#[rstest]
#[case::another_edition_came_first("professional")]
fn bind_4_what_the_enterprise_can_no_longer_take_needs_attention(#[case] meanwhile: &str) {
    let (mut buyer, mut target) = (paid(), shop());
    bind(&mut buyer, &target, "2026-05-10 10:00").unwrap();
    target.buy("own", &edition(meanwhile, 1), at("2026-05-10 10:00"));
    let order = Box::new(buyer.order("order").clone());
    let received = target.tell(&Command::ReceiveBoundOrder { order }, at("2026-05-10 10:01"), Actor::System);
    assert_eq!(rules_of(received), ["ED-7"]);
    buyer.tell(&Command::FailBinding { order: OrderId::new("order") }, at("2026-05-10 10:02"), Actor::System).unwrap();
    assert!(matches!(buyer.state("order", at("2026-05-10 10:02")), OrderState::NeedsAttention { .. }));
}

#[test]
fn bind_5_once_bound_it_is_on_its_way() {
    let (mut buyer, target) = (paid(), shop());
    bind(&mut buyer, &target, "2026-05-10 10:00").unwrap();
    assert_eq!(
        buyer.state("order", at("2026-05-10 10:00")),
        OrderState::Provisioning { since: at("2026-05-10 10:00") }
    );
}

#[test]
fn bind_4_the_outlook_says_when_the_term_runs_out_unbound() {
    let buyer = paid();
    let changes = buyer.account.outlook(at("2026-06-01 10:00")).changes;
    let lapses = Changed::BindingLapses { order: OrderId::new("order") };
    assert_eq!(changes, [Change { at: at("2027-03-01 10:00"), what: lapses }]);
}

#[test]
fn bind_3_an_enterprise_takes_over_only_what_was_bound_to_it() {
    let mut buyer = paid();
    let mut other = shop();
    other.account = Account::new(AccountId::new("another enterprise"));
    let holder = enterprise(Certification::Certified, Activation::Activated);
    other.tell(&Command::OpenAccount { holder }, at(DAY), Actor::System).unwrap();
    let unbound = Box::new(buyer.order("order").clone());
    bind(&mut buyer, &shop(), "2026-05-10 10:00").unwrap();
    let bound_elsewhere = Box::new(buyer.order("order").clone());
    for order in [unbound, bound_elsewhere] {
        let received = other.tell(&Command::ReceiveBoundOrder { order }, at("2026-05-10 10:00"), Actor::System);
        assert_eq!(reasons(received), [Reason::BindingTargetMissing]);
    }
}
