//! What a use can be about.

use api::StoreFailure;
use rstest::rstest;
use rules::calendar::Instant;
use rules::usage::{LedgerEntry, Progress, Use};
use rules::vocabulary::{AccountId, BatchId, QuotaKind, SubjectId};
use service::{AppendError, LedgerRow, RowChange, Store, Version};

use crate::databases::Kind;

fn change(subject: &str, name: &str) -> RowChange {
    let entry = LedgerEntry {
        quota: QuotaKind::Contract,
        subject: SubjectId::new(subject),
        batch: BatchId::new("batch"),
        at: Instant::UNIX_EPOCH,
        progress: Progress::Open,
    };
    RowChange { before: None, after: LedgerRow { entry, name: name.to_owned() } }
}

#[rstest]
#[tokio::test]
async fn a_subject_with_a_character_that_ends_a_text_is_refused_and_takes_no_other_row(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let place = kind.place().await;
    let store = place.open().await;
    let account = AccountId::new("odd");
    let honest = change("one", "合同\0 \\ \" ' 🖋");
    store.write(&account, Version(0), &[], std::slice::from_ref(&honest)).await.unwrap();
    let refused = store.write(&account, Version(0), &[], &[change("one\0two", "other")]).await;
    assert!(matches!(refused, Err(AppendError::Store(StoreFailure::Other { .. }))), "{refused:?}");
    let asked = Use { quota: QuotaKind::Contract, subject: SubjectId::new("one") };
    assert_eq!(store.rows(&account, &[asked]).await.unwrap(), [honest.after]);
}
