//! How fast the rules decide: their benches as a native program, and in WebAssembly under Node. And how much a server takes:
//! `crates/load` drives it.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, capture};
use crate::project::Project;
use crate::report::Failure;
use crate::{postgres, serve};

/// A target with files and a clock, which the benches need and the browser's has not.
const WASI: &str = "wasm32-wasip1";
const BENCH: [&str; 5] = ["bench", "--package", "rules", "--bench", "decisions"];
const UNDER_NODE: &str = "crates/rules/benches/under_node.mjs";

/// What else than the rules.
#[derive(clap::Subcommand)]
pub(crate) enum Benched {
    /// Quotes and orders over SQLite and PostgreSQL, beside what the databases commit at all
    Server(Load),
}

/// How long a server is driven.
#[derive(clap::Args)]
pub(crate) struct Load {
    /// Seconds of each load
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// One of the databases alone
    #[arg(long, value_parser = ["sqlite", "postgresql"])]
    only: Option<String>,
}

/// Builds the server and what drives it for speed, and measures.
pub(crate) fn server(project: &Project, load: &Load) -> Result<(), Failure> {
    postgres::programs()?;
    let site = serve::current_site(project)?;
    command::run(&mut project.cargo(&["build", "--release", "--package", "server", "--package", "load"]))?;
    let program = |name: &str| project.target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let mut drive = project.command(program("load"));
    drive.current_dir(&project.target).arg("--server").arg(program("esign-store")).arg("--dist").arg(site.out);
    drive.args(["--seconds", &load.seconds.to_string()]);
    if let Some(database) = &load.only {
        drive.args(["--only", database]);
    }
    command::run(&mut drive)
}

/// Runs them natively, then in WebAssembly; Criterion prints and keeps the figures of each apart.
pub(crate) fn rules(project: &Project) -> Result<(), Failure> {
    command::run(&mut project.cargo(&BENCH))?;

    command::run(Command::new("rustup").args(["target", "add", WASI])).map_err(|failure| {
        failure.remedy(format!("the benches in WebAssembly need Rust's {WASI} target: rustup target add {WASI}"))
    })?;
    let mut build = project.cargo(&BENCH);
    build.args(["--no-run", "--target", WASI, "--message-format", "json-render-diagnostics"]);
    let program = bench_program(&capture(&mut build)?)?;
    let mut node = project.command("node");
    node.args(["--no-warnings", UNDER_NODE]).arg(program).arg("--bench");
    command::run(node.env("CRITERION_HOME", project.target.join("criterion-wasm")))
}

/// The program among what cargo says that it built.
fn bench_program(messages: &str) -> Result<PathBuf, Failure> {
    let program = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    };
    messages.lines().find_map(program).ok_or_else(|| Failure::new(format!("cargo built no bench for {WASI}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_messages() {
        let messages = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n\
                        {\"reason\":\"compiler-artifact\",\"executable\":\"/target/decisions.wasm\"}\n\
                        {\"reason\":\"build-finished\",\"success\":true}";
        assert_eq!(bench_program(messages).unwrap(), PathBuf::from("/target/decisions.wasm"));
        assert!(bench_program("").is_err());
    }
}
