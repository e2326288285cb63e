//! A person buys in the personal mini-program, and binds the order to an enterprise (RULES §9), over the store in memory.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

use api::{CashierChoice, Failure, TransferProof};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Account, Activation, OrderState};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::decide::{PlaceOrder, Resolution};
use rules::money::Money;
use rules::quote::quote;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{AccountId, AddOnCode, Channel, EditionCode, OrderId, Term};
use service::personas::Persona;
use service::{Demo, FixedClock, MemoryStore, SimulatedNews};

type Shop = Demo<MemoryStore, FixedClock>;

const PERSONAL: Channel = Channel::PersonalMiniProgram;

fn catalogue() -> Catalogue {
    Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap()
}

fn order_id() -> OrderId {
    OrderId::new("order")
}

fn standing(shop: &Shop) -> Account {
    block_on(shop.standing()).unwrap().account.unwrap()
}

fn state(shop: &Shop) -> OrderState {
    let standing = block_on(shop.standing()).unwrap();
    standing.account.unwrap().order(&order_id()).unwrap().state_at(standing.at)
}

/// Signed in as the buyer, with advanced for a year and a pack bought for an enterprise of this name.
fn bought_for(name: &str) -> Shop {
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let shop = Demo::new(MemoryStore::default(), clock, catalogue());
    block_on(shop.sign_in(Persona::Buyer)).unwrap();
    block_on(shop.send_code("123456")).unwrap();
    block_on(shop.enter_code("123456")).unwrap();
    let basket = Basket {
        edition: Some(EditionChoice { edition: EditionCode::new("advanced"), term: Term::ONE }),
        packs: vec![PackChoice::one(AddOnCode::new("contract_pack"), 1000)],
        ..Basket::default()
    };
    let now = block_on(shop.standing()).unwrap().at;
    let shown = quote(&catalogue(), Some(&standing(&shop)), &basket, now).unwrap();
    let terms = Some(catalogue().purchase_terms.version);
    let online = PlaceOrder::online(order_id(), basket, shown.digest(), terms);
    block_on(shop.place(PERSONAL, PlaceOrder { enterprise_name: Some(name.to_owned()), ..online })).unwrap();
    block_on(shop.pay(PERSONAL, &order_id(), CashierChoice::Pay)).unwrap();
    shop
}

fn bind(shop: &Shop, to: Persona, confirmed: Option<&str>) -> Result<(), Failure> {
    block_on(shop.bind(PERSONAL, &order_id(), &to.account(), confirmed.map(str::to_owned)))
}

fn rules_of(refused: Result<(), Failure>) -> Vec<&'static str> {
    match refused {
        Err(Failure::Refused(rejection)) => rejection.reasons.iter().map(Reason::rule).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn bind_5_what_is_bound_is_delivered_to_the_enterprise() {
    let name = Persona::Experience.holder_name();
    let shop = bought_for(name);
    assert!(matches!(state(&shop), OrderState::AwaitingBinding { .. }));
    bind(&shop, Persona::Experience, None).unwrap();
    block_on(shop.fast_forward(TimeDelta::minutes(5))).unwrap();
    assert!(matches!(state(&shop), OrderState::Delivered { .. }));
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    let enterprise = block_on(shop.standing()).unwrap();
    let account = enterprise.account.unwrap();
    assert_eq!(account.effective_edition(enterprise.at), EditionCode::new("advanced"));
    assert!(matches!(account.order(&order_id()).unwrap().state_at(enterprise.at), OrderState::Delivered { .. }));
}

#[test]
fn bind_3_another_name_has_to_be_confirmed() {
    let shop = bought_for("另一家样例公司");
    assert_eq!(rules_of(bind(&shop, Persona::Experience, None)), ["BIND-3"]);
    bind(&shop, Persona::Experience, Some(Persona::Experience.holder_name())).unwrap();
}

#[test]
fn bind_3_bound_twice_is_bound_once() {
    let shop = bought_for(Persona::Advanced.holder_name());
    bind(&shop, Persona::Advanced, None).unwrap();
    bind(&shop, Persona::Advanced, None).unwrap();
    block_on(shop.sign_in(Persona::Advanced)).unwrap();
    let account = standing(&shop);
    assert_eq!(account.editions.iter().filter(|period| period.order == order_id()).count(), 1);
}

#[test]
fn bind_4_an_enterprise_that_cannot_take_it_leaves_it_unbound() {
    let shop = bought_for(Persona::ProfessionalNearEnd.holder_name());
    assert_eq!(rules_of(bind(&shop, Persona::ProfessionalNearEnd, None)), ["ED-7"]);
    assert_eq!(rules_of(bind(&shop, Persona::Uncertified, Some(Persona::Uncertified.holder_name()))), ["BIND-3"]);
    assert!(matches!(state(&shop), OrderState::AwaitingBinding { .. }));
}

#[test]
fn bind_3_an_enterprise_that_was_not_joined_is_no_target() {
    let shop = bought_for("样例");
    assert_eq!(rules_of(bind(&shop, Persona::NotActivated, None)), ["BIND-3"]);
}

#[test]
fn ord_6_another_amount_is_held_until_the_operator_decides() {
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let shop = Demo::new(MemoryStore::default(), clock, catalogue());
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    let basket = Basket {
        edition: Some(EditionChoice { edition: EditionCode::new("advanced"), term: Term::ONE }),
        ..Basket::default()
    };
    let now = block_on(shop.standing()).unwrap().at;
    let shown = quote(&catalogue(), Some(&standing(&shop)), &basket, now).unwrap();
    let terms = Some(catalogue().purchase_terms.version);
    block_on(shop.place(Channel::Web, PlaceOrder::online(order_id(), basket, shown.digest(), terms))).unwrap();
    block_on(shop.simulate_payment(&order_id(), Money::from_fen(1))).unwrap();
    assert!(matches!(state(&shop), OrderState::NeedsAttention { .. }));
    block_on(shop.simulate_operator(&order_id(), Resolution::Close)).unwrap();
    assert!(matches!(state(&shop), OrderState::Closed { .. }));
    let refused = block_on(shop.simulate_operator(&order_id(), Resolution::Deliver));
    assert!(matches!(refused, Err(Failure::Refused(Rejection { .. }))), "{refused:?}");
}

#[test]
fn the_proof_of_a_transfer_is_shown_to_its_own_account_alone() {
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let shop = Demo::new(MemoryStore::default(), clock, catalogue());
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    let basket = Basket {
        packs: vec![PackChoice { add_on: AddOnCode::new("signing_report"), size: 10, quantity: 1 }],
        ..Basket::default()
    };
    let standing = block_on(shop.standing()).unwrap();
    let shown = quote(&catalogue(), standing.account.as_ref(), &basket, standing.at).unwrap();
    let terms = Some(catalogue().purchase_terms.version);
    let placing = PlaceOrder::online(order_id(), basket, shown.digest(), terms);
    block_on(shop.place(Channel::Web, placing)).unwrap();
    let proof = |media_type: &str, size| TransferProof {
        name: "proof".to_owned(),
        media_type: media_type.to_owned(),
        size,
        content: String::new(),
    };
    let keep = |order: &OrderId, proof: &TransferProof| block_on(shop.keep_transfer_proof(order, proof));
    keep(&order_id(), &proof("application/pdf", 1)).unwrap();
    for unfit in [proof("text/html", 1), proof("application/pdf", 0), proof("image/png", TransferProof::LARGEST + 1)] {
        assert!(keep(&order_id(), &unfit).is_err(), "{}", unfit.media_type);
    }
    assert!(keep(&OrderId::new("of nobody"), &proof("application/pdf", 1)).is_err());
    assert_eq!(block_on(shop.transfer_proof(&order_id())), Ok(Some(proof("application/pdf", 1))));
    block_on(shop.sign_in(Persona::Advanced)).unwrap();
    assert_eq!(block_on(shop.transfer_proof(&order_id())), Ok(None));
}

#[test]
fn bind_3_an_enterprise_that_the_buyer_has_joined_can_be_certified_from_the_binding() {
    let shop = Demo::new(MemoryStore::default(), FixedClock("2026-03-01T02:00:00Z".parse().unwrap()), catalogue());
    block_on(shop.sign_in(Persona::Buyer)).unwrap();
    let joined = || block_on(shop.joined_enterprises()).unwrap();
    let is_certified =
        |id: &AccountId| joined().iter().any(|target| target.enterprise.id == *id && target.enterprise.is_certified());
    let uncertified = Persona::Uncertified.account();
    assert!(!is_certified(&uncertified));
    block_on(shop.simulate(SimulatedNews::Certified, Some(&uncertified))).unwrap();
    assert!(is_certified(&uncertified));
    let of_others = Persona::NotActivated.account();
    block_on(shop.simulate(SimulatedNews::Activated, Some(&of_others))).unwrap();
    block_on(shop.sign_in(Persona::NotActivated)).unwrap();
    let account = block_on(shop.standing()).unwrap().account.unwrap();
    assert_ne!(account.activation(), Some(Activation::Activated), "not joined, so not the buyer's to report");
}
