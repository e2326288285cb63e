//! The versions of the catalogue: added once each, whoever else adds one, and never changed.

use chrono::TimeDelta;
use rstest::rstest;
use rules::calendar::Instant;
use service::Records;
use sql_store::CatalogueVersion;

use crate::databases::Kind;

fn version(number: u32, text: &str) -> CatalogueVersion {
    let applied_at = Instant::UNIX_EPOCH + TimeDelta::microseconds(1_772_330_400_000_001);
    CatalogueVersion {
        number,
        in_force_from: applied_at + TimeDelta::days(1),
        text: text.to_owned(),
        digest: "00ff".to_owned(),
        applied_at,
        note: "陈".to_owned(),
    }
}

#[rstest]
#[tokio::test]
async fn versions_are_read_from_a_number_on_as_they_were_written(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    assert_eq!(store.catalogue_versions_after(0).await.unwrap(), []);
    let versions = [version(1, "{ \"价\": 1 }\r\n"), version(2, ""), version(10, "{}")];
    for version in &versions {
        assert!(store.add_catalogue_version(version).await.unwrap());
    }
    store.close().await;
    let store = place.open().await;
    assert_eq!(store.catalogue_versions_after(0).await.unwrap(), versions);
    assert_eq!(store.catalogue_versions_after(1).await.unwrap(), versions[1..]);
    assert_eq!(store.catalogue_versions_after(10).await.unwrap(), []);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn of_several_processes_that_add_the_same_number_one_does_and_its_text_stays(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let place = kind.place().await;
    let mut adding = tokio::task::JoinSet::new();
    for process in 0..6 {
        let store = place.open().await;
        adding.spawn(async move {
            let version = version(1, &process.to_string());
            store.add_catalogue_version(&version).await.unwrap().then_some(version)
        });
    }
    let mut added = Vec::new();
    while let Some(done) = adding.join_next().await {
        added.extend(done.unwrap());
    }
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!(place.open().await.catalogue_versions_after(0).await.unwrap(), added);
}

#[rstest]
#[tokio::test]
async fn a_demonstration_that_begins_anew_still_sells_the_same(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    store.add_catalogue_version(&version(1, "{}")).await.unwrap();
    store.clear().await.unwrap();
    assert_eq!(store.catalogue_versions_after(0).await.unwrap().len(), 1);
}
