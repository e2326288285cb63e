//! Orders: placed once, expired, cancelled, delivered (ORD-1 … ORD-4, ORD-8, ORD-10).

use crate::common::{altered, at, edition, fen, packs, reasons, rules_of, shop};
use chrono::TimeDelta;
use rstest::rstest;
use rules::account::{Event, OrderState, StoredEvent};
use rules::context::Actor;
use rules::rejection::{Reason, Remedy};
use rules::vocabulary::{OrderId, PersonId, Role, Roles};
use rules::way_forward::Wish;
use rules::{Command, Money};
use serde_json::json;

const DAY: &str = "2026-03-01 10:00";

#[test]
fn ord_1_a_paid_order_is_due_five_minutes_after_payment() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    assert_eq!(shop.order("a").due_by(&shop.catalogue.policies.delivery_minutes), None);
    shop.pay("a", at("2026-03-01 10:30"));
    assert_eq!(shop.order("a").due_by(&shop.catalogue.policies.delivery_minutes), Some(at("2026-03-01 10:35")));
}

#[test]
fn ord_1_only_what_is_paid_is_delivered_and_only_once() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    assert_eq!(
        reasons(shop.deliver("a", at(DAY))),
        [Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Unpaid }]
    );
    shop.pay("a", at(DAY));
    assert_eq!(shop.deliver("a", at("2026-03-01 10:04")).unwrap().len(), 1);
    assert_eq!(shop.deliver("a", at("2026-03-01 10:09")).unwrap(), []);
    let delivered = OrderState::Delivered { since: at(DAY), delivered_at: at("2026-03-01 10:04") };
    assert_eq!(shop.state("a", at("2026-03-01 10:09")), delivered);
}

#[test]
fn ord_2_an_unpaid_order_expires_after_24_hours() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let end = at("2026-03-02 10:00");
    assert_eq!(shop.state("a", end - TimeDelta::nanoseconds(1)), OrderState::Unpaid);
    assert_eq!(shop.state("a", end), OrderState::Expired { at: end });
    assert_eq!(rules_of(shop.cancel("a", end)), ["ORD-8"]);
}

#[test]
fn ord_3_the_same_order_again_is_that_order() {
    let mut shop = shop();
    let placing = Command::PlaceOrder(shop.placing("a", &edition("advanced", 1), at(DAY)));
    let context = shop.person(at(DAY));
    assert_eq!(shop.tell_in(&placing, &context).unwrap().len(), 1);
    let before = shop.account.clone();
    assert_eq!(shop.tell_in(&placing, &context).unwrap(), []);
    assert_eq!(shop.account, before);
}

#[test]
fn ord_3_a_retry_after_payment_or_cancellation_changes_nothing() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    assert_eq!(shop.place("a", &edition("advanced", 1), at("2026-03-05 10:00")).unwrap(), []);
    shop.place("b", &edition("professional", 1), at(DAY)).unwrap();
    shop.cancel("b", at(DAY)).unwrap();
    assert_eq!(shop.place("b", &edition("professional", 1), at("2026-03-05 10:00")).unwrap(), []);
}

#[rstest]
#[case::another_basket("professional", "buyer")]
#[case::another_person("advanced", "somebody")]
fn ord_3_the_same_key_with_another_body_is_an_error(#[case] which: &str, #[case] buyer: &str) {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.buyer = PersonId::new(buyer);
    let refused = reasons(shop.place("a", &edition(which, 1), at(DAY)));
    assert_eq!(refused, [Reason::KeyReused { order: OrderId::new("a") }]);
}

#[test]
fn ord_3_a_visitor_who_retries_signs_in_first() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let placing = Command::PlaceOrder(shop.placing("a", &edition("advanced", 1), at(DAY)));
    assert_eq!(reasons(shop.tell(&placing, at(DAY), Actor::Visitor)), [Reason::SignInRequired]);
}

#[test]
fn ord_4_who_was_shown_another_price_is_told_and_confirms_anew() {
    let mut shop = shop();
    let placing = Command::PlaceOrder(shop.placing("a", &edition("advanced", 1), at(DAY)));
    shop.catalogue = altered(|file| file["editions"][0]["yearly_price_fen"] = json!(400_000)).unwrap();
    let context = shop.person(at(DAY));
    assert_eq!(reasons(shop.tell_in(&placing, &context)), [Reason::QuoteChanged { total: fen(400_000) }]);
    assert!(shop.place("a", &edition("advanced", 1), at(DAY)).is_ok());
}

#[test]
fn ord_4_a_credit_that_fell_overnight_is_told() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(DAY));
    let placing = Command::PlaceOrder(shop.placing("a", &edition("professional", 1), at("2026-05-10 23:59")));
    let context = shop.person(at("2026-05-11 00:00"));
    assert_eq!(reasons(shop.tell_in(&placing, &context)), [Reason::QuoteChanged { total: fen(801_000) }]);
}

#[test]
fn ord_4_an_order_keeps_its_price_and_its_catalogue() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let before = shop.catalogue.version.clone();
    let change = |file: &mut serde_json::Value| {
        file["version"] = json!("next");
        file["editions"][0]["yearly_price_fen"] = json!(400_000);
    };
    shop.catalogue = altered(change).unwrap();
    shop.pay("a", at("2026-03-01 11:00"));
    assert_eq!((shop.order("a").total, &shop.order("a").catalogue_version), (fen(365_000), &before));
    assert_eq!(shop.account.editions[0].value, fen(365_000));
}

#[test]
fn ord_8_a_delivered_order_does_not_change() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    let refused = reasons(shop.cancel("a", at(DAY)));
    assert_eq!(refused[0].rule(), "ORD-8");
    let ways = shop.ways_of(&Wish::Other, &refused[0], &shop.person(at(DAY)));
    assert_eq!(ways, [Remedy::ContactService]);
}

#[test]
fn ord_10_the_purchase_terms_in_force_must_be_accepted() {
    let mut shop = shop();
    for accepted in [None, Some("an older version".to_owned())] {
        let mut placing = shop.placing("a", &edition("advanced", 1), at(DAY));
        placing.accepted_terms = accepted;
        let context = shop.person(at(DAY));
        let version = shop.catalogue.purchase_terms.version.clone();
        assert_eq!(
            reasons(shop.tell_in(&Command::PlaceOrder(placing), &context)),
            [Reason::TermsNotAccepted { version }]
        );
    }
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    assert_eq!(shop.order("a").terms_version, shop.catalogue.purchase_terms.version);
}

#[rstest]
#[case::whoever_placed_it("buyer", Role::Employee, true)]
#[case::somebody_who_may_buy("colleague", Role::FeeManager, true)]
#[case::somebody_else("colleague", Role::Employee, false)]
fn role_6_role_7_who_may_cancel_an_edition_order(#[case] who: &str, #[case] role: Role, #[case] may: bool) {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    (shop.buyer, shop.roles) = (PersonId::new(who), Roles::of(&[role]));
    let cancelled = shop.cancel("a", at(DAY));
    assert_eq!(cancelled.is_ok(), may);
    if !may {
        assert_eq!(reasons(cancelled), [Reason::OrderNotYours]);
    }
}

#[test]
fn role_7_an_order_of_packs_is_its_buyer_s_alone() {
    let mut shop = shop();
    shop.place("a", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    shop.buyer = PersonId::new("colleague");
    assert_eq!(reasons(shop.cancel("a", at(DAY))), [Reason::OrderNotYours]);
}

#[test]
fn cancelling_twice_is_cancelling_once() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    assert_eq!(shop.cancel("a", at(DAY)).unwrap().len(), 1);
    assert_eq!(shop.cancel("a", at("2026-03-01 11:00")).unwrap(), []);
    assert_eq!(shop.state("a", at("2026-03-09 10:00")), OrderState::Cancelled { at: at(DAY) });
}

#[test]
fn an_order_that_is_not_there_is_unknown_to_every_command() {
    let mut shop = shop();
    assert_eq!(reasons(shop.cancel("x", at(DAY))), [Reason::OrderUnknown]);
    assert_eq!(reasons(shop.deliver("x", at(DAY))), [Reason::OrderUnknown]);
    let notice = Command::ConfirmPayment {
        order: OrderId::new("x"),
        payment: rules::vocabulary::PaymentId::new("p"),
        amount: Money::ZERO,
    };
    assert_eq!(reasons(shop.tell(&notice, at(DAY), Actor::System)), [Reason::OrderUnknown]);
}

#[test]
fn opening_an_account_twice_is_opening_it_once() {
    let mut shop = shop();
    let holder = rules::account::Holder::Person { person: PersonId::new("buyer"), name: "林".to_owned() };
    assert_eq!(shop.tell(&Command::OpenAccount { holder }, at(DAY), Actor::System).unwrap(), []);
}

#[test]
fn an_enterprise_that_is_described_otherwise_is_described_so_once() {
    let mut shop = shop();
    let command = Command::DescribeEnterprise { name: "青禾".to_owned(), security_phone: "139****1111".to_owned() };
    let changed = shop.tell(&command, at(DAY), Actor::System).unwrap();
    assert_eq!(changed.len(), 1);
    let Some(rules::account::Holder::Enterprise { name, security_phone, .. }) = &shop.account.holder else {
        panic!("an enterprise stays one");
    };
    assert_eq!((name.as_str(), security_phone.as_str()), ("青禾", "139****1111"));
    assert_eq!(shop.tell(&command, at(DAY), Actor::System).unwrap(), []);
}

#[test]
fn an_event_of_a_format_that_is_not_known_is_refused() {
    let stored = StoredEvent::new(Event::OrderDelivered { order: OrderId::new("a"), at: at(DAY) });
    let mut file = serde_json::to_value(&stored).unwrap();
    assert_eq!(serde_json::from_value::<StoredEvent>(file.clone()).unwrap(), stored);
    file["format"] = json!(2);
    assert!(serde_json::from_value::<StoredEvent>(file).unwrap_err().to_string().contains("format 2"));
}
