//! Codes by message: how long they live, how often they can be tried and sent (BUY-4, BIND-1).
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use api::phone_code::{CodeEntered, CodeSent, normalized_code};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use service::personas::Persona;
use service::{Demo, FixedClock, MemoryStore};

const CODE: &str = "204861";

fn shop() -> Demo<MemoryStore, FixedClock> {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let shop = Demo::new(MemoryStore::default(), clock, catalogue);
    block_on(shop.sign_in(Persona::Buyer)).unwrap();
    shop
}

fn send(shop: &Demo<MemoryStore, FixedClock>) -> CodeSent {
    block_on(shop.send_code(CODE)).unwrap()
}

fn enter(shop: &Demo<MemoryStore, FixedClock>, typed: &str) -> CodeEntered {
    block_on(shop.enter_code(typed)).unwrap()
}

fn pass(shop: &Demo<MemoryStore, FixedClock>, time: TimeDelta) {
    block_on(shop.fast_forward(time)).unwrap();
}

fn is_verified(shop: &Demo<MemoryStore, FixedClock>) -> bool {
    block_on(shop.standing()).unwrap().session.unwrap().person.phone_verified_at.is_some()
}

#[test]
fn the_right_code_verifies_the_phone() {
    let shop = shop();
    send(&shop);
    assert!(!is_verified(&shop));
    assert_eq!(enter(&shop, CODE), CodeEntered::Verified);
    assert!(is_verified(&shop));
}

#[test]
fn a_code_is_understood_however_it_is_pasted() {
    let shop = shop();
    send(&shop);
    assert_eq!(enter(&shop, " ２０４-８ ６１ "), CodeEntered::Verified);
}

#[test]
fn a_code_counts_once() {
    let shop = shop();
    send(&shop);
    enter(&shop, CODE);
    assert_eq!(enter(&shop, CODE), CodeEntered::Spent);
}

#[test]
fn the_fifth_wrong_code_spends_it() {
    let shop = shop();
    send(&shop);
    let said: Vec<_> = (0..5).map(|_| enter(&shop, "000000")).collect();
    let wrong = |tries_left| CodeEntered::Wrong { tries_left };
    assert_eq!(said, [wrong(4), wrong(3), wrong(2), wrong(1), CodeEntered::Spent]);
    assert_eq!(enter(&shop, CODE), CodeEntered::Spent);
    assert!(!is_verified(&shop));
}

#[test]
fn a_code_lives_for_five_minutes() {
    let shop = shop();
    send(&shop);
    pass(&shop, TimeDelta::seconds(299));
    assert_eq!(enter(&shop, "000000"), CodeEntered::Wrong { tries_left: 4 });
    pass(&shop, TimeDelta::seconds(1));
    assert_eq!(enter(&shop, CODE), CodeEntered::Spent);
}

#[test]
fn another_code_is_sent_after_a_minute_and_takes_the_place_of_the_first() {
    let shop = shop();
    send(&shop);
    pass(&shop, TimeDelta::seconds(59));
    assert!(matches!(block_on(shop.send_code("111111")).unwrap(), CodeSent::TooSoon { .. }));
    pass(&shop, TimeDelta::seconds(1));
    assert!(matches!(block_on(shop.send_code("111111")).unwrap(), CodeSent::Sent { .. }));
    assert_eq!(enter(&shop, CODE), CodeEntered::Wrong { tries_left: 4 });
    assert_eq!(enter(&shop, "111111"), CodeEntered::Verified);
}

#[test]
fn without_a_code_there_is_nothing_to_enter() {
    assert_eq!(enter(&shop(), CODE), CodeEntered::Spent);
}

#[test]
fn what_is_no_code_is_none() {
    for typed in ["", "12345", "1234567", "12345a", "１２３４５"] {
        assert_eq!(normalized_code(typed), None, "{typed}");
    }
}
