//! Opening a database: its tables, and what stands in the way.

use api::StoreFailure;
use rstest::rstest;
use rules::calendar::Instant;
use rules::vocabulary::AccountId;
use service::contract::{append_many, marks};
use service::{RecordKind, RecordName, Records, Store};
use sql_store::{DatabaseUrl, SqlStore};

use crate::databases::Kind;

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn of_several_who_open_it_at_once_one_makes_the_tables(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
    #[values("SELECT 1", "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY)")] before: &str,
) {
    let place = kind.place().await;
    place.tamper(before).await;
    let mut opening = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let url = place.database_url();
        opening.spawn(async move { SqlStore::open(&url).await });
    }
    while let Some(opened) = opening.join_next().await {
        let store = opened.unwrap().unwrap_or_else(|why| panic!("{why}"));
        assert!(store.answers().await);
    }
}

/// Version 3 of the tables had contact data, titles, papers and keys among texts by name.
#[rstest]
#[case::sqlite(Kind::Sqlite, [
    include_str!("../../migrations/sqlite/0001_begin.sql"),
    include_str!("../../migrations/sqlite/0002_identity.sql"),
    include_str!("../../migrations/sqlite/0003_catalogue.sql"),
])]
#[case::postgres(Kind::Postgres, [
    include_str!("../../migrations/postgres/0001_begin.sql"),
    include_str!("../../migrations/postgres/0002_identity.sql"),
    include_str!("../../migrations/postgres/0003_catalogue.sql"),
])]
#[tokio::test]
async fn what_was_kept_by_name_alone_becomes_records_of_their_accounts(
    #[case] kind: Kind,
    #[case] third_version: [&str; 3],
) {
    let place = kind.place().await;
    for migration in third_version {
        place.tamper(migration).await;
    }
    place.tamper("CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY)").await;
    place.tamper("INSERT INTO schema_version (version) VALUES (1), (2), (3)").await;
    place.tamper("INSERT INTO accounts (account, version) VALUES ('a', 1), ('a b', 1)").await;
    let contact = r#"{"edition":"flagship","at":"2026-01-02T03:04:05.678Z"}"#;
    let mark = r#"{"account":"a","invoice":"i-2","at":"2026-01-02T03:04:05Z"}"#;
    for (name, text) in [
        ("invoice-titles a", "[]"),
        ("invoice-papers a i-1", "papers"),
        ("transfer-proof a o-1", "proof"),
        ("transfer-proof a b o-2", "proof"),
        ("transfer-proof unknown o-3", "proof"),
        ("order-key a person digest", "o-1"),
        ("application-key a flagship", "t-1"),
        ("invoice-key a person digest", "i-1"),
        ("contact application a t-1", contact),
        ("contact lead l-1", contact),
        ("failed-invoice a i-2", mark),
        ("request-key a person k-1", "{}"),
    ] {
        place.tamper(&format!("INSERT INTO settings (name, text) VALUES ('{name}', '{text}')")).await;
    }

    let store = place.open().await;
    let own = |kind, name: &str| RecordName::of(&AccountId::new("a"), kind, name);
    let lead = RecordName::of_nobody(RecordKind::Contact, "l-1");
    for (name, text) in [
        (own(RecordKind::InvoiceTitles, ""), "[]"),
        (own(RecordKind::InvoicePapers, "i-1"), "papers"),
        (own(RecordKind::TransferProof, "o-1"), "proof"),
        (RecordName::of(&AccountId::new("a b"), RecordKind::TransferProof, "o-2"), "proof"),
        (RecordName::of(&AccountId::new("unknown"), RecordKind::TransferProof, "o-3"), "proof"),
        (own(RecordKind::OrderKey, "person digest"), "o-1"),
        (own(RecordKind::ApplicationKey, "flagship"), "t-1"),
        (own(RecordKind::InvoiceKey, "person digest"), "i-1"),
        (own(RecordKind::Contact, "t-1"), contact),
        (lead.clone(), contact),
        (own(RecordKind::FailedInvoice, "i-2"), ""),
    ] {
        assert_eq!(store.record(&name).await, Ok(Some(text.to_owned())), "{name:?}");
    }
    let day = |text: &str| text.parse::<Instant>().unwrap();
    for (kind, due) in [
        (RecordKind::Contact, vec![lead, own(RecordKind::Contact, "t-1")]),
        (RecordKind::FailedInvoice, vec![own(RecordKind::FailedInvoice, "i-2")]),
    ] {
        assert_eq!(store.due_records(kind, day("2026-07-01T03:04:04Z")).await, Ok(Vec::new()));
        assert_eq!(store.due_records(kind, day("2026-07-01T03:04:06Z")).await, Ok(due));
    }
}

#[rstest]
#[tokio::test]
async fn what_was_written_is_there_when_it_is_opened_again(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let account = AccountId::new("kept");
    let store = place.open().await;
    append_many(&store, &account, "a", 2).await.unwrap();
    store.close().await;
    assert_eq!(marks(&place.open().await, &account).await.unwrap(), ["a-0", "a-1"]);
}

#[rstest]
#[tokio::test]
async fn what_is_closed_does_not_answer(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    assert!(store.answers().await);
    store.close().await;
    assert!(!store.answers().await);
}

#[rstest]
#[tokio::test]
async fn tables_of_a_newer_program_are_refused(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    place.open().await.close().await;
    place.tamper("INSERT INTO schema_version (version) VALUES (999)").await;
    let why = SqlStore::open(&place.database_url()).await.unwrap_err().to_string();
    let expected = "has version 999 of the tables, and this program knows 4: start the newer program again, or go back \
                    to the backup from before it";
    assert!(why.ends_with(expected), "{why}");
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_understood_is_named_by_its_place(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    let account = AccountId::new("torn");
    append_many(&store, &account, "a", 3).await.unwrap();
    for (damage, expected) in [
        ("UPDATE events SET event = '{' WHERE number = 3", "account torn, event 3: EOF while parsing"),
        ("DELETE FROM events WHERE number = 2", "account torn, event 2: there is no such event"),
        ("DELETE FROM events WHERE number > 1", "account torn, event 2: there is no such event"),
        ("UPDATE accounts SET version = -1", "account torn, version: out of range"),
    ] {
        place.tamper(damage).await;
        match store.load(&account).await {
            Err(StoreFailure::Unreadable { detail }) if detail.starts_with(expected) => {}
            other => panic!("after {damage}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_refused_with_the_remedy() {
    let url: DatabaseUrl = "sqlite:/no-such-folder/shop.db".parse().unwrap();
    let why = SqlStore::open(&url).await.unwrap_err().to_string();
    assert!(why.starts_with("cannot open sqlite:/no-such-folder/shop.db: "), "{why}");
    assert!(why.ends_with("its folder must exist, and this program must be allowed to write to it"), "{why}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_the_password() {
    let url: DatabaseUrl = "postgres://shop:s3cret@127.0.0.1:1/shop".parse().unwrap();
    let why = SqlStore::open(&url).await.unwrap_err();
    let said = format!("{why} {why:?}");
    assert!(said.starts_with("cannot reach postgres://shop@127.0.0.1:1/shop: "), "{said}");
    assert!(said.contains("check that the server runs"), "{said}");
    assert!(!said.contains("s3cret"), "{said}");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_but_its_owner_reads_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let place = Kind::Sqlite.place().await;
    let store = place.open().await;
    append_many(&store, &AccountId::new("private"), "a", 1).await.unwrap();
    let folder = std::path::Path::new(place.url.strip_prefix("sqlite:").unwrap()).parent().unwrap();
    for file in folder.read_dir().unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{}", file.path().display());
    }
}
