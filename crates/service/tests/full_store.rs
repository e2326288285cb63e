//! A store that can be read and no longer written: what has arrived has arrived, whether or not that can be recorded.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "common/troubled.rs"]
mod troubled;

use api::{CashierChoice, Failure, StoreFailure};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::OrderState;
use rules::basket::{Basket, EditionChoice};
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::vocabulary::{Channel, EditionCode, OrderId, Term};
use service::personas::Persona;
use service::{Catalogues, Clock, FixedClock, Folded, Fulfilment, Shop, SimulatedCashier, Store, Version};
use troubled::{Trouble, Troubled};

#[test]
fn ord_9_a_due_delivery_is_shown_though_it_cannot_be_recorded_and_is_recorded_later() {
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let persona = Persona::Experience;
    let history = persona.history(&catalogue, now).unwrap();
    let mut shop = Shop {
        store: Troubled::with(&persona.account()),
        clock: FixedClock(now),
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    block_on(shop.seed(&persona.account(), history)).unwrap();
    let order = OrderId::new("order");
    let choice = EditionChoice { edition: EditionCode::new("professional"), term: Term::ONE };
    let basket = Basket { edition: Some(choice), ..Basket::default() };
    let account = block_on(shop.account(&persona.account())).unwrap();
    let shown = quote(&shop.catalogue(), Some(&account), &basket, now).unwrap().digest();
    let accepted_terms = Some(shop.catalogue().purchase_terms.version.clone());
    let placing = PlaceOrder::online(order.clone(), basket, shown, accepted_terms);
    block_on(shop.place(&persona.session(now), Channel::Web, placing)).unwrap();
    let session = persona.session(now);
    block_on(shop.pay(&session, Channel::Web, &order, &SimulatedCashier(CashierChoice::Pay))).unwrap();

    shop.clock = FixedClock(now + TimeDelta::minutes(5));
    shop.store.begin(Trouble::CannotBeWritten);
    let shown = block_on(shop.account(&persona.account())).unwrap();
    let delivered = |state: &OrderState| matches!(state, OrderState::Delivered { .. });
    assert!(delivered(&shown.order(&order).unwrap().state_at(shop.clock.now())));
    let recorded = block_on(shop.store.load(&persona.account())).unwrap().version;

    shop.store.begin(Trouble::None);
    let again = block_on(shop.account(&persona.account())).unwrap();
    assert_eq!(again, shown, "at the instant at which it happened");
    assert_eq!(block_on(shop.store.load(&persona.account())).unwrap().version, Version(recorded.0 + 1));
}

#[test]
fn a_full_store_says_so_and_places_nothing() {
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let shop = Shop {
        store: Troubled::with(&Persona::Experience.account()),
        clock: FixedClock(now),
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    shop.store.begin(Trouble::CannotBeWritten);
    let history = Persona::Experience.history(&shop.catalogue(), now).unwrap();
    let refused = block_on(shop.seed(&Persona::Experience.account(), history));
    assert_eq!(refused, Err(Failure::Store(StoreFailure::Full)));
}
