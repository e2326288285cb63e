//! The use cases over the store in memory: the whole way of an order, and everything that can come twice or late.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::atomic::{AtomicI64, Ordering};

use api::phone_code::CodeEntered;
use api::{CashierChoice, Failure};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Account, Order, OrderState};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::rejection::Reason;
use rules::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, QuotaKind, Term};
use service::personas::Persona;
use service::{Clock, Demo, MemoryStore, PaymentOutcome};

/// A wall clock that a test moves.
struct Wall(AtomicI64);

impl Clock for &Wall {
    fn now(&self) -> Instant {
        Instant::from_timestamp(self.0.load(Ordering::Relaxed), 0).unwrap()
    }
}

impl Wall {
    /// 2026-03-01 10:00 in Shanghai.
    const fn new() -> Self {
        Self(AtomicI64::new(1_772_330_400))
    }

    fn pass(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }
}

type Shop<'a> = Demo<MemoryStore, &'a Wall>;

fn catalogue() -> Catalogue {
    Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap()
}

fn shop(wall: &Wall) -> Shop<'_> {
    let shop = Demo::new(MemoryStore::default(), wall, catalogue());
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    shop
}

fn basket() -> Basket {
    let pack = PackChoice { add_on: AddOnCode::new("contract_pack"), size: 10_000, quantity: 1 };
    let edition = EditionChoice { edition: EditionCode::new("professional"), term: Term::try_from(2).unwrap() };
    Basket { edition: Some(edition), packs: vec![pack], ..Basket::default() }
}

fn account(shop: &Shop<'_>) -> Account {
    block_on(shop.standing()).unwrap().account.unwrap()
}

fn placing(shop: &Shop<'_>, key: &str, basket: Basket) -> PlaceOrder {
    let standing = block_on(shop.standing()).unwrap();
    let shown = quote(&catalogue(), standing.account.as_ref(), &basket, standing.at).unwrap();
    PlaceOrder::online(OrderId::new(key), basket, shown.digest(), Some(catalogue().purchase_terms.version))
}

fn place(shop: &Shop<'_>, key: &str) -> Order {
    block_on(shop.place(Channel::Web, placing(shop, key, basket()))).unwrap();
    order(shop, key)
}

fn order(shop: &Shop<'_>, key: &str) -> Order {
    account(shop).order(&OrderId::new(key)).unwrap().clone()
}

fn wall_now(wall: &Wall) -> Instant {
    Clock::now(&wall)
}

fn pay(shop: &Shop<'_>, key: &str, choice: CashierChoice) -> PaymentOutcome {
    block_on(shop.pay(Channel::Web, &OrderId::new(key), choice)).unwrap()
}

#[test]
fn an_order_goes_from_placing_to_delivery() {
    let wall = Wall::new();
    let shop = shop(&wall);
    assert_eq!(place(&shop, "key").recorded_state, OrderState::Unpaid);
    assert!(matches!(pay(&shop, "key", CashierChoice::Pay), PaymentOutcome::Paid { .. }));
    assert!(matches!(order(&shop, "key").recorded_state, OrderState::Provisioning { .. }));
    wall.pass(TimeDelta::minutes(5));
    assert!(matches!(order(&shop, "key").recorded_state, OrderState::Delivered { .. }));
    let now = block_on(shop.standing()).unwrap().at;
    assert_eq!(account(&shop).balance(QuotaKind::Contract, now).left(), 13_000);
}

#[test]
fn ord_1_delivery_takes_three_to_five_minutes_whenever_one_looks() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    pay(&shop, "key", CashierChoice::Pay);
    wall.pass(TimeDelta::seconds(179));
    assert!(matches!(order(&shop, "key").recorded_state, OrderState::Provisioning { .. }));
    wall.pass(TimeDelta::days(3));
    let OrderState::Delivered { since, delivered_at } = order(&shop, "key").recorded_state else {
        panic!("not delivered");
    };
    let took = delivered_at.signed_duration_since(since);
    assert!((TimeDelta::minutes(3)..=TimeDelta::minutes(5)).contains(&took), "{took}");
}

#[test]
fn ord_3_placing_the_same_order_again_is_one_order() {
    let wall = Wall::new();
    let shop = shop(&wall);
    let request = placing(&shop, "key", basket());
    for _ in 0..3 {
        block_on(shop.place(Channel::Web, request.clone())).unwrap();
    }
    assert_eq!(account(&shop).orders.len(), 1);
}

#[test]
fn ord_3_a_basket_has_one_key_until_its_order_is_over() {
    let wall = Wall::new();
    let shop = shop(&wall);
    let claim = |fresh: &str| block_on(shop.order_key(&basket(), &OrderId::new(fresh))).unwrap();
    assert_eq!(claim("first"), claim("second"), "two tabs agree");
    place(&shop, "first");
    assert_eq!(claim("third"), OrderId::new("first"), "unpaid, it is the same");
    block_on(shop.cancel(Channel::Web, OrderId::new("first"))).unwrap();
    assert_eq!(claim("fourth"), OrderId::new("fourth"), "cancelled, the basket gets a new one");
    assert_eq!(claim("fifth"), OrderId::new("fourth"), "which it keeps");
}

#[test]
fn ord_5_paying_twice_counts_once() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    pay(&shop, "key", CashierChoice::Pay);
    assert_eq!(pay(&shop, "key", CashierChoice::Pay), PaymentOutcome::PaidBefore);
    assert_eq!(order(&shop, "key").payments.len(), 1);
    assert_eq!(account(&shop).editions.len(), 1);
}

#[test]
fn an_abandoned_payment_changes_nothing() {
    let wall = Wall::new();
    let shop = shop(&wall);
    let before = place(&shop, "key");
    assert_eq!(pay(&shop, "key", CashierChoice::Abandon), PaymentOutcome::Abandoned);
    assert_eq!(order(&shop, "key"), before);
}

#[test]
fn ord_5_failed_payments_are_kept_and_the_next_one_still_pays() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    for _ in 0..2 {
        assert!(matches!(pay(&shop, "key", CashierChoice::Fail), PaymentOutcome::Failed { .. }));
    }
    let failed = order(&shop, "key");
    assert_eq!((failed.failures.len(), failed.state_at(wall_now(&wall))), (2, OrderState::Unpaid));
    assert!(matches!(pay(&shop, "key", CashierChoice::Pay), PaymentOutcome::Paid { .. }));
}

#[test]
fn ord_6_nothing_is_collected_for_an_order_that_can_no_longer_be_paid() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "expired");
    wall.pass(TimeDelta::hours(24));
    let refused = block_on(shop.pay(Channel::Web, &OrderId::new("expired"), CashierChoice::Pay));
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    assert!(order(&shop, "expired").payments.is_empty());
}

#[test]
fn ch_2_what_the_web_sold_is_not_paid_in_a_mini_program() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    let pay_in = |channel| block_on(shop.pay(channel, &OrderId::new("key"), CashierChoice::Pay));
    assert!(matches!(pay_in(Channel::MiniProgram), Err(Failure::Refused(_))));
    assert!(order(&shop, "key").payments.is_empty());
    assert!(matches!(pay_in(Channel::Web), Ok(PaymentOutcome::Paid { .. })));
    // Paid is paid, wherever one asks again.
    assert_eq!(pay_in(Channel::MiniProgram), Ok(PaymentOutcome::PaidBefore));
}

#[test]
fn role_7_a_visitor_pays_for_nothing() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    block_on(shop.sign_out()).unwrap();
    let refused = block_on(shop.pay(Channel::Web, &OrderId::new("key"), CashierChoice::Pay));
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
}

#[test]
fn buy_4_the_security_phone_counts_for_half_an_hour_and_can_be_verified_again() {
    let wall = Wall::new();
    let shop = shop(&wall);
    wall.pass(TimeDelta::minutes(30));
    let request = placing(&shop, "key", basket());
    let Err(Failure::Refused(rejection)) = block_on(shop.place(Channel::Web, request.clone())) else {
        panic!("not refused");
    };
    assert_eq!(rejection.reasons.iter().map(Reason::rule).collect::<Vec<_>>(), ["BUY-4"]);
    block_on(shop.send_code("123456")).unwrap();
    assert_eq!(block_on(shop.enter_code("123456")), Ok(CodeEntered::Verified));
    block_on(shop.place(Channel::Web, request)).unwrap();
}

#[test]
fn buy_1_a_visitor_places_nothing() {
    let wall = Wall::new();
    let shop = shop(&wall);
    let request = placing(&shop, "key", basket());
    block_on(shop.sign_out()).unwrap();
    let Err(Failure::Refused(rejection)) = block_on(shop.place(Channel::Web, request)) else {
        panic!("not refused");
    };
    assert_eq!(rejection.reasons, [Reason::SignInRequired]);
}

#[test]
fn the_key_of_an_order_of_another_account_is_refused() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    block_on(shop.sign_in(Persona::Advanced)).unwrap();
    let request = placing(&shop, "key", basket());
    let Err(Failure::Refused(rejection)) = block_on(shop.place(Channel::Web, request)) else {
        panic!("not refused");
    };
    assert_eq!(rejection.reasons.iter().map(Reason::rule).collect::<Vec<_>>(), ["ORD-3"]);
}

#[test]
fn the_clock_moves_forward_and_a_reset_brings_it_back() {
    let wall = Wall::new();
    let shop = shop(&wall);
    block_on(shop.fast_forward(TimeDelta::days(2))).unwrap();
    let standing = block_on(shop.standing()).unwrap();
    assert_eq!(standing.clock_offset, TimeDelta::days(2));
    block_on(shop.reset()).unwrap();
    let standing = block_on(shop.standing()).unwrap();
    assert_eq!((standing.clock_offset, standing.session), (TimeDelta::zero(), None));
}

#[test]
fn every_persona_has_the_history_that_its_story_tells() {
    let wall = Wall::new();
    let shop = shop(&wall);
    let told: Vec<_> = Persona::ALL
        .into_iter()
        .map(|persona| {
            block_on(shop.sign_in(persona)).unwrap();
            let standing = block_on(shop.standing()).unwrap();
            let account = standing.account.unwrap();
            let left = account.paid_end(standing.at).map(|end| end.signed_duration_since(standing.at).num_days());
            (account.effective_edition(standing.at).as_str().to_owned(), left, account.orders.len())
        })
        .collect();
    let fresh = ("experience", None, 0);
    let advanced = ("advanced", Some(225), 2);
    let flagship = ("flagship", Some(65), 1);
    let expected = [fresh, advanced, ("professional", Some(12), 1), advanced, advanced, flagship, fresh, fresh, fresh];
    assert_eq!(told, expected.map(|(edition, left, orders)| (edition.to_owned(), left, orders)));
}

#[test]
fn slipping_into_a_customer_again_keeps_what_was_bought() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    block_on(shop.sign_in(Persona::Advanced)).unwrap();
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    assert_eq!(account(&shop).orders.len(), 1);
}

#[test]
fn what_was_folded_is_not_taken_for_a_history_that_was_begun_anew() {
    let wall = Wall::new();
    let shop = shop(&wall);
    place(&shop, "key");
    block_on(shop.reset()).unwrap();
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    assert_eq!(account(&shop).orders.len(), 0);
}
