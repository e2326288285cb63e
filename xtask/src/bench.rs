//! How fast the rules decide: their benches as a native program, and in WebAssembly under Node.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, capture};
use crate::project::Project;
use crate::report::Failure;

/// A target with files and a clock, which the benches need and the browser's has not.
const WASI: &str = "wasm32-wasip1";
const BENCH: [&str; 5] = ["bench", "--package", "rules", "--bench", "decisions"];
const UNDER_NODE: &str = "crates/rules/benches/under_node.mjs";

/// Runs them natively, then in WebAssembly; Criterion prints and keeps the figures of each apart.
pub(crate) fn run(project: &Project) -> Result<(), Failure> {
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
