//! Usage over the store in memory: what is reported counts once, what is withdrawn comes back, and the past that a
//! demonstration makes up agrees with itself.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use chrono::{NaiveDate, TimeDelta};
use futures::executor::block_on;
use rules::Catalogue;
use rules::calendar::Instant;
use rules::usage::{DayRange, Progress, sum_of_days};
use rules::vocabulary::{Channel, QuotaKind};
use service::personas::Persona;
use service::{Activity, Demo, FixedClock, LEDGER_PAGE_ROWS, LedgerQuery, LedgerRow, MemoryStore};

const CONTRACT: QuotaKind = QuotaKind::Contract;

type InMemory = Demo<MemoryStore, FixedClock>;

fn demo(persona: Persona) -> InMemory {
    let now: Instant = "2026-11-22T04:00:00Z".parse().unwrap();
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let demo = Demo::new(MemoryStore::default(), FixedClock(now), catalogue);
    block_on(demo.sign_in(persona)).unwrap();
    demo
}

fn does(demo: &InMemory, activity: Activity) {
    block_on(demo.simulate_activity(activity, |_, _| {})).unwrap();
}

fn always() -> DayRange {
    DayRange { first: NaiveDate::MIN, last: NaiveDate::MAX }
}

fn page(demo: &InMemory, number: u64) -> service::LedgerPage {
    block_on(demo.ledger_page(Channel::Web, &asked(always(), number))).unwrap()
}

fn asked(range: DayRange, number: u64) -> LedgerQuery {
    LedgerQuery { quota: CONTRACT, range, number, page_rows: LEDGER_PAGE_ROWS }
}

fn all_rows(demo: &InMemory) -> Vec<LedgerRow> {
    let pages = page(demo, 1).pages;
    (1..=pages).flat_map(|number| page(demo, number).rows).collect()
}

fn left(demo: &InMemory) -> u64 {
    let standing = block_on(demo.standing()).unwrap();
    standing.account.unwrap().balance(CONTRACT, standing.at).left()
}

fn progress(row: &LedgerRow) -> &'static str {
    match row.entry.progress {
        Progress::Open => "open",
        Progress::PartlySigned => "partly signed",
        Progress::Signed => "signed",
        Progress::Rejected => "rejected",
        Progress::Expired => "expired",
        Progress::Returned { .. } => "returned",
        Progress::Void { .. } => "void",
        Progress::Spent => "spent",
    }
}

#[test]
fn quota_1_what_is_initiated_is_in_the_ledger_with_name_and_number() {
    let demo = demo(Persona::Advanced);
    let before = left(&demo);
    does(&demo, Activity::Spend(CONTRACT, 3));
    assert_eq!(left(&demo), before - 3);
    let rows = all_rows(&demo);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| !row.name.is_empty() && row.entry.subject.as_str().starts_with("HT20261122-")));
    does(&demo, Activity::Spend(CONTRACT, 2));
    assert_eq!(all_rows(&demo).len(), 5);
}

#[test]
fn quota_2_a_withdrawn_contract_comes_back_and_a_signed_one_does_not() {
    let demo = demo(Persona::Advanced);
    let before = left(&demo);
    does(&demo, Activity::Spend(CONTRACT, 4));
    does(&demo, Activity::Sign(1));
    does(&demo, Activity::Reject(1));
    does(&demo, Activity::Withdraw(10));
    assert_eq!(left(&demo), before - 2);
    let mut found: Vec<_> = all_rows(&demo).iter().map(progress).collect();
    found.sort_unstable();
    assert_eq!(found, ["rejected", "returned", "returned", "signed"]);
    let days = block_on(demo.use_by_days(Channel::Web, CONTRACT, always())).unwrap();
    assert_eq!((sum_of_days(&days).taken, sum_of_days(&days).returned), (4, 2));
}

#[test]
fn quota_2_withdrawn_after_the_end_of_its_batch_a_unit_is_void() {
    let demo = demo(Persona::ProfessionalNearEnd);
    does(&demo, Activity::Spend(CONTRACT, 1));
    block_on(demo.fast_forward(TimeDelta::days(30))).unwrap();
    does(&demo, Activity::Withdraw(1));
    assert_eq!(all_rows(&demo).iter().map(progress).collect::<Vec<_>>(), ["void"]);
    let days = block_on(demo.use_by_days(Channel::Web, CONTRACT, always())).unwrap();
    assert_eq!((sum_of_days(&days).returned, sum_of_days(&days).void), (0, 1));
}

#[test]
fn quota_4_too_many_are_refused_and_nothing_is_taken() {
    let demo = demo(Persona::Experience);
    let refused = block_on(demo.simulate_activity(Activity::Spend(CONTRACT, 1), |_, _| {}));
    assert!(refused.is_err());
    assert_eq!(all_rows(&demo), []);
}

#[test]
fn the_past_agrees_with_the_batches_and_is_the_same_each_time() {
    let first = demo(Persona::Flagship);
    does(&first, Activity::Past(Some(6_000)));
    let rows = all_rows(&first);
    assert_eq!(rows.len(), 6_000);
    let standing = block_on(first.standing()).unwrap();
    let batch = &standing.account.as_ref().unwrap().batches[0];
    let returned = rows.iter().filter(|row| progress(row) == "returned").count();
    assert_eq!(batch.used as usize, rows.len() - returned);
    assert_eq!(batch.returned as usize, returned);
    for kind in ["signed", "rejected", "expired", "returned", "open", "partly signed"] {
        assert!(rows.iter().any(|row| progress(row) == kind), "none is {kind}");
    }
    assert!(rows.iter().all(|row| row.entry.at < standing.at));
    let second = demo(Persona::Flagship);
    does(&second, Activity::Past(Some(6_000)));
    assert_eq!(all_rows(&second), rows);
}

#[test]
fn a_past_is_not_made_up_twice() {
    let demo = demo(Persona::Advanced);
    does(&demo, Activity::Past(None));
    let rows = all_rows(&demo);
    assert!(rows.len() > 300, "{}", rows.len());
    does(&demo, Activity::Past(None));
    assert_eq!(all_rows(&demo), rows);
}

#[test]
fn the_past_tells_how_far_it_is() {
    let demo = demo(Persona::Flagship);
    let heard = std::sync::Mutex::new(Vec::new());
    let told = |done, planned| heard.lock().unwrap().push((done, planned));
    block_on(demo.simulate_activity(Activity::Past(Some(12_000)), told)).unwrap();
    let heard = heard.into_inner().unwrap();
    assert!(heard.len() >= 2 && heard.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    assert_eq!(heard.last(), Some(&(12_000, 12_000)));
}

#[test]
fn pages_of_the_ledger_follow_each_other_without_gap_or_overlap() {
    let demo = demo(Persona::Flagship);
    does(&demo, Activity::Past(Some(520)));
    let first = page(&demo, 1);
    assert_eq!((first.number, first.pages, first.total), (1, 26, 520));
    assert_eq!(first.rows.len(), LEDGER_PAGE_ROWS as usize);
    let rows = all_rows(&demo);
    assert!(rows.windows(2).all(|pair| pair[0].entry.at >= pair[1].entry.at));
    let mut subjects: Vec<_> = rows.iter().map(|row| row.entry.subject.clone()).collect();
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 520);
    assert_eq!(page(&demo, 99).number, 26);
    assert_eq!(page(&demo, 0).number, 1);
}

#[test]
fn a_page_of_a_period_has_the_rows_of_that_period_alone() {
    let demo = demo(Persona::Flagship);
    does(&demo, Activity::Past(Some(520)));
    let range = DayRange { first: "2026-09-01".parse().unwrap(), last: "2026-09-30".parse().unwrap() };
    let found = block_on(demo.ledger_page(Channel::Web, &asked(range, 1))).unwrap();
    let september = |row: &&LedgerRow| row.entry.subject.as_str().starts_with("HT202609");
    let expected: Vec<_> = all_rows(&demo).iter().filter(september).cloned().collect();
    assert_eq!(found.total, expected.len() as u64);
    let pages = (1..=found.pages)
        .flat_map(|number| block_on(demo.ledger_page(Channel::Web, &asked(range, number))).unwrap().rows);
    assert_eq!(pages.collect::<Vec<_>>(), expected);
}

#[test]
fn ch_9_the_personal_mini_program_shows_no_ledger_of_an_enterprise() {
    let demo = demo(Persona::Advanced);
    assert!(block_on(demo.ledger_page(Channel::PersonalMiniProgram, &asked(always(), 1))).is_err());
    assert!(block_on(demo.use_by_days(Channel::PersonalMiniProgram, CONTRACT, always())).is_err());
}

#[test]
fn quota_7_notices_are_given_as_it_runs_low() {
    let demo = demo(Persona::Advanced);
    let number = u32::try_from(left(&demo)).unwrap();
    does(&demo, Activity::Spend(CONTRACT, number));
    let account = block_on(demo.standing()).unwrap().account.unwrap();
    assert_eq!(account.notices.len(), 3);
}
