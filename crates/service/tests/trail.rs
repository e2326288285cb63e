//! What happened to an order, and who may know it, over the store in memory (ORD-7).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

use api::{CashierChoice, Failure};
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Event, Order};
use rules::basket::Basket;
use rules::basket::EditionChoice;
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::rejection::{Reason, Rejection};
use rules::trail::{DoneBy, TrailEntry};
use rules::vocabulary::{Channel, EditionCode, OrderId, PersonId, Term};
use service::personas::Persona;
use service::{Demo, FixedClock, MemoryStore};

type Shop = Demo<MemoryStore, FixedClock>;

fn catalogue() -> Catalogue {
    Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap()
}

fn shop_of(persona: Persona) -> Shop {
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let shop = Demo::new(MemoryStore::default(), clock, catalogue());
    block_on(shop.sign_in(persona)).unwrap();
    shop
}

fn id() -> OrderId {
    OrderId::new("order")
}

fn placed() -> Shop {
    let shop = shop_of(Persona::Experience);
    let standing = block_on(shop.standing()).unwrap();
    let choice = EditionChoice { edition: EditionCode::new("advanced"), term: Term::ONE };
    let basket = Basket { edition: Some(choice), ..Basket::default() };
    let shown = quote(&catalogue(), standing.account.as_ref(), &basket, standing.at).unwrap();
    let terms = Some(catalogue().purchase_terms.version);
    block_on(shop.place(Channel::Web, PlaceOrder::online(id(), basket, shown.digest(), terms))).unwrap();
    shop
}

fn first_order(shop: &Shop) -> Order {
    block_on(shop.standing()).unwrap().account.unwrap().orders.first().map(|order| Order::clone(order)).unwrap()
}

fn told(shop: &Shop, order: &OrderId) -> Result<Vec<TrailEntry>, Failure> {
    block_on(shop.order_trail(Channel::Web, order))
}

#[test]
fn ord_7_a_failure_and_a_success_are_told_with_who_did_them() {
    let shop = placed();
    block_on(shop.pay(Channel::Web, &id(), CashierChoice::Fail)).unwrap();
    block_on(shop.pay(Channel::Web, &id(), CashierChoice::Pay)).unwrap();
    let entries = told(&shop, &id()).unwrap();
    assert!(entries.iter().all(|entry| entry.at.is_some()));
    let happened: Vec<&Event> = entries.iter().map(|entry| &entry.event).collect();
    assert!(
        matches!(happened[..3], [Event::OrderPlaced { .. }, Event::PaymentFailed { .. }, Event::OrderPaid { .. }]),
        "{happened:?}"
    );
    assert_eq!(entries[0].by, Some(DoneBy::Person(Persona::Experience.person())));
    assert_eq!(entries[1].by, Some(DoneBy::Shop));
}

#[test]
fn ord_7_an_employee_is_refused_with_the_reason_and_the_one_who_placed_it_is_not() {
    let shop = shop_of(Persona::Advanced);
    let order = first_order(&shop).id;
    assert!(told(&shop, &order).is_ok());
    block_on(shop.sign_in(Persona::Employee)).unwrap();
    let refused = Rejection::because(Reason::HistoryRoleMissing);
    assert_eq!(told(&shop, &order), Err(Failure::Refused(refused)));
}

#[test]
fn ord_7_nobody_reads_what_happened_to_an_order_of_another_account() {
    let shop = placed();
    block_on(shop.sign_in(Persona::Advanced)).unwrap();
    assert_eq!(told(&shop, &id()), Err(Failure::Refused(Rejection::because(Reason::OrderUnknown))));
    block_on(shop.sign_out()).unwrap();
    assert_eq!(told(&shop, &id()), Err(Failure::Refused(Rejection::because(Reason::SignInRequired))));
}

#[test]
fn names_are_told_of_ones_own_enterprise_and_of_who_binds_to_it_alone() {
    let shop = shop_of(Persona::Employee);
    let name = |person: PersonId| block_on(shop.person_name(&person)).unwrap();
    assert_eq!(name(Persona::Advanced.person()).as_deref(), Some("周例"));
    assert_eq!(name(Persona::FeeManager.person()).as_deref(), Some("钱会"));
    assert_eq!(name(Persona::Buyer.person()).as_deref(), Some("许个人"));
    assert_eq!(name(Persona::Flagship.person()), None);
    assert_eq!(name(PersonId::new("nobody")), None);
}

#[test]
fn names_are_told_to_nobody_who_is_not_signed_in() {
    let shop = shop_of(Persona::Flagship);
    assert_eq!(block_on(shop.person_name(&Persona::Buyer.person())), Ok(None), "not joined");
    block_on(shop.sign_out()).unwrap();
    assert!(block_on(shop.person_name(&Persona::Flagship.person())).is_err());
}
