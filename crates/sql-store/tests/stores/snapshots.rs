//! A process that has just begun reads a snapshot and the events after it; without the snapshot it reads them all.

use std::sync::Arc;

use api::Failure;
use rstest::rstest;
use rules::Catalogue;
use rules::account::{Account, Certification, Event};
use rules::calendar::Instant;
use rules::vocabulary::AccountId;
use service::personas::Persona;
use service::{Catalogues, FixedClock, Folded, Fulfilment, Shop};
use sql_store::SqlStore;

use crate::databases::{Kind, Place};

/// More than one snapshot is kept after, and not a multiple.
const EVENTS: usize = 230;

fn account() -> AccountId {
    AccountId::new("long")
}

fn shop(store: SqlStore) -> Shop<SqlStore, FixedClock> {
    let catalogue = Catalogue::parse(include_str!("../../../../public/catalogue.json")).unwrap();
    Shop {
        store,
        clock: FixedClock(Instant::UNIX_EPOCH),
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    }
}

/// An account with a long history, as a process sees it that has just begun.
async fn begun_anew(place: &Place) -> Result<Arc<Account>, Failure> {
    shop(place.open().await).account(&account()).await
}

async fn with_long_history(kind: Kind) -> (Place, Arc<Account>) {
    let place = kind.place().await;
    let shop = shop(place.open().await);
    let certified = |number: usize| Event::CertificationRecorded {
        certification: if number.is_multiple_of(2) { Certification::Certified } else { Certification::Uncertified },
        at: Instant::UNIX_EPOCH,
    };
    let mut events = Persona::Experience.history(&shop.catalogue(), Instant::UNIX_EPOCH).unwrap();
    events.extend((events.len()..EVENTS).map(certified));
    shop.seed(&account(), events).await.unwrap();
    let account = shop.account(&account()).await.unwrap();
    (place, account)
}

#[rstest]
#[tokio::test]
async fn a_new_process_begins_with_the_snapshot(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let (place, account) = with_long_history(kind).await;
    // What the snapshot holds is not read.
    place.tamper("UPDATE events SET event = '{' WHERE number < 230").await;
    assert_eq!(begun_anew(&place).await.unwrap(), account);
}

#[rstest]
#[tokio::test]
async fn a_snapshot_that_is_lost_or_useless_changes_nothing(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
    #[values(
        "DELETE FROM snapshots",
        "UPDATE snapshots SET state = '{'",
        "UPDATE snapshots SET format = 999, state = replace(state, '\"security_phone\":\"', '\"security_phone\":\"0')",
        "UPDATE snapshots SET state = replace(state, '\"id\":\"long\"', '\"id\":\"other\"')"
    )]
    damage: &str,
) {
    let (place, account) = with_long_history(kind).await;
    place.tamper(damage).await;
    assert_eq!(begun_anew(&place).await.unwrap(), account);
    // It was made anew, too.
    place.tamper("UPDATE events SET event = '{' WHERE number < 230").await;
    assert_eq!(begun_anew(&place).await.unwrap(), account);
}

#[rstest]
#[tokio::test]
async fn a_snapshot_that_goes_further_than_the_events_is_not_believed(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let (place, account) = with_long_history(kind).await;
    place
        .tamper("UPDATE snapshots SET version = 231, state = replace(state, '\"version\":230', '\"version\":231')")
        .await;
    assert_eq!(begun_anew(&place).await.unwrap(), account);
}
