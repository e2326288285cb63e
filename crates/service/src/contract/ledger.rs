//! What every store has to do with the rows of the ledger.

use chrono::{NaiveDate, TimeDelta};
use rules::calendar::Instant;
use rules::usage::{DayRange, DayUse, LedgerEntry, Progress, UnitsUsed, Use};
use rules::vocabulary::{AccountId, BatchId, QuotaKind, SubjectId};

use super::{Checked, checked, expect, numbered};
use crate::ledger::{LedgerRow, LedgerSlice, RowChange};
use crate::store::{AppendError, Store, Version};

pub(super) async fn run(store: &impl Store, account: &AccountId) -> Vec<Checked> {
    let of = |name: &str| AccountId::new(&format!("{}-{name}", account.as_str()));
    vec![
        checked(
            "rows are written with their events, and found by what they are about",
            keeps_rows(store, &of("rows"), &of("others")).await,
        ),
        checked(
            "a row is written once, and changed only by who knows how it is",
            guards_rows(store, &of("guarded")).await,
        ),
        checked(
            "a refused write leaves no row, no event and no sum behind",
            leaves_nothing(store, &of("refused")).await,
        ),
        checked(
            "a slice is the newest first, by subject where two are equal, of one kind",
            slices(store, &of("slices")).await,
        ),
        checked("the sums of the days are those of the rows, by local days", sums_days(store, &of("days")).await),
        checked("many rows are written at once", writes_many(store, &of("many")).await),
    ]
}

async fn keeps_rows(store: &impl Store, account: &AccountId, other: &AccountId) -> Result<(), String> {
    let rows = [row("one", 0, Progress::Open), row("二 \"2\"", 1, Progress::Spent)];
    let events = [numbered("with rows", 2)];
    let version = write(store, account, Version(0), &events, &fresh(&rows)).await?;
    expect("the version", &version, &Version(1))?;
    expect("the events", &super::load(store, account).await?.events, &events.to_vec())?;
    let asked = [used("二 \"2\""), used("three"), used("one")];
    let mut found = found(store, account, &asked).await?;
    found.sort_by(|one, other| one.entry.subject.cmp(&other.entry.subject));
    expect("the rows", &found, &rows.to_vec())?;
    let reports = [Use { quota: QuotaKind::Report, subject: SubjectId::new("one") }];
    expect("another kind", &self::found(store, account, &reports).await?, &Vec::new())?;
    expect("another account", &self::found(store, other, &asked).await?, &Vec::new())
}

async fn guards_rows(store: &impl Store, account: &AccountId) -> Result<(), String> {
    let open = row("one", 0, Progress::Open);
    write(store, account, Version(0), &[], &fresh(std::slice::from_ref(&open))).await?;
    let again = store.write(account, Version(0), &[], &fresh(std::slice::from_ref(&open))).await;
    expect("the same row as a new one", &again, &Err(AppendError::Conflict))?;
    let signed = row("one", 0, Progress::Signed);
    let change =
        |before: &LedgerRow, after: &LedgerRow| RowChange { before: Some(before.clone()), after: after.clone() };
    write(store, account, Version(0), &[], &[change(&open, &signed)]).await?;
    let stale = store.write(account, Version(0), &[], &[change(&open, &row("one", 0, Progress::Rejected))]).await;
    expect("a stale change", &stale, &Err(AppendError::Conflict))?;
    let absent = row("two", 0, Progress::Open);
    let unknown = store.write(account, Version(0), &[], &[change(&absent, &row("two", 0, Progress::Signed))]).await;
    expect("a change of no row", &unknown, &Err(AppendError::Conflict))?;
    expect("the row", &found(store, account, &[used("one"), used("two")]).await?, &vec![signed])
}

async fn leaves_nothing(store: &impl Store, account: &AccountId) -> Result<(), String> {
    let known = row("known", 0, Progress::Open);
    write(store, account, Version(0), &[], &fresh(std::slice::from_ref(&known))).await?;
    let rows = fresh(&[row("new", 0, Progress::Open), known.clone()]);
    let refused = store.write(account, Version(0), &[numbered("lost", 1)], &rows).await;
    expect("a row that is there", &refused, &Err(AppendError::Conflict))?;
    let late = store.write(account, Version(7), &[], &fresh(&[row("late", 0, Progress::Open)])).await;
    expect("a stale version", &late, &Err(AppendError::Conflict))?;
    expect("the events", &super::load(store, account).await?.events, &Vec::new())?;
    expect("the rows", &found(store, account, &[used("new"), used("late"), used("known")]).await?, &vec![known])?;
    let taken: u64 = days(store, account, always()).await?.iter().map(|day| day.units.taken).sum();
    expect("the sum", &taken, &1)
}

async fn slices(store: &impl Store, account: &AccountId) -> Result<(), String> {
    let rows: Vec<LedgerRow> =
        ["c", "a", "d", "b", "E"].iter().map(|name| row(name, i64::from(*name == "d"), Progress::Open)).collect();
    let report =
        LedgerRow { entry: LedgerEntry { quota: QuotaKind::Report, ..rows_first(&rows)? }, name: String::new() };
    write(store, account, Version(0), &[], &fresh(&rows)).await?;
    write(store, account, Version(0), &[], &fresh(&[report])).await?;
    let whole = LedgerSlice { quota: QuotaKind::Contract, from: minute(0), until: minute(2), skip: 0, limit: 10 };
    let names = |rows: Vec<LedgerRow>| {
        rows.iter().map(|row| row.entry.subject.as_str().to_owned()).collect::<Vec<_>>().join("")
    };
    for (slice, expected) in [
        (whole, "dEabc"),
        (LedgerSlice { limit: 2, ..whole }, "dE"),
        (LedgerSlice { skip: 2, limit: 2, ..whole }, "ab"),
        (LedgerSlice { skip: 4, ..whole }, "c"),
        (LedgerSlice { skip: 5, ..whole }, ""),
        (LedgerSlice { until: minute(1), ..whole }, "Eabc"),
        (LedgerSlice { from: minute(1), ..whole }, "d"),
        (LedgerSlice { from: Instant::MIN_UTC, until: Instant::MAX_UTC, ..whole }, "dEabc"),
        (LedgerSlice { quota: QuotaKind::Meeting, ..whole }, ""),
    ] {
        let found = store.slice(account, &slice).await.map_err(|failure| failure.to_string())?;
        expect(&format!("{slice:?}"), &names(found), &expected.to_owned())?;
    }
    Ok(())
}

async fn sums_days(store: &impl Store, account: &AccountId) -> Result<(), String> {
    // Midnight in Shanghai lies between the two.
    let (before, after) = (minute(-1), minute(0));
    let at = |name: &str, at: Instant, progress: Progress| {
        let row = row(name, 0, progress);
        LedgerRow { entry: LedgerEntry { at, ..row.entry }, ..row }
    };
    let returned = Progress::Returned { to: BatchId::new("batch"), at: after };
    let first = [at("a", before, Progress::Open), at("b", before, Progress::Open), at("c", after, Progress::Open)];
    write(store, account, Version(0), &[], &fresh(&first)).await?;
    let [a, b, _] = first;
    let changes = [
        RowChange { after: at("a", before, returned), before: Some(a) },
        RowChange { after: at("b", before, Progress::Void { at: after }), before: Some(b) },
    ];
    write(store, account, Version(0), &[], &changes).await?;
    let (early, late) = (day(-1)?, day(0)?);
    let sum = |day, taken, returned, void| DayUse {
        day,
        quota: QuotaKind::Contract,
        units: UnitsUsed { taken, returned, void },
    };
    let both = vec![sum(early, 2, 0, 0), sum(late, 1, 1, 1)];
    expect("both days", &days(store, account, always()).await?, &both)?;
    expect("the later", &days(store, account, DayRange { first: late, last: late }).await?, &vec![sum(late, 1, 1, 1)])?;
    expect("none", &days(store, account, DayRange { first: day(1)?, last: day(9)? }).await?, &Vec::new())
}

async fn writes_many(store: &impl Store, account: &AccountId) -> Result<(), String> {
    const MANY: u32 = 3_000;
    let rows: Vec<LedgerRow> = (0..MANY).map(|one| row(&format!("{one:05}"), 0, Progress::Open)).collect();
    write(store, account, Version(0), &[numbered("many", MANY)], &fresh(&rows)).await?;
    let slice = LedgerSlice { quota: QuotaKind::Contract, from: minute(0), until: minute(1), skip: 2_990, limit: 50 };
    let found = store.slice(account, &slice).await.map_err(|failure| failure.to_string())?;
    expect("the last ten", &found, &rows.iter().skip(2_990).cloned().collect::<Vec<_>>())
}

fn row(name: &str, minutes: i64, progress: Progress) -> LedgerRow {
    let entry = LedgerEntry {
        quota: QuotaKind::Contract,
        subject: SubjectId::new(name),
        batch: BatchId::new("batch"),
        at: minute(minutes),
        progress,
    };
    LedgerRow { entry, name: format!("合同 {name}") }
}

fn rows_first(rows: &[LedgerRow]) -> Result<LedgerEntry, String> {
    rows.first().map(|row| row.entry.clone()).ok_or_else(|| "no row".to_owned())
}

fn used(name: &str) -> Use {
    Use { quota: QuotaKind::Contract, subject: SubjectId::new(name) }
}

fn fresh(rows: &[LedgerRow]) -> Vec<RowChange> {
    rows.iter().map(|row| RowChange { before: None, after: row.clone() }).collect()
}

/// So many minutes after a midnight in Shanghai.
fn minute(minutes: i64) -> Instant {
    let midnight = Instant::from_timestamp(1_767_196_800, 0).unwrap_or_default();
    midnight + TimeDelta::minutes(minutes)
}

/// So many days after 1 January 2026.
fn day(days: i64) -> Result<NaiveDate, String> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).and_then(|day| day.checked_add_signed(TimeDelta::days(days)));
    first.ok_or_else(|| "no such day".to_owned())
}

fn always() -> DayRange {
    DayRange { first: NaiveDate::MIN, last: NaiveDate::MAX }
}

async fn write(
    store: &impl Store,
    account: &AccountId,
    expected: Version,
    events: &[rules::account::StoredEvent],
    rows: &[RowChange],
) -> Result<Version, String> {
    store.write(account, expected, events, rows).await.map_err(|error| format!("{error:?}"))
}

async fn found(store: &impl Store, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, String> {
    store.rows(account, uses).await.map_err(|failure| failure.to_string())
}

async fn days(store: &impl Store, account: &AccountId, range: DayRange) -> Result<Vec<DayUse>, String> {
    store.days(account, QuotaKind::Contract, range).await.map_err(|failure| failure.to_string())
}
