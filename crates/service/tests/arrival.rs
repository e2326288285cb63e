//! What has arrived is decided on and recorded, whether or not anybody looked at the account since (ORD-9).
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use api::{CashierChoice, Failure};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Account, Event, OrderState, PaymentMethod};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::rejection::Reason;
use rules::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};
use service::personas::Persona;
use service::{Catalogues, Clock, FixedClock, Folded, Fulfilment, MemoryStore, Shop, SimulatedCashier, Store};

const BUYER: Persona = Persona::Experience;

/// An edition was paid, and has arrived by now; nobody has looked.
fn unseen_arrival() -> Shop<MemoryStore, FixedClock> {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let history = BUYER.history(&catalogue, clock.now()).unwrap();
    let catalogues = Catalogues::always(catalogue);
    let mut shop = Shop {
        store: MemoryStore::default(),
        clock,
        catalogues,
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    block_on(shop.seed(&BUYER.account(), history)).unwrap();
    let choice = EditionChoice { edition: EditionCode::new("professional"), term: Term::ONE };
    place(&shop, "edition", Basket { edition: Some(choice), ..Basket::default() });
    let session = BUYER.session(shop.clock.now());
    let cashier = SimulatedCashier(CashierChoice::Pay);
    block_on(shop.pay(&session, Channel::Web, &OrderId::new("edition"), &cashier)).unwrap();
    shop.clock = FixedClock(shop.clock.now() + TimeDelta::minutes(6));
    shop
}

/// Without a look at the account as it stands.
fn place(shop: &Shop<MemoryStore, FixedClock>, order: &str, basket: Basket) {
    let now = shop.clock.now();
    let history = block_on(shop.store.load(&BUYER.account())).unwrap();
    let mut account = Account::replay(BUYER.account(), history.events.iter().map(|stored| &stored.event));
    for (order, at) in service::fulfilment::due_by_the_clock(&account, &shop.catalogue(), now) {
        account.apply(&Event::OrderDelivered { order, at });
    }
    let shown = quote(&shop.catalogue(), Some(&account), &basket, now).unwrap();
    let terms = shop.catalogue().purchase_terms.version.clone();
    let placing = PlaceOrder::online(OrderId::new(order), basket, shown.digest(), Some(terms));
    block_on(shop.place(&BUYER.session(now), Channel::Web, placing)).unwrap();
}

#[test]
fn ord_9_a_refusal_knows_what_has_arrived() {
    let shop = unseen_arrival();
    let order = OrderId::new("edition");
    let session = BUYER.session(shop.clock.now());
    let chosen = shop.choose_payment_method(&session, Channel::Web, order, PaymentMethod::BankTransfer);
    let Err(Failure::Refused(rejection)) = block_on(chosen) else { unreachable!("it is paid") };
    let state = rejection.reasons.iter().find_map(|reason| match reason {
        Reason::OrderStateRefuses { state, .. } => Some(state),
        _ => None,
    });
    assert!(matches!(state, Some(OrderState::Delivered { .. })), "{rejection:?}");
}

#[test]
fn ord_9_what_has_arrived_is_recorded_before_what_is_decided_on_it() {
    let shop = unseen_arrival();
    let pack = PackChoice { add_on: AddOnCode::new("contract_pack"), size: 1_000, quantity: 1 };
    place(&shop, "pack", Basket { packs: vec![pack], ..Basket::default() });
    let history = block_on(shop.store.load(&BUYER.account())).unwrap();
    let newest: Vec<Event> = history.events.into_iter().rev().take(2).map(|stored| stored.event).collect();
    let [Event::OrderPlaced { .. }, Event::OrderDelivered { order, .. }] = newest.as_slice() else {
        unreachable!("{newest:?}")
    };
    assert_eq!(order.as_str(), "edition");
}
