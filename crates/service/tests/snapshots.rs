//! A shop that has just begun reads a snapshot; what is wrong with one never reaches anybody.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Account, Certification, Event, StoredEvent};
use rules::calendar::Instant;
use rules::vocabulary::AccountId;
use service::personas::Persona;
use service::{Catalogues, FixedClock, Folded, Fulfilment, MemoryStore, Shop, Snapshot, Store, Version};

/// How many events there are between two snapshots.
const BETWEEN: u32 = 100;

fn id() -> AccountId {
    AccountId::new("long")
}

/// A shop with an account of so many events, that has folded none of them.
fn shop(events: u32) -> Shop<MemoryStore, FixedClock> {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let clock = FixedClock(Instant::UNIX_EPOCH);
    let shop = Shop {
        store: MemoryStore::default(),
        clock,
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    let mut history = Persona::Experience.history(&shop.catalogue(), Instant::UNIX_EPOCH).unwrap();
    let first = u32::try_from(history.len()).unwrap();
    history.extend((first..events).map(|number| certified(number).event));
    block_on(shop.seed(&id(), history)).unwrap();
    shop
}

/// Every other one changes the account.
fn certified(number: u32) -> StoredEvent {
    let certification = if number.is_multiple_of(2) { Certification::Certified } else { Certification::Uncertified };
    StoredEvent::new(Event::CertificationRecorded { certification, at: Instant::UNIX_EPOCH })
}

/// The account as a shop sees it that has just begun.
fn begun_anew(shop: &mut Shop<MemoryStore, FixedClock>) -> Arc<Account> {
    shop.folded = Folded::default();
    block_on(shop.account(&id())).unwrap()
}

fn kept(shop: &Shop<MemoryStore, FixedClock>) -> Option<Version> {
    block_on(shop.store.snapshot(&id())).unwrap().map(|snapshot| snapshot.version)
}

#[test]
fn a_snapshot_is_kept_each_hundred_events() {
    let mut shop = shop(BETWEEN - 1);
    begun_anew(&mut shop);
    assert_eq!(kept(&shop), None);
    for number in BETWEEN - 1..BETWEEN * 2 + 10 {
        block_on(shop.store.append(&id(), Version(number), &[certified(number)])).unwrap();
        block_on(shop.account(&id())).unwrap();
        let expected = if number + 1 < BETWEEN * 2 { BETWEEN.min(number + 1) } else { BETWEEN * 2 };
        assert_eq!(kept(&shop), Some(Version(expected)), "after {} events", number + 1);
    }
    // Whoever begins with a snapshot counts from there.
    begun_anew(&mut shop);
    assert_eq!(kept(&shop), Some(Version(BETWEEN * 2)));
}

#[test]
fn a_snapshot_whose_last_event_is_another_now_is_not_believed() {
    let mut shop = shop(BETWEEN + 50);
    let folded = begun_anew(&mut shop);
    let snapshot = block_on(shop.store.snapshot(&id())).unwrap().unwrap();
    let changed = Snapshot { state: snapshot.state.replace("\"uncertified\"", "\"certified\""), ..snapshot.clone() };
    assert_ne!(changed, snapshot);
    block_on(shop.store.keep_snapshot(&id(), &changed)).unwrap();
    assert_eq!(begun_anew(&mut shop), folded);
}
