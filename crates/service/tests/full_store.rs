//! A store that can be read and no longer written: what has arrived has arrived, whether or not that can be recorded.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::sync::atomic::{AtomicBool, Ordering};

use api::{CashierChoice, Failure, StoreFailure};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{OrderState, StoredEvent};
use rules::basket::{Basket, EditionChoice};
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::quote::quote;
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, Channel, EditionCode, OrderId, QuotaKind, Term};
use service::personas::Persona;
use service::{
    AppendError, Catalogues, Clock, FixedClock, Folded, Fulfilment, History, LedgerRow, LedgerSlice, MemoryStore,
    RowChange, Shop, SimulatedCashier, Store, Version,
};

/// A store that is full from some moment on.
#[derive(Default)]
struct Filling {
    kept: MemoryStore,
    is_full: AtomicBool,
}

impl Store for Filling {
    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        self.kept.load_after(account, after).await
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        if self.is_full.load(Ordering::Relaxed) {
            return Err(AppendError::Store(StoreFailure::Full));
        }
        self.kept.write(account, expected, events, rows).await
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        self.kept.account_of(order).await
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.kept.rows(account, uses).await
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.kept.slice(account, slice).await
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        self.kept.days(account, quota, range).await
    }
}

#[test]
fn ord_9_a_due_delivery_is_shown_though_it_cannot_be_recorded_and_is_recorded_later() {
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let persona = Persona::Experience;
    let history = persona.history(&catalogue, now).unwrap();
    let mut shop = Shop {
        store: Filling::default(),
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
    shop.store.is_full.store(true, Ordering::Relaxed);
    let shown = block_on(shop.account(&persona.account())).unwrap();
    let delivered = |state: &OrderState| matches!(state, OrderState::Delivered { .. });
    assert!(delivered(&shown.order(&order).unwrap().state_at(shop.clock.now())));
    let recorded = block_on(shop.store.load(&persona.account())).unwrap().version;

    shop.store.is_full.store(false, Ordering::Relaxed);
    let again = block_on(shop.account(&persona.account())).unwrap();
    assert_eq!(again, shown, "at the instant at which it happened");
    assert_eq!(block_on(shop.store.load(&persona.account())).unwrap().version, Version(recorded.0 + 1));
}

#[test]
fn a_full_store_says_so_and_places_nothing() {
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let shop = Shop {
        store: Filling::default(),
        clock: FixedClock(now),
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    shop.store.is_full.store(true, Ordering::Relaxed);
    let history = Persona::Experience.history(&shop.catalogue(), now).unwrap();
    let refused = block_on(shop.seed(&Persona::Experience.account(), history));
    assert_eq!(refused, Err(Failure::Store(StoreFailure::Full)));
}
