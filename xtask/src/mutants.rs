//! Mutants of the rules: a random sample of what cargo-mutants could change, each run against the rules' tests.

use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::PathBuf;

use crate::command::{self, capture, on_path};
use crate::project::Project;
use crate::report::{Doing, Failure};

/// What to draw.
#[derive(clap::Args)]
pub(crate) struct Sample {
    /// How many mutants
    #[arg(long, default_value_t = 300)]
    number: usize,
    /// Which ones: the same seed draws the same mutants of the same code
    #[arg(long, default_value = "1")]
    seed: String,
    /// Only those of the files that match
    #[arg(long)]
    file: Option<String>,
    /// Folder that receives the report
    #[arg(long, default_value = "target")]
    out: PathBuf,
}

/// Runs the sample; the report is in `mutants.out`, one file for those caught, missed and unviable.
pub(crate) fn run(project: &Project, sample: &Sample) -> Result<(), Failure> {
    if on_path("cargo-mutants").is_none() {
        return Err(
            Failure::new("cargo-mutants is not installed").remedy("cargo install --locked cargo-mutants, then again")
        );
    }
    let mut list = project.cargo(&["mutants", "--package", "rules", "--list", "--json"]);
    list.args(sample.file.iter().flat_map(|file| ["--file", file]));
    let list: serde_json::Value = serde_json::from_str(&capture(&mut list)?).doing("the list of mutants")?;
    let names = list.as_array().into_iter().flatten().filter_map(|mutant| mutant.get("name")?.as_str());
    let chosen = drawn(names.map(str::to_owned).collect(), sample);
    println!("{} mutants, drawn with seed {}", chosen.len(), sample.seed);

    let mut mutants = project.cargo(&["mutants", "--package", "rules", "--no-shuffle", "--output"]);
    mutants.arg(&sample.out).args(["--features", "rules/schema"]);
    // It stops at the first test that notices, which is most of the time of a run.
    if on_path("cargo-nextest").is_some() {
        mutants.args(["--test-tool", "nextest", "--cargo-test-arg", "--max-fail=1:immediate"]);
    }
    // A machine that is busy with other things must not make slow what is only waiting.
    mutants.args(["--minimum-test-timeout", "180"]);
    mutants.args(chosen.iter().flat_map(|name| ["--re".to_owned(), format!("^{}$", literally(name))]));
    // Each mutant is built in a copy of the checkout, with a target folder of its own.
    mutants.env_remove("CARGO_TARGET_DIR");
    command::run(&mut mutants)
}

/// The sample: those that come first when sorted by a hash of the seed and the name.
fn drawn(mut names: Vec<String>, sample: &Sample) -> Vec<String> {
    let hashing = BuildHasherDefault::<std::hash::DefaultHasher>::default();
    names.sort_by_cached_key(|name| hashing.hash_one((&sample.seed, name)));
    names.truncate(sample.number);
    names
}

/// A regular expression for exactly this text.
fn literally(text: &str) -> String {
    let escaped = |letter: char| {
        let special = r"\.+*?()|[]{}^$".contains(letter);
        special.then_some('\\').into_iter().chain([letter])
    };
    text.chars().flat_map(escaped).collect()
}
