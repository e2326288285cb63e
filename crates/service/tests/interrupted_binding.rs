//! Whoever tells the enterprise of what was bound to it is interrupted: the order arrives nowhere before it is there (BIND-5).
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use api::{CashierChoice, Failure, Session};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Binding, Event, OrderState, StoredEvent};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};
use service::personas::Persona;
use service::{Catalogues, Clock, FixedClock, Folded, Fulfilment, MemoryStore, Shop, SimulatedCashier, Store};

type Desk = Shop<MemoryStore, FixedClock>;

/// The buyer paid an order and bound it to an enterprise, which was not told; its time to arrive has come.
fn untold(enterprise: Persona) -> Desk {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let catalogues = Catalogues::always(catalogue);
    let mut desk = Shop {
        store: MemoryStore::default(),
        clock,
        catalogues,
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    for persona in [Persona::Buyer, enterprise] {
        let history = persona.history(&desk.catalogue(), desk.clock.now()).unwrap();
        block_on(desk.seed(&persona.account(), history)).unwrap();
    }
    buy(&desk);
    let bound = Event::OrderBound {
        order: order(),
        binding: Binding { enterprise: enterprise.account(), at: desk.clock.now() },
    };
    let version = block_on(desk.store.load(&Persona::Buyer.account())).unwrap().version;
    block_on(desk.store.append(&Persona::Buyer.account(), version, &[StoredEvent::new(bound)])).unwrap();
    desk.clock = FixedClock(desk.clock.now() + TimeDelta::minutes(6));
    desk
}

fn buy(desk: &Desk) {
    let session = buyer(desk);
    let edition = EditionChoice { edition: EditionCode::new("advanced"), term: Term::ONE };
    let packs = vec![PackChoice::one(AddOnCode::new("contract_pack"), 1000)];
    let basket = Basket { edition: Some(edition), packs, ..Basket::default() };
    let account = block_on(desk.account(&session.account)).unwrap();
    let shown = quote(&desk.catalogue(), Some(&account), &basket, desk.clock.now()).unwrap();
    let terms = desk.catalogue().purchase_terms.version.clone();
    let online = PlaceOrder::online(order(), basket, shown.digest(), Some(terms));
    let placing = PlaceOrder { enterprise_name: Some("初雪样例有限公司".to_owned()), ..online };
    block_on(desk.place(&session, Channel::PersonalMiniProgram, placing)).unwrap();
    let cashier = SimulatedCashier(CashierChoice::Pay);
    block_on(desk.pay(&session, Channel::PersonalMiniProgram, &order(), &cashier)).unwrap();
}

fn buyer(desk: &Desk) -> Session {
    let mut session = Persona::Buyer.session(desk.clock.now());
    session.person.phone_verified_at = Some(desk.clock.now());
    session
}

fn order() -> OrderId {
    OrderId::new("order")
}

/// As it stands for whoever looks.
fn state(desk: &Desk, persona: Persona) -> Option<OrderState> {
    let account = block_on(desk.account(&persona.account())).unwrap();
    account.order(&order()).map(|order| order.state_at(desk.clock.now()))
}

#[test]
fn bind_5_the_enterprise_is_told_when_the_person_looks_again() {
    let desk = untold(Persona::Experience);
    assert!(matches!(state(&desk, Persona::Buyer), Some(OrderState::Delivered { .. })));
    assert!(matches!(state(&desk, Persona::Experience), Some(OrderState::Delivered { .. })));
}

#[test]
fn bind_5_what_the_enterprise_cannot_take_needs_attention_and_has_not_arrived() {
    let desk = untold(Persona::ProfessionalNearEnd);
    assert!(matches!(state(&desk, Persona::Buyer), Some(OrderState::NeedsAttention { .. })));
    assert_eq!(state(&desk, Persona::ProfessionalNearEnd), None);
}

#[test]
fn bind_5_no_decision_about_the_person_takes_for_arrived_what_the_enterprise_does_not_have() {
    let desk = untold(Persona::Experience);
    let session = buyer(&desk);
    let chosen = desk.cancel(&session, Channel::PersonalMiniProgram, order());
    let Err(Failure::Refused(rejection)) = block_on(chosen) else { unreachable!("it is paid") };
    assert!(format!("{rejection:?}").contains("Provisioning"), "{rejection:?}");
}
