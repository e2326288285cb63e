//! What happens by chance happens to both backends alike: the one in the browser and the served one give the same quotes,
//! answers and refusals, and end in the same state, compared as JSON.

mod browser;
mod call;
mod cast;
mod chance;
mod clock;
mod difference;
mod forms;
mod in_process;
mod made_up;
mod over_http;
mod people;
mod play;
mod served;
mod shown;
mod step;

use std::cell::{Cell, RefCell};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use rules::calendar::local_date;
use server::SystemClock;
use service::Clock;
use tokio::runtime::{Builder, Runtime};

use crate::database::Kind;
use crate::long_run::{number, seed};
use call::Call;
use cast::Cast;
use in_process::InProcess;
use made_up::sequence;
use over_http::OverHttp;
use play::{Done, play};
use step::Sequence;

/// What chance begins with in each run of the tests, so that none fails for what an earlier one was not asked; `cargo xtask
/// sequences` begins elsewhere each time.
const IN_EACH_RUN: u64 = 1;
/// So many sequences come to everything that can be asked.
const ENOUGH: usize = 10_000;
/// The same over HTTP, where no day passes; `cargo xtask sequences` plays as many.
const ENOUGH_OVER_HTTP: usize = 2_000;
/// After so many it is said how many were played: some run for an hour.
const TOLD_EVERY: usize = 10_000;
/// So many play at once, on any machine, so that the same seed is the same sequences everywhere.
const PLAYERS: usize = 4;
/// The first number of each player's sequences is so far from that of the one before; all have eight digits at most.
const APART: u32 = 6_000_000;

#[test]
fn both_backends_answer_alike_in_process() {
    let sequences = number("ESIGN_SEQUENCES", ENOUGH);
    let done = at_once(sequences, |runtime, _| {
        let served = RefCell::new(runtime.block_on(InProcess::new()));
        move |runtime: &Runtime, cast, sequence: &Sequence| {
            let mut served = served.borrow_mut();
            runtime.block_on(async {
                let browser = served.browser().await;
                play(&mut *served, &browser, cast, sequence).await
            })
        }
    });
    assert_far_enough(sequences, ENOUGH, &done);
}

#[test]
fn both_backends_answer_alike_over_http() {
    let sequences = number("ESIGN_SEQUENCES_OVER_HTTP", 200);
    let done = at_once(sequences, |runtime, player| {
        let kind = if player.is_multiple_of(2) { Kind::Sqlite } else { Kind::Postgres };
        let served = RefCell::new(runtime.block_on(OverHttp::new(kind)));
        move |runtime: &Runtime, cast, sequence: &Sequence| {
            let mut served = served.borrow_mut();
            let day = today();
            let played = runtime.block_on(async {
                let browser = served.browser();
                play(&mut *served, &browser, cast, sequence).await
            });
            // At midnight the two may have been asked on different days.
            if day == today() { played } else { Ok(Done::new()) }
        }
    });
    assert_far_enough(sequences, ENOUGH_OVER_HTTP, &done);
}

/// Chance comes far enough: nothing was always refused.
fn assert_far_enough(sequences: usize, enough: usize, done: &Done) {
    assert!(sequences < enough || done.len() == Call::KINDS, "{done:?}");
}

fn today() -> NaiveDate {
    local_date(SystemClock.now())
}

/// Shares the sequences out to several players, and says what was done; the first that fails is made shorter, and shown with
/// the seed.
fn at_once<P: Fn(&Runtime, Cast, &Sequence) -> Result<Done, String>>(
    sequences: usize,
    player: impl Fn(&Runtime, u32) -> P + Sync,
) -> Done {
    let seed = seed().unwrap_or(IN_EACH_RUN);
    println!("{sequences} sequences, seed {seed}");
    let share = u32::try_from(sequences.div_ceil(PLAYERS)).unwrap();
    let (player, done, played) = (&player, Mutex::new(Done::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for number in (0..).take(PLAYERS) {
            let (done, all_played) = (&done, &played);
            scope.spawn(move || {
                let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                let (play, next) = (player(&runtime, number), Cell::new(number * APART));
                let result = runner(share, seed, number).run(&sequence(), |sequence| {
                    next.set(next.get() + 1);
                    let played = play(&runtime, Cast { number: next.get() }, &sequence).map_err(TestCaseError::fail)?;
                    let count = all_played.fetch_add(1, Ordering::Relaxed) + 1;
                    if count.is_multiple_of(TOLD_EVERY) {
                        println!("{count} played");
                    }
                    let mut done = done.lock().unwrap();
                    for (kind, times) in played {
                        *done.entry(kind).or_default() += times;
                    }
                    Ok(())
                });
                if let Err(failed) = result {
                    panic!("ESIGN_SEED={seed}: {failed}");
                }
            });
        }
    });
    let done = done.into_inner().unwrap();
    println!("done by both: {done:?}");
    done
}

fn runner(cases: u32, seed: u64, player: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..12].copy_from_slice(&player.to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
