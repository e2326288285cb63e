//! Others at the same time: what the database undoes is done again, and a key stands for one order.

use rstest::rstest;
use rules::vocabulary::{AccountId, OrderId};
use service::contract::{append_many, marks, placed};
use service::{AppendError, RecordKind, RecordName, Records, Store, Version};
use sql_store::SqlStore;

use crate::databases::Kind;

/// So strict, PostgreSQL undoes transactions all the time (SQLSTATE 40001), as some of its kin always do.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_strict_postgresql_undoes_is_done_again() {
    const WRITERS: u32 = 4;
    const EACH: u32 = 20;
    let place = Kind::Postgres.place().await;
    let url = format!("{}&options=-c%20default_transaction_isolation=serializable", place.url).parse().unwrap();
    let store = SqlStore::open(&url).await.unwrap();
    let account = AccountId::new("strict");
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (store, account) = (store.clone(), account.clone());
        tasks.spawn(async move { append_many(&store, &account, &writer.to_string(), EACH).await });
    }
    while let Some(done) = tasks.join_next().await {
        assert_eq!(done.unwrap(), Ok(()));
    }
    assert_eq!(marks(&store, &account).await.unwrap().len(), (WRITERS * EACH) as usize);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn ord_3_of_many_accounts_that_place_an_order_by_one_key_one_gets_it(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
    #[values(0, 1)] before: u32,
) {
    const ACCOUNTS: u32 = 8;
    let place = kind.place().await;
    let pools = [place.open().await, place.open().await];
    for round in 0..5 {
        let order = OrderId::new(&format!("order-{round}"));
        let mut tasks = tokio::task::JoinSet::new();
        for (number, store) in (0..ACCOUNTS).zip(pools.iter().cycle()) {
            let account = AccountId::new(&format!("account-{round}-{number}"));
            let (store, order) = (store.clone(), order.clone());
            append_many(&store, &account, "before", before).await.unwrap();
            tasks.spawn(async move { store.append(&account, Version(before), &[placed(&order)]).await });
        }
        let results = tasks.join_all().await;
        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(|result| *result == Ok(Version(before + 1)));
        assert_eq!(won.len(), 1, "{lost:?}");
        assert!(lost.iter().all(|result| *result == Err(AppendError::OrderTaken(order.clone()))), "{lost:?}");
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn all_who_claim_a_name_at_once_agree_on_it(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let pools = [place.open().await, place.open().await];
    let mut tasks = tokio::task::JoinSet::new();
    for (number, store) in (0..12).zip(pools.iter().cycle()) {
        let store = store.clone();
        tasks.spawn(async move { store.claim_record(&basket(), None, &format!("text {number}"), None).await });
    }
    let mut claimed = tasks.join_all().await;
    claimed.dedup();
    assert_eq!(claimed.len(), 1, "{claimed:?}");
    assert_eq!(pools[0].record(&basket()).await, claimed.remove(0).map(Some));
}

fn basket() -> RecordName {
    RecordName::of(&AccountId::new("account"), RecordKind::OrderKey, "basket")
}
