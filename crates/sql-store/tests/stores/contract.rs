//! What every store has to do, and that several at once lose nothing.

use rstest::rstest;
use rules::vocabulary::AccountId;
use service::contract::{append_many, marks, run};

use crate::databases::Kind;

#[rstest]
#[tokio::test]
async fn it_does_what_every_store_has_to_do(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    for round in ["first", "second"] {
        let broken: Vec<_> = run(&store, round).await.into_iter().filter(|check| check.broken.is_some()).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn many_who_write_to_one_account_through_two_pools_lose_and_double_nothing(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    const WRITERS: u32 = 6;
    const EACH: u32 = 25;
    let place = kind.place().await;
    let pools = [place.open().await, place.open().await];
    let account = AccountId::new("busy");
    let mut tasks = tokio::task::JoinSet::new();
    for (writer, store) in (0..WRITERS).zip(pools.iter().cycle()) {
        let (store, account) = (store.clone(), account.clone());
        tasks.spawn(async move { append_many(&store, &account, &writer.to_string(), EACH).await });
    }
    while let Some(done) = tasks.join_next().await {
        assert_eq!(done.unwrap(), Ok(()));
    }
    let mut found = marks(&pools[0], &account).await.unwrap();
    let of = |writer: u32| (0..EACH).map(move |number| format!("{writer}-{number}"));
    for writer in 0..WRITERS {
        let own = found.iter().filter(|mark| mark.starts_with(&format!("{writer}-")));
        assert!(own.cloned().eq(of(writer)), "the marks of {writer} are not in their order");
    }
    found.sort();
    let mut expected: Vec<String> = (0..WRITERS).flat_map(of).collect();
    expected.sort();
    assert_eq!(found, expected);
}
