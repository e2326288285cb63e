//! What happens by chance happens to both backends alike: the one in the browser and the served one give the same quotes,
//! answers and refusals, and end in the same state, compared as JSON.

mod browser;
mod call;
mod cast;
mod clock;
mod difference;
mod in_process;
mod over_http;
mod people;
mod play;
mod step;

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use rules::calendar::local_date;
use server::SystemClock;
use service::Clock;
use tokio::runtime::{Builder, Runtime};

use crate::long_run::{number, seed};
use cast::Cast;
use in_process::InProcess;
use over_http::OverHttp;
use play::play;
use step::{Sequence, sequence};

/// How many play at once.
const PLAYERS: u32 = 2;
/// The first number of each player's sequences is so far from that of the one before.
const APART: u32 = 40_000_000;

#[test]
fn both_backends_answer_alike_in_process() {
    let sequences = number("ESIGN_SEQUENCES", 10_000);
    at_once(sequences, |runtime| {
        let served = RefCell::new(runtime.block_on(InProcess::new()));
        move |runtime: &Runtime, cast, sequence: &Sequence| {
            let mut served = served.borrow_mut();
            runtime.block_on(async {
                let browser = served.browser().await;
                play(&mut *served, &browser, cast, sequence).await
            })
        }
    });
}

#[test]
fn both_backends_answer_alike_over_http() {
    let sequences = number("ESIGN_SEQUENCES_OVER_HTTP", 200);
    at_once(sequences, |runtime| {
        let served = RefCell::new(runtime.block_on(OverHttp::new()));
        move |runtime: &Runtime, cast, sequence: &Sequence| {
            let mut served = served.borrow_mut();
            let day = today();
            let played = runtime.block_on(async {
                let browser = served.browser();
                play(&mut *served, &browser, cast, sequence).await
            });
            // At midnight the two may have been asked on different days.
            if day == today() { played } else { Ok(()) }
        }
    });
}

fn today() -> NaiveDate {
    local_date(SystemClock.now())
}

/// Shares the sequences out to several players; the first that fails is made shorter, and shown with the seed.
fn at_once<P: Fn(&Runtime, Cast, &Sequence) -> Result<(), String>>(
    sequences: usize,
    player: impl Fn(&Runtime) -> P + Sync,
) {
    let seed = seed();
    println!("{sequences} sequences, seed {seed}");
    std::thread::scope(|scope| {
        for number in 0..PLAYERS {
            let share = u32::try_from(sequences).unwrap().div_ceil(PLAYERS);
            let player = &player;
            scope.spawn(move || {
                let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                let play = player(&runtime);
                let next = Cell::new(number * APART);
                let result = runner(share, seed, number).run(&sequence(), |sequence| {
                    next.set(next.get() + 1);
                    let cast = Cast { number: next.get() };
                    play(&runtime, cast, &sequence).map_err(TestCaseError::fail)
                });
                if let Err(failed) = result {
                    panic!("ESIGN_SEED={seed}: {failed}");
                }
            });
        }
    });
}

fn runner(cases: u32, seed: u64, player: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..12].copy_from_slice(&player.to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
