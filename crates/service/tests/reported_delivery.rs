//! Where the e-sign system delivers, an order is being set up until it is reported (ORD-1, BIND-5).
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "common/troubled.rs"]
mod troubled;

use api::{CashierChoice, Failure, Session};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Binding, Event, OrderState, StoredEvent};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::rejection::Reason;
use rules::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};
use service::personas::Persona;
use service::{Catalogues, Clock, FixedClock, Folded, Fulfilment, Shop, SimulatedCashier, Store};
use troubled::{Trouble, Troubled};

type Desk = Shop<Troubled, FixedClock>;

const ENTERPRISE: Persona = Persona::Experience;
/// Has an edition that nothing can be bound to.
const REFUSING: Persona = Persona::ProfessionalNearEnd;
const BUYER: Persona = Persona::Buyer;

fn desk() -> Desk {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let desk = Shop {
        store: Troubled::with(&ENTERPRISE.account()),
        clock: FixedClock("2026-03-01T02:00:00Z".parse().unwrap()),
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::Reported,
    };
    for persona in [ENTERPRISE, REFUSING, BUYER] {
        let history = persona.history(&desk.catalogue(), desk.clock.now()).unwrap();
        block_on(desk.seed(&persona.account(), history)).unwrap();
    }
    desk
}

fn order() -> OrderId {
    OrderId::new("order")
}

fn session(desk: &Desk, persona: Persona) -> Session {
    let mut session = persona.session(desk.clock.now());
    session.person.phone_verified_at = Some(desk.clock.now());
    session
}

fn place(desk: &Desk, persona: Persona, channel: Channel) {
    let session = session(desk, persona);
    let edition = EditionChoice { edition: EditionCode::new("advanced"), term: Term::ONE };
    let packs = vec![PackChoice::one(AddOnCode::new("contract_pack"), 1000)];
    let basket = Basket { edition: Some(edition), packs, ..Basket::default() };
    let account = block_on(desk.account(&session.account)).unwrap();
    let shown = quote(&desk.catalogue(), Some(&account), &basket, desk.clock.now()).unwrap();
    let terms = desk.catalogue().purchase_terms.version.clone();
    let online = PlaceOrder::online(order(), basket, shown.digest(), Some(terms));
    let placing = PlaceOrder { enterprise_name: Some("初雪样例有限公司".to_owned()), ..online };
    block_on(desk.place(&session, channel, placing)).unwrap();
}

fn buy(desk: &Desk, persona: Persona, channel: Channel) {
    place(desk, persona, channel);
    let cashier = SimulatedCashier(CashierChoice::Pay);
    block_on(desk.pay(&session(desk, persona), channel, &order(), &cashier)).unwrap();
}

/// The buyer paid and bound the order, and whoever tells the enterprise was interrupted.
fn bound_and_untold() -> Desk {
    bound_to(ENTERPRISE)
}

fn bound_to(enterprise: Persona) -> Desk {
    let desk = desk();
    buy(&desk, BUYER, Channel::PersonalMiniProgram);
    let binding = Binding { enterprise: enterprise.account(), at: desk.clock.now() };
    let bound = StoredEvent::new(Event::OrderBound { order: order(), binding });
    let version = block_on(desk.store.load(&BUYER.account())).unwrap().version;
    block_on(desk.store.append(&BUYER.account(), version, &[bound])).unwrap();
    desk
}

/// As it stands for whoever looks.
fn state(desk: &Desk, persona: Persona) -> Option<OrderState> {
    let account = block_on(desk.account(&persona.account())).unwrap();
    account.order(&order()).map(|order| order.state_at(desk.clock.now()))
}

fn report(desk: &Desk) -> Result<(), Failure> {
    block_on(desk.report_delivery(&order()))
}

fn later(desk: &mut Desk) -> Instant {
    desk.clock = FixedClock(desk.clock.now() + TimeDelta::days(1));
    desk.clock.now()
}

#[test]
fn ord_1_an_order_is_being_set_up_until_its_delivery_is_reported() {
    let mut desk = desk();
    buy(&desk, ENTERPRISE, Channel::Web);
    let reported = later(&mut desk);
    assert!(matches!(state(&desk, ENTERPRISE), Some(OrderState::Provisioning { .. })));
    report(&desk).unwrap();
    later(&mut desk);
    report(&desk).unwrap();
    let Some(OrderState::Delivered { delivered_at, .. }) = state(&desk, ENTERPRISE) else { unreachable!("reported") };
    assert_eq!(delivered_at, reported);
}

#[test]
fn ord_1_what_is_not_paid_or_not_known_cannot_be_reported_as_delivered() {
    let desk = desk();
    let refusal = |reported: Result<(), Failure>| match reported {
        Err(Failure::Refused(rejection)) => rejection.reasons.into_iter().next(),
        other => unreachable!("{other:?}"),
    };
    assert_eq!(refusal(report(&desk)), Some(Reason::OrderUnknown));
    place(&desk, ENTERPRISE, Channel::Web);
    let unpaid = Reason::OrderStateRefuses { order: order(), state: OrderState::Unpaid };
    assert_eq!(refusal(report(&desk)), Some(unpaid));
}

#[test]
fn bind_5_what_is_bound_is_delivered_to_the_enterprise_and_for_the_person_who_bought_it() {
    let desk = bound_and_untold();
    report(&desk).unwrap();
    for persona in [ENTERPRISE, BUYER] {
        assert!(matches!(state(&desk, persona), Some(OrderState::Delivered { .. })), "{persona:?}");
    }
}

#[test]
fn bind_5_it_arrives_nowhere_before_the_enterprise_has_it() {
    for trouble in [Trouble::CannotBeRead, Trouble::CannotBeWritten] {
        let desk = bound_and_untold();
        desk.store.begin(trouble);
        assert!(report(&desk).is_err(), "{trouble:?}");
        assert!(matches!(state(&desk, BUYER), Some(OrderState::Provisioning { .. })), "{trouble:?}");
        desk.store.begin(Trouble::None);
        report(&desk).unwrap();
        assert!(matches!(state(&desk, ENTERPRISE), Some(OrderState::Delivered { .. })), "{trouble:?}");
    }
}

#[test]
fn bind_5_a_report_that_the_enterprise_did_not_get_is_made_up_for_by_the_next() {
    let desk = bound_and_untold();
    state(&desk, BUYER);
    desk.store.begin(Trouble::CannotBeWritten);
    assert!(report(&desk).is_err());
    desk.store.begin(Trouble::None);
    for persona in [ENTERPRISE, BUYER] {
        assert!(matches!(state(&desk, persona), Some(OrderState::Provisioning { .. })), "{persona:?}");
    }
    report(&desk).unwrap();
    assert!(matches!(state(&desk, ENTERPRISE), Some(OrderState::Delivered { .. })));
}

#[test]
fn bind_5_what_the_enterprise_cannot_take_needs_attention_and_is_not_delivered() {
    let desk = bound_to(REFUSING);
    assert!(matches!(report(&desk), Err(Failure::Refused(_))));
    assert!(matches!(state(&desk, BUYER), Some(OrderState::NeedsAttention { .. })));
    assert_eq!(state(&desk, REFUSING), None);
}

#[test]
fn bind_5_an_enterprise_that_was_not_told_is_told_when_the_person_looks_again() {
    let desk = bound_and_untold();
    for persona in [BUYER, ENTERPRISE] {
        assert!(matches!(state(&desk, persona), Some(OrderState::Provisioning { .. })), "{persona:?}");
    }
}
