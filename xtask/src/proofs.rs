//! The proofs of the server at length: more sequences and more crashes than a run of the tests has.

use std::hash::{BuildHasher, RandomState};
use std::process::Command;

use crate::command;
use crate::postgres;
use crate::project::Project;
use crate::report::Failure;

/// How many sequences are played to both backends.
#[derive(clap::Args)]
pub(crate) struct Sequences {
    /// In process
    #[arg(long, default_value_t = 1_000_000)]
    count: u32,
    /// Over HTTP, to the program itself; half of them over PostgreSQL
    #[arg(long, default_value_t = 2_000)]
    over_http: u32,
    /// Which ones: a failure names the seed that it began with
    #[arg(long)]
    seed: Option<u64>,
}

/// How often the program is killed.
#[derive(clap::Args)]
pub(crate) struct Crashes {
    /// Over SQLite and PostgreSQL together
    #[arg(long, default_value_t = 200)]
    count: u32,
    /// What chance begins with
    #[arg(long)]
    seed: Option<u64>,
}

/// Plays them; the first that the backends answer differently is shown as short as it can be made.
pub(crate) fn sequences(project: &Project, asked: &Sequences) -> Result<(), Failure> {
    postgres::programs()?;
    // The tests always begin with the same one.
    let seed = asked.seed.unwrap_or_else(|| RandomState::new().hash_one(()));
    let mut proofs = proofs(project, "sequences::", Some(seed));
    proofs.env("ESIGN_SEQUENCES", asked.count.to_string());
    command::run(proofs.env("ESIGN_SEQUENCES_OVER_HTTP", asked.over_http.to_string()))
}

/// Kills it again and again while it writes.
pub(crate) fn crashes(project: &Project, asked: &Crashes) -> Result<(), Failure> {
    postgres::programs()?;
    command::run(proofs(project, "crash::", asked.seed).env("ESIGN_CRASHES", asked.count.to_string()))
}

fn proofs(project: &Project, which: &str, seed: Option<u64>) -> Command {
    let mut cargo = project.cargo(&["test", "--release", "--package", "server", "--test", "proofs"]);
    cargo.args([which, "--", "--nocapture"]).envs(seed.map(|seed| ("ESIGN_SEED", seed.to_string())));
    cargo
}
