//! What happened to an order: which events, when, and by whom (ORD-5 … ORD-7).

use std::collections::BTreeSet;

use crate::common::{Shop, at, both, edition, fen, local, packs, persons_shop, shop};
use rstest::rstest;
use rules::Command;
use rules::account::{Event, HoldCause, InvoiceKind, Order, OrderStage, PaymentFate, PaymentMethod, TitleHolder};
use rules::context::{Actor, BindingTarget};
use rules::decide::{PlaceOrder, Resolution};
use rules::explain;
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::trail::{DoneBy, TrailEntry, trail};
use rules::vocabulary::Language::{Chinese, English};
use rules::vocabulary::{InvoiceId, OrderId, PaymentId, PersonId, Roles};

const DAY: &str = "2026-03-01 10:00";

fn buyer() -> Option<DoneBy> {
    Some(DoneBy::Person(PersonId::new("buyer")))
}

fn of(shop: &Shop, order: &str) -> Vec<TrailEntry> {
    trail(&shop.events, &OrderId::new(order))
}

/// The names of the events, as they are stored.
fn kinds(entries: &[TrailEntry]) -> Vec<String> {
    let kind = |entry: &TrailEntry| {
        let event = serde_json::to_value(&entry.event).unwrap();
        event.as_object().unwrap().keys().next().unwrap().clone()
    };
    entries.iter().map(kind).collect()
}

/// When each happened; `None` where it is not recorded.
fn times(entries: &[TrailEntry]) -> Vec<Option<String>> {
    entries.iter().map(|entry| entry.at.map(local)).collect()
}

#[test]
fn ord_5_a_purchase_tells_placing_failing_paying_granting_and_delivering() {
    let mut shop = shop();
    let basket = both(edition("professional", 2), packs(&[("contract_pack", 1000, 1)]));
    shop.place("a", &basket, at(DAY)).unwrap();
    let failed = Command::FailPayment { order: OrderId::new("a"), payment: PaymentId::new("f") };
    shop.tell(&failed, at("2026-03-01 10:01"), Actor::System).unwrap();
    shop.pay("a", at("2026-03-01 10:02"));
    shop.deliver("a", at("2026-03-01 10:06")).unwrap();
    let told = of(&shop, "a");
    let granted = ["edition_granted", "batch_granted", "batch_granted", "batch_granted"];
    let expected = [&["order_placed", "payment_failed", "order_paid"][..], &granted, &["order_delivered"]].concat();
    assert_eq!(kinds(&told), expected);
    let at_paying = Some("2026-03-01 10:02".to_owned());
    assert!(times(&told)[2..7].iter().all(|time| *time == at_paying), "granted in the same breath: {told:?}");
    assert_eq!(told[0].by, buyer());
    assert!(told[1..].iter().all(|entry| entry.by == Some(DoneBy::Shop)));
}

#[test]
fn ord_7_another_order_is_no_part_of_it() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    shop.buy("b", &packs(&[("signing_report", 10, 1)]), at("2026-03-02 10:00"));
    assert_eq!(kinds(&of(&shop, "b")), ["order_placed", "order_paid", "batch_granted", "order_delivered"]);
    assert_eq!(kinds(&of(&shop, "a")).len() + 4 + 1, shop.events.len(), "all but the opening of the account");
    assert_eq!(of(&shop, "nothing"), []);
}

#[test]
fn buy_8_an_upgrade_is_told_to_the_order_that_it_replaces_and_to_the_one_whose_packs_it_moves() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-03-02 10:00"));
    shop.buy("up", &edition("professional", 1), at("2026-05-10 12:00"));
    let replaced = of(&shop, "a").pop().unwrap();
    assert!(matches!(replaced.event, Event::EditionsReplaced { .. }));
    let moved = of(&shop, "pack").pop().unwrap();
    assert!(matches!(moved.event, Event::PacksMoved { .. }));
    assert_eq!(moved.at, Some(at("2026-05-10 12:00")));
    let own = kinds(&of(&shop, "up"));
    assert!(own.contains(&"editions_replaced".to_owned()) && own.contains(&"packs_moved".to_owned()), "{own:?}");
}

#[test]
fn ord_2_the_choice_of_a_way_of_paying_says_who_and_when_and_an_older_one_need_not() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let order = OrderId::new("a");
    let choice = Command::ChoosePaymentMethod { order, method: PaymentMethod::BankTransfer };
    shop.tell_in(&choice, &shop.person(at("2026-03-01 11:00"))).unwrap();
    let told = of(&shop, "a").pop().unwrap();
    assert_eq!((told.at, told.by), (Some(at("2026-03-01 11:00")), buyer()));
    let older = r#"{"payment_method_chosen":{"order":"a","method":"online","expires_at":"2026-03-02T02:00:00Z"}}"#;
    let older: Event = serde_json::from_str(older).unwrap();
    assert_eq!((older.at(), older.by()), (None, None));
    assert_eq!(kinds(&trail([&older], &OrderId::new("a"))), ["payment_method_chosen"]);
}

#[test]
fn ed_8_cancelling_says_who() {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.cancel("a", at("2026-03-01 11:00")).unwrap();
    let told = of(&shop, "a").pop().unwrap();
    assert_eq!((told.at, told.by), (Some(at("2026-03-01 11:00")), buyer()));
}

#[rstest]
#[case(Resolution::Deliver, "order_released")]
#[case(Resolution::Close, "order_closed")]
fn ord_6_held_money_and_what_the_operator_decided_are_told(#[case] resolution: Resolution, #[case] kind: &str) {
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    shop.notice("a", "p", fen(1), at("2026-03-01 10:01"));
    let operator = PersonId::new("operator");
    let resolve = Command::ResolveAttention { order: OrderId::new("a"), resolution };
    shop.tell(&resolve, at("2026-03-01 12:00"), Actor::Operator { id: operator.clone() }).unwrap();
    let told = of(&shop, "a");
    assert_eq!(kinds(&told)[1..3], ["payment_held", kind]);
    assert_eq!(told[2].by, Some(DoneBy::Operator(operator)));
}

#[test]
fn inv_3_invoices_that_cover_it_are_told_with_what_became_of_them() {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    shop.buy("b", &packs(&[("signing_report", 10, 1)]), at(DAY));
    let title = InvoiceTitle {
        holder: TitleHolder::Organisation,
        name: "样例".to_owned(),
        credit_code: None,
        address: None,
        phone: None,
        bank: None,
        account: None,
    };
    for (invoice, order) in [("i", "a"), ("j", "b")] {
        let request = InvoiceRequest {
            invoice: InvoiceId::new(invoice),
            orders: vec![OrderId::new(order)],
            kind: InvoiceKind::Ordinary,
            title: title.clone(),
        };
        shop.tell_in(&Command::RequestInvoice(request), &shop.person(at(DAY))).unwrap();
    }
    let failed = Command::RecordInvoiceFailed { invoice: InvoiceId::new("i") };
    shop.tell(&failed, at("2026-03-02 10:00"), Actor::System).unwrap();
    let issued = Command::RecordInvoiceIssued { invoice: InvoiceId::new("j") };
    shop.tell(&issued, at("2026-03-02 10:00"), Actor::System).unwrap();
    let told = kinds(&of(&shop, "a"));
    assert_eq!(told[told.len() - 2..], ["invoice_requested", "invoice_failed"]);
    let told = of(&shop, "b");
    assert_eq!(kinds(&told)[told.len() - 2..], ["invoice_requested", "invoice_issued"]);
    assert_eq!(told[told.len() - 2].by, buyer());
}

#[test]
fn bind_3_binding_is_told_of_the_buyer_and_taking_over_of_the_enterprise() {
    let mut person = persons_shop();
    person.channel = rules::vocabulary::Channel::PersonalMiniProgram;
    let basket = both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)]));
    let placing =
        PlaceOrder { enterprise_name: Some("样例企业".to_owned()), ..person.placing("a", &basket, at(DAY)) };
    person.tell_in(&Command::PlaceOrder(placing), &person.person(at(DAY))).unwrap();
    person.pay("a", at(DAY));
    let mut enterprise = shop();
    let target = BindingTarget { enterprise: enterprise.account.clone(), roles: Some(Roles::default()) };
    let bound_at = at("2026-03-05 10:00");
    let context = rules::context::Context { binding_target: Some(Box::new(target)), ..person.person(bound_at) };
    person.tell_in(&Command::BindOrder { order: OrderId::new("a"), confirmed_name: None }, &context).unwrap();
    let told = of(&person, "a");
    assert_eq!(kinds(&told), ["order_placed", "order_paid", "order_bound"]);
    assert_eq!((told[2].at, told[2].by.clone()), (Some(bound_at), buyer()));
    let received = Command::ReceiveBoundOrder { order: Box::new(person.order("a").clone()) };
    enterprise.tell(&received, at("2026-03-05 10:01"), Actor::System).unwrap();
    let told = of(&enterprise, "a");
    assert_eq!(kinds(&told), ["bound_order_received", "edition_granted", "batch_granted", "batch_granted"]);
    assert!(told.iter().all(|entry| entry.at == Some(bound_at)), "{told:?}");
}

#[test]
fn ord_6_each_payment_says_what_became_of_it() {
    let fates = |shop: &Shop| -> Vec<PaymentFate> {
        let order = shop.order("a");
        order.payments.iter().map(|payment| order.fate_of(payment)).collect()
    };
    let mut shop = shop();
    shop.place("a", &edition("advanced", 1), at(DAY)).unwrap();
    let mut wrong = shop.clone();
    shop.pay("a", at(DAY));
    shop.notice("a", "again", fen(365_000), at(DAY));
    assert_eq!(fates(&shop), [PaymentFate::Counted, PaymentFate::Held { cause: HoldCause::PaidBefore }]);
    wrong.notice("a", "p", fen(1), at(DAY));
    assert_eq!(fates(&wrong), [PaymentFate::Held { cause: HoldCause::OtherAmount }]);
    let operator = || Actor::Operator { id: PersonId::new("operator") };
    let resolve = |resolution| Command::ResolveAttention { order: OrderId::new("a"), resolution };
    let mut released = wrong.clone();
    released.tell(&resolve(Resolution::Deliver), at(DAY), operator()).unwrap();
    assert_eq!(fates(&released), [PaymentFate::Released]);
    wrong.tell(&resolve(Resolution::Close), at(DAY), operator()).unwrap();
    assert_eq!(fates(&wrong), [PaymentFate::Returned { at: at(DAY) }]);
    for language in [Chinese, English] {
        let all = [shop.clone(), released.clone(), wrong.clone()].iter().flat_map(fates).collect::<Vec<_>>();
        let words: BTreeSet<String> = all.iter().map(|fate| explain::payment_fate(*fate, language)).collect();
        assert_eq!(words.len(), 4);
    }
}

#[test]
fn ord_6_a_sum_of_what_was_paid_leaves_held_and_returned_money_out() {
    let mut shop = shop();
    shop.buy("paid", &edition("advanced", 1), at(DAY));
    shop.place("a", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    shop.notice("a", "p", fen(1), at(DAY));
    let sum = |shop: &Shop| Order::paid_together(shop.account.orders.iter().map(|order| &**order));
    assert_eq!(sum(&shop), Some(fen(365_000)));
    let order = OrderId::new("a");
    let operator = Actor::Operator { id: PersonId::new("operator") };
    shop.tell(&Command::ResolveAttention { order, resolution: Resolution::Deliver }, at(DAY), operator).unwrap();
    assert_eq!(sum(&shop), Some(fen(365_001)), "released, it counts");
}

#[test]
fn every_stage_has_a_short_name_of_its_own() {
    let codes: BTreeSet<&str> = OrderStage::ALL.into_iter().map(OrderStage::code).collect();
    assert_eq!(codes.len(), OrderStage::ALL.len());
    let states = crate::common::reading::every_state();
    let stages: Vec<OrderStage> = states.iter().map(rules::account::OrderState::stage).collect();
    assert!(OrderStage::ALL.iter().all(|stage| stages.contains(stage)));
    for (state, stage) in states.iter().zip(stages) {
        assert_eq!(explain::order_state(state, Chinese), explain::order_stage(stage, Chinese));
    }
}
