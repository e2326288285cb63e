//! The program killed at random while it writes: what it acknowledged is there, once, and what it did not answer is done
//! once when it is sent again.

mod found;
mod writers;

use rstest::rstest;
use service::personas::Persona;
use tokio::sync::mpsc::unbounded_channel;

use crate::crash::found::check;
use crate::crash::writers::{Note, Write, Writer};
use crate::customer::Customer;
use crate::database::{Database, Kind};
use crate::long_run::{number, seed};
use crate::program::{Line, Program};

/// How often it is killed over the same database.
const KILLS: usize = 5;
/// After how many acknowledged writes it is killed.
const ACKNOWLEDGED: std::ops::RangeInclusive<usize> = 5..=120;

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_once_after_it_was_killed(#[case] kind: Kind) {
    let seed = seed().unwrap_or_else(|| fastrand::u64(..));
    println!("crashes over {kind:?}, seed {seed}");
    let mut chance = fastrand::Rng::with_seed(seed);
    let kills_of_each_kind = number("ESIGN_CRASHES", 2 * KILLS) / 2;
    for _ in 0..kills_of_each_kind.div_ceil(KILLS) {
        kill_again_and_again(kind, &mut chance).await;
    }
}

async fn kill_again_and_again(kind: Kind, chance: &mut fastrand::Rng) {
    let database = Database::new(kind).await;
    let mut program = Program::over(&database.url());
    let customers = customers(&program.line).await;
    let mut written: Vec<Write> = Vec::new();
    for kill in 1..=KILLS {
        let notes = write_until_killed(program, &customers, kill, chance.usize(ACKNOWLEDGED)).await;
        program = Program::over(&database.url());
        let unanswered: Vec<&Note> = notes.iter().filter(|note| !note.is_acknowledged).collect();
        println!("kill {kill}: {} acknowledged, {} unanswered", notes.len() - unanswered.len(), unanswered.len());
        for note in unanswered {
            note.write.send(&program.line).await.unwrap();
        }
        let now: Vec<Write> = notes.into_iter().map(|note| note.write).collect();
        written.extend_from_slice(&now);
        check(&program.line, &customers, &written, &now).await;
    }
}

/// Three enterprises that have an edition.
async fn customers(line: &Line) -> Vec<Customer> {
    let mut customers = Vec::new();
    for persona in [Persona::Advanced, Persona::ProfessionalNearEnd, Persona::Flagship] {
        customers.push(Customer::sample(line, persona).await);
    }
    customers
}

/// Lets many write at once, and kills the program after so many answers; what was written, and whether it was acknowledged.
async fn write_until_killed(program: Program, customers: &[Customer], kill: usize, acknowledged: usize) -> Vec<Note> {
    let (sender, mut receiver) = unbounded_channel();
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..9 {
        let name = format!("{kill}-{number}");
        let writer = match customers.get(number % 4) {
            Some(customer) => Writer::buying(customer, name),
            None => Writer::reporting(&customers[0], name),
        };
        writers.spawn(writer.write(program.line.clone(), sender.clone()));
    }
    drop(sender);
    let mut notes: Vec<Note> = Vec::new();
    while notes.len() < acknowledged {
        notes.push(receiver.recv().await.unwrap());
    }
    drop(program);
    while let Some(note) = receiver.recv().await {
        notes.push(note);
    }
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    notes
}
