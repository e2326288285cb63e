//! A shop decides on what it keeps of an account, and reads nothing before where its store can do without. Where another shop over
//! the same store was faster, or the store has gone back, nothing is decided wrongly for that.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use api::{Failure, StoreFailure};
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Account, Certification, Holder, PaymentMethod, StoredEvent};
use rules::basket::{Basket, PackChoice};
use rules::context::Actor;
use rules::decide::{Command, PlaceOrder};
use rules::quote::quote;
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, AddOnCode, Channel, OrderId, QuotaKind};
use service::personas::Persona;
use service::{
    AppendError, Catalogues, Clock, FixedClock, Folded, Fulfilment, History, LedgerRow, LedgerSlice, MemoryStore,
    Records, RowChange, Shop, Store, Version,
};

type Desk = Shop<Shared, FixedClock>;

const CUSTOMER: Persona = Persona::Advanced;

/// One store for several shops, which counts how often an account is read.
#[derive(Clone, Default)]
struct Shared {
    store: Arc<MemoryStore>,
    reads: Arc<AtomicU32>,
}

impl Store for Shared {
    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        self.store.load_after(account, after).await
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        self.store.write(account, expected, events, rows).await
    }

    async fn append_after(
        &self,
        account: &AccountId,
        known: (Version, &StoredEvent),
        events: &[StoredEvent],
    ) -> Result<Version, AppendError> {
        self.store.append_after(account, known, events).await
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.store.rows(account, uses).await
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.store.slice(account, slice).await
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        self.store.days(account, quota, range).await
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        self.store.account_of(order).await
    }
}

/// Two shops over one store, both of which have read the customer's account.
fn desks() -> [Desk; 2] {
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let (store, catalogues) = (Shared::default(), Catalogues::always(catalogue));
    let desk = || Shop {
        store: store.clone(),
        clock,
        catalogues: catalogues.clone(),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    let desks = [desk(), desk()];
    seed(&desks[0]);
    for desk in &desks {
        block_on(desk.account(&CUSTOMER.account())).unwrap();
    }
    store.reads.store(0, Ordering::Relaxed);
    desks
}

fn seed(desk: &Desk) {
    let history = CUSTOMER.history(&desk.catalogue(), desk.clock.now()).unwrap();
    block_on(desk.seed(&CUSTOMER.account(), history)).unwrap();
}

fn reads(desk: &Desk) -> u32 {
    desk.store.reads.load(Ordering::Relaxed)
}

fn order() -> OrderId {
    OrderId::new("order")
}

fn place(desk: &Desk) -> Result<Arc<Account>, Failure> {
    let basket = Basket { packs: vec![PackChoice::one(AddOnCode::new("signing_report"), 10)], ..Basket::default() };
    let history = block_on(desk.store.store.load(&CUSTOMER.account())).unwrap();
    let account = Account::replay(CUSTOMER.account(), history.events.iter().map(|stored| &stored.event));
    let shown = quote(&desk.catalogue(), Some(&account), &basket, desk.clock.now()).unwrap();
    let terms = desk.catalogue().purchase_terms.version.clone();
    let placing = PlaceOrder::online(order(), basket, shown.digest(), Some(terms));
    block_on(desk.place(&CUSTOMER.session(desk.clock.now()), Channel::Web, placing))
}

fn certify(desk: &Desk, certification: Certification) -> Arc<Account> {
    let command = Command::RecordCertification { certification };
    block_on(desk.run_as(&CUSTOMER.account(), &command, Actor::System)).unwrap()
}

fn is_certified(account: &Account) -> bool {
    matches!(account.holder, Some(Holder::Enterprise { certification: Certification::Certified, .. }))
}

#[test]
fn what_is_kept_is_decided_on_without_reading() {
    let [desk, _] = desks();
    place(&desk).unwrap();
    certify(&desk, Certification::Uncertified);
    assert_eq!(reads(&desk), 0);
}

#[test]
fn a_refusal_is_decided_on_what_stands() {
    let [desk, other] = desks();
    certify(&desk, Certification::Uncertified);
    certify(&other, Certification::Certified);
    assert!(place(&desk).unwrap().order(&order()).is_some());
}

#[test]
fn an_acceptance_of_what_stands_no_longer_is_decided_anew() {
    let [desk, other] = desks();
    certify(&other, Certification::Uncertified);
    assert!(matches!(place(&desk), Err(Failure::Refused(_))));
}

#[test]
fn what_is_so_already_is_looked_up_before_nothing_is_done() {
    let [desk, other] = desks();
    certify(&other, Certification::Uncertified);
    let account = certify(&desk, Certification::Certified);
    assert!(is_certified(&account));
    let read = block_on(other.account(&CUSTOMER.account())).unwrap();
    assert!(is_certified(&read));
}

#[test]
fn ord_3_the_same_order_at_two_shops_is_one() {
    let [desk, other] = desks();
    place(&other).unwrap();
    let account = place(&desk).unwrap();
    let placed = account.orders.iter().filter(|placed| placed.id == order());
    assert_eq!(placed.map(|order| order.payment_method).collect::<Vec<_>>(), [PaymentMethod::Online]);
    let version = block_on(desk.store.store.load(&CUSTOMER.account())).unwrap().version;
    assert!(place(&other).is_ok());
    assert_eq!(block_on(desk.store.store.load(&CUSTOMER.account())).unwrap().version, version);
}

#[test]
fn what_is_kept_of_a_store_that_has_gone_back_and_on_again_is_not_decided_on() {
    let [desk, other] = desks();
    certify(&desk, Certification::Uncertified);
    certify(&desk, Certification::Certified);
    let before = block_on(desk.store.store.load(&CUSTOMER.account())).unwrap().version;
    block_on(desk.store.store.clear()).unwrap();
    seed(&other);
    // The account comes to the same version in another way.
    certify(&other, Certification::Uncertified);
    let renamed =
        Command::DescribeEnterprise { name: "新名样例".to_owned(), security_phone: "137****3333".to_owned() };
    block_on(other.run_as(&CUSTOMER.account(), &renamed, Actor::System)).unwrap();
    assert_eq!(block_on(desk.store.store.load(&CUSTOMER.account())).unwrap().version, before);
    assert!(matches!(place(&desk), Err(Failure::Refused(_))));
}
