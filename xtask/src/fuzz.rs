//! Fuzzing of what is read from files: the catalogue, and cases as JSON Lines.

use std::fs;
use std::path::Path;

use crate::command::{self, on_path};
use crate::project::Project;
use crate::report::{Doing, Failure};

/// The fuzz targets, each with the files and blocks of text that it starts from.
const TARGETS: [&str; 2] = ["catalogue", "cases"];

/// How long, and with how much memory.
#[derive(clap::Args)]
pub(crate) struct Limits {
    /// Minutes for each target
    #[arg(long, default_value_t = 10)]
    minutes: u32,
    /// More memory than this is a failure, in megabytes
    #[arg(long, default_value_t = 1024)]
    memory: u32,
    /// The longest input, in bytes; both readers are given small and large ones
    #[arg(long, default_value_t = 65_536)]
    longest: u32,
}

/// Runs each target; stops at the first input that panics, hangs or takes too much memory, which is kept as a file.
pub(crate) fn run(project: &Project, limits: &Limits) -> Result<(), Failure> {
    if on_path("cargo-fuzz").is_none() {
        return Err(Failure::new("cargo-fuzz is not installed").remedy("cargo install --locked cargo-fuzz, then again"));
    }
    for target in TARGETS {
        let seeds = project.target.join("fuzz-seeds").join(target);
        write_seeds(project, target, &seeds)?;
        let corpus = project.root.join("fuzz/corpus").join(target);
        fs::create_dir_all(&corpus).doing(corpus.display())?;
        let mut fuzz = project.cargo(&["fuzz", "run", target]);
        fuzz.args([&corpus, &seeds]).arg("--");
        fuzz.args([
            format!("-max_total_time={}", u64::from(limits.minutes) * 60),
            format!("-rss_limit_mb={}", limits.memory),
            format!("-max_len={}", limits.longest),
            "-timeout=10".to_owned(),
            "-print_final_stats=1".to_owned(),
        ]);
        // The sanitizers are not stable yet; this lets the compiler at hand offer them.
        command::run(fuzz.env("RUSTC_BOOTSTRAP", "1"))?;
    }
    Ok(())
}

/// What a target starts from, so that it need not find out what JSON is.
fn write_seeds(project: &Project, target: &str, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).doing(folder.display())?;
    let read = |path: &str| fs::read_to_string(project.root.join(path)).doing(path);
    let seeds = match target {
        "catalogue" => vec![read("public/catalogue.json")?],
        _ => examples(&read("docs/CASES.md")?),
    };
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("{number}.json")), seed).doing(folder.display())?;
    }
    Ok(())
}

/// The cases of a page of examples.
fn examples(page: &str) -> Vec<String> {
    let after = page.split("```jsonl case\n").skip(1);
    after.filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_of_a_page_are_found_and_not_their_results() {
        let page =
            "One:\n```jsonl case\n{\"id\":1}\n```\n```jsonl result\n{\"id\":0}\n```\n```jsonl case\n{\"id\":2}\n```\n";
        assert_eq!(examples(page), ["{\"id\":1}\n", "{\"id\":2}\n"]);
    }
}
