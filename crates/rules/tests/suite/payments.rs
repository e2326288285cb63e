//! Payment notices: each counts once, and money is never lost (ORD-5, ORD-6).

use crate::common::{Shop, altered, at, both, edition, fen, packs, reasons, rules_of, shop};
use rstest::rstest;
use rules::Command;
use rules::account::{Activation, Certification, Event, HoldCause, OrderState, PaymentMethod};
use rules::context::{Actor, Context};
use rules::decide::{may_pay, payment_methods};
use rules::rejection::{Handover, Reason};
use rules::vocabulary::{Channel, OrderId, PersonId};
use serde_json::json;

const DAY: &str = "2026-03-01 10:00";

#[test]
fn ord_5_a_notice_counts_once() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    assert!(!shop.notice("a", "p", fen(365_000), at(DAY)).is_empty());
    let before = shop.account.clone();
    assert_eq!(shop.notice("a", "p", fen(365_000), at("2026-03-01 10:01")), []);
    shop.deliver("a", at("2026-03-01 10:04")).unwrap();
    assert_eq!(shop.notice("a", "p", fen(365_000), at("2026-03-09 10:00")), []);
    assert_eq!(shop.account.editions, before.editions);
}

#[rstest]
#[case::the_right_amount_first(&[("p", 365_000), ("q", 100)])]
#[case::the_right_amount_last(&[("q", 100), ("p", 365_000)])]
#[case::with_repetitions(&[("q", 100), ("q", 100), ("p", 365_000), ("q", 100), ("p", 365_000)])]
fn ord_5_notices_come_in_any_order(#[case] notices: &[(&str, i64)]) {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    for (payment, amount) in notices {
        shop.notice("a", payment, fen(*amount), at(DAY));
    }
    assert_eq!(shop.state("a", at(DAY)), OrderState::Provisioning { since: at(DAY) });
    let held: Vec<_> = shop.order("a").payments.iter().filter(|payment| payment.held.is_some()).collect();
    assert_eq!((shop.order("a").payments.len(), held.len()), (2, 1));
    assert_eq!(held[0].amount, fen(100));
}

#[rstest]
#[case::cancelled("cancel", 365_000, HoldCause::Cancelled)]
#[case::expired("expire", 365_000, HoldCause::Expired)]
#[case::too_little("", 364_999, HoldCause::OtherAmount)]
#[case::too_much("", 365_001, HoldCause::OtherAmount)]
#[case::nothing("", 0, HoldCause::OtherAmount)]
#[case::no_longer_certified("uncertify", 365_000, HoldCause::NoLongerPermitted)]
#[case::no_longer_activated("deactivate", 365_000, HoldCause::NoLongerPermitted)]
#[case::no_longer_sold("withdraw", 365_000, HoldCause::NoLongerPermitted)]
fn ord_6_money_that_cannot_be_delivered_for_is_kept(
    #[case] before: &str,
    #[case] amount: i64,
    #[case] expected: HoldCause,
) {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let mut now = at("2026-03-01 11:00");
    match before {
        "cancel" => drop(shop.cancel("a", now).unwrap()),
        "expire" => now = at("2026-03-02 10:00"),
        "uncertify" => {
            shop.account.apply(&Event::CertificationRecorded { certification: Certification::Uncertified, at: now });
        }
        "deactivate" => {
            shop.account.apply(&Event::ActivationRecorded { activation: Activation::OtherEnterprise, at: now });
        }
        "withdraw" => shop.catalogue = without_advanced(),
        _ => {}
    }
    let events = shop.notice("a", "p", fen(amount), now);
    assert!(matches!(&events[..], [Event::PaymentHeld { cause, .. }] if *cause == expected), "{events:?}");
    assert_eq!(shop.state("a", now), OrderState::NeedsAttention { at: now });
    assert_eq!(shop.order("a").payments[0].held, Some(expected));
    assert_eq!(shop.account.editions, []);
}

/// The shipped catalogue with another edition in place of advanced.
fn without_advanced() -> rules::Catalogue {
    let text = crate::common::SHIPPED.replace("\"advanced\"", "\"basic\"");
    rules::Catalogue::parse(&text).expect("a catalogue")
}

#[test]
fn ord_6_money_for_packs_that_the_edition_no_longer_suffices_for_is_kept() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(DAY));
    shop.place("pack", &packs(&[("contract_pack", 1000, 1)]), at(DAY)).unwrap();
    shop.catalogue = altered(|file| file["add_ons"][0]["editions"] = json!(["flagship"])).unwrap();
    shop.pay("pack", at(DAY));
    assert_eq!(shop.order("pack").payments[0].held, Some(HoldCause::NoLongerPermitted));
    assert_eq!(shop.account.batches.len(), 1);
}

#[test]
fn ord_6_the_right_amount_that_comes_too_late_is_kept() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.notice("a", "q", fen(100), at(DAY));
    let events = shop.notice("a", "p", fen(365_000), at("2026-03-02 10:00"));
    assert!(matches!(events[..], [Event::PaymentHeld { cause: HoldCause::Expired, .. }]), "{events:?}");
}

#[test]
fn ord_6_more_money_for_a_cancelled_order_is_kept_too() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.cancel("a", at(DAY)).unwrap();
    shop.notice("a", "p", fen(365_000), at(DAY));
    let events = shop.notice("a", "q", fen(365_000), at(DAY));
    assert!(matches!(events[..], [Event::PaymentHeld { cause: HoldCause::Cancelled, .. }]), "{events:?}");
}

#[test]
fn ord_6_a_second_payment_leaves_a_good_order_as_it_is() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    let before = shop.state("a", at(DAY));
    let events = shop.notice("a", "again", fen(365_000), at("2026-03-01 11:00"));
    assert!(matches!(events[..], [Event::PaymentHeld { cause: HoldCause::PaidBefore, .. }]));
    assert_eq!(shop.state("a", at("2026-03-01 11:00")), before);
    assert_eq!(shop.order("a").payments[1].held, Some(HoldCause::PaidBefore));
}

#[test]
fn money_deliveries_and_accounts_are_recorded_by_the_shop_alone() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let order = OrderId::new("a");
    let holder = shop.account.holder.clone().unwrap();
    let notice = Command::ConfirmPayment {
        order: order.clone(),
        payment: rules::vocabulary::PaymentId::new("p"),
        amount: fen(365_000),
    };
    for command in [notice, Command::DeliverOrder { order }, Command::OpenAccount { holder }] {
        let person = shop.person(at(DAY));
        assert_eq!(reasons(shop.tell_in(&command, &person)), [Reason::OrderNotYours]);
        assert_eq!(reasons(shop.tell(&command, at(DAY), Actor::Visitor)), [Reason::SignInRequired]);
    }
}

#[test]
fn ch_2_ch_10_what_a_channel_would_not_sell_is_not_paid_in_it() {
    let mut shop = shop();
    let now = at("2026-03-01 10:00");
    shop.place("order", &edition("professional", 1), now).unwrap();
    let may_pay_in = |shop: &Shop, channel| {
        let context = Context { channel, ..shop.person(now) };
        may_pay(&shop.catalogue, Some(&shop.account), &OrderId::new("order"), &context)
    };
    assert_eq!(may_pay_in(&shop, Channel::Web), Ok(()));
    let refused = may_pay_in(&shop, Channel::MiniProgram);
    assert_eq!(rules_of(refused.clone()), ["CH-2"]);
    // Sales need not be asked: where it was placed it can be paid.
    assert!(matches!(&reasons(refused)[..], [Reason::ChannelRefuses { instead: Handover::Web, .. }]));

    shop.cancel("order", now).unwrap();
    assert_eq!(rules_of(may_pay_in(&shop, Channel::Web)), ["ORD-8"]);
}

#[test]
fn ch_10_the_largest_amount_of_a_channel_holds_for_orders_of_another() {
    let mut shop = shop();
    shop.catalogue =
        altered(|file| file["policies"]["largest_order_fen"] = json!({ "mini_program": 365_000 })).unwrap();
    let now = at("2026-03-01 10:00");
    shop.place("order", &both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)])), now).unwrap();
    let context = Context { channel: Channel::MiniProgram, ..shop.person(now) };
    let order = OrderId::new("order");
    assert_eq!(rules_of(may_pay(&shop.catalogue, Some(&shop.account), &order, &context)), ["CH-10"]);
    shop.catalogue =
        altered(|file| file["policies"]["largest_order_fen"] = json!({ "mini_program": 645_000 })).unwrap();
    assert_eq!(may_pay(&shop.catalogue, Some(&shop.account), &order, &context), Ok(()));
    // Where it was placed it can be paid, whatever the seller limits meanwhile.
    shop.catalogue = altered(|file| file["policies"]["largest_order_fen"] = json!({ "web": 100 })).unwrap();
    assert_eq!(may_pay(&shop.catalogue, Some(&shop.account), &order, &shop.person(now)), Ok(()));
}

#[test]
fn role_7_an_order_is_paid_by_those_in_whose_care_it_is() {
    let mut shop = shop();
    let now = at("2026-03-01 10:00");
    shop.place("order", &packs(&[("signing_report", 10, 1)]), now).unwrap();
    let order = OrderId::new("order");
    shop.buyer = PersonId::new("somebody else");
    assert_eq!(rules_of(may_pay(&shop.catalogue, Some(&shop.account), &order, &shop.person(now))), ["ROLE-7"]);
    assert_eq!(rules_of(may_pay(&shop.catalogue, None, &order, &shop.person(now))), ["BUY-1"]);
    let unknown = OrderId::new("unknown");
    assert_eq!(rules_of(may_pay(&shop.catalogue, Some(&shop.account), &unknown, &shop.person(now))), ["ROLE-7"]);
}

#[test]
fn ch_10_a_mini_program_pays_in_its_host_app_and_a_transfer_needs_an_account() {
    let shop = shop();
    let both_ways = [PaymentMethod::Online, PaymentMethod::BankTransfer];
    assert_eq!(payment_methods(&shop.catalogue, Channel::Web), both_ways);
    for channel in [Channel::MiniProgram, Channel::PersonalMiniProgram] {
        assert_eq!(payment_methods(&shop.catalogue, channel), [PaymentMethod::Online]);
    }
    let without = altered(|file| drop(file.as_object_mut().unwrap().remove("bank_transfer"))).unwrap();
    assert_eq!(payment_methods(&without, Channel::Web), [PaymentMethod::Online]);
}
