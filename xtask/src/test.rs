//! Every check, one after the other, with the time of each; goes on after a failure where later steps can.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::api_check::Effort;
use crate::command::{self, on_path};
use crate::feature_check::TEST_FEATURES;
use crate::project::Project;
use crate::report::{Failure, seconds};
use crate::setup::{BROWSER_TESTS, BrowserKit, Toolbox};
use crate::wasm_toolchain::{TARGET, has_target};
use crate::{api_check, browser, build, contract_page, feature_check, serve, setup};

/// One check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// Get what is missing
    Setup,
    /// Formatting
    Fmt,
    /// Clippy, warnings denied
    Clippy,
    /// Clippy for the code that exists in wasm alone, where rustup has the target
    ClippyWasm,
    /// No build has both ways of rendering
    Features,
    /// Licences and advisories, where cargo-deny is installed
    Deny,
    /// Native tests of all crates
    Native,
    /// The page that runs the store's contract suite in a browser
    Contract,
    /// The release build of the site
    Build,
    /// Generated requests against the description of the API
    Api,
    /// Playwright against the release build
    Browser,
}

/// How many requests of each kind are made up for each endpoint.
const EXAMPLES: u32 = 20;

enum Outcome {
    Passed,
    Failed,
    NotRun(&'static str),
}

struct Row {
    step: Step,
    outcome: Outcome,
    took: Duration,
}

/// What earlier steps found, for later ones.
#[derive(Default)]
struct Kit {
    toolbox: Option<Toolbox>,
    browser: Option<BrowserKit>,
}

/// Runs all, or one; prints the table; success only if nothing failed.
pub(crate) fn run(project: &Project, only: Option<Step>) -> ExitCode {
    let mut kit = Kit::default();
    let mut rows: Vec<Row> = Vec::new();
    for step in Step::value_variants().iter().copied().filter(|step| only.is_none_or(|only| only == *step)) {
        println!("\n=== {} ===", name(step));
        let begun = Instant::now();
        let failed =
            |needed: &Step| rows.iter().any(|row| row.step == *needed && !matches!(row.outcome, Outcome::Passed));
        let outcome = match needs(step).iter().find(|needed| failed(needed)) {
            Some(_) => Outcome::NotRun("an earlier step that it needs failed"),
            None => run_step(project, &mut kit, step, only.is_some()).unwrap_or_else(|failure| {
                println!("{failure}");
                Outcome::Failed
            }),
        };
        rows.push(Row { step, outcome, took: begun.elapsed() });
    }
    println!("\n{}", table(&rows));
    if rows.iter().any(|row| matches!(row.outcome, Outcome::Failed)) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The steps whose failure makes this one pointless.
fn needs(step: Step) -> &'static [Step] {
    match step {
        Step::ClippyWasm | Step::Contract | Step::Build => &[Step::Setup],
        Step::Api | Step::Browser => &[Step::Setup, Step::Build],
        _ => &[],
    }
}

fn run_step(project: &Project, kit: &mut Kit, step: Step, alone: bool) -> Result<Outcome, Failure> {
    match step {
        Step::Setup => {
            let (toolbox, browser) = setup::everything(project)?;
            *kit = Kit { toolbox: Some(toolbox), browser: Some(browser) };
        }
        Step::Fmt => run_cargo(project, &["fmt", "--all", "--check"])?,
        Step::Clippy => run_cargo(
            project,
            &["clippy", "--workspace", "--all-targets", "--features", TEST_FEATURES, "--", "-D", "warnings"],
        )?,
        Step::ClippyWasm => {
            if !has_target() {
                return Ok(Outcome::NotRun("rustup's wasm target is not there, and Debian's toolchain has no clippy"));
            }
            let app = ["clippy", "--package", "storefront", "--package", "browser-store", "--target", TARGET];
            let features = ["--features", "storefront/csr", "--", "-D", "warnings"];
            run_cargo(project, &[app.as_slice(), features.as_slice()].concat())?;
        }
        Step::Features => feature_check::check(project)?,
        Step::Deny => {
            if on_path("cargo-deny").is_none() {
                println!("cargo-deny is not installed; to get it: cargo install --locked cargo-deny");
                return Ok(Outcome::NotRun("cargo-deny is not installed"));
            }
            run_cargo(project, &["deny", "check"])?;
        }
        Step::Native => run_cargo(project, &["test", "--workspace", "--features", TEST_FEATURES])?,
        Step::Contract => contract_page::build(project, toolbox(project, kit)?)?,
        Step::Build => build::site(project, toolbox(project, kit)?, &build::Site::local(project)?)?,
        Step::Api => {
            let site = if alone { serve::current_site(project)? } else { build::Site::local(project)? };
            api_check::check(project, &site.out, Effort::Examples(EXAMPLES))?;
        }
        Step::Browser => {
            if alone {
                serve::current_site(project)?;
            }
            let kit = browser_kit(project, kit)?;
            command::run(&mut playwright(project, kit)?)?;
            println!("\nthe journeys a second time, over HTTP");
            command::run(playwright(project, kit)?.env("BACKEND", "http"))?;
        }
    }
    Ok(Outcome::Passed)
}

fn run_cargo(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    command::run(&mut project.cargo(arguments))
}

fn toolbox<'a>(project: &Project, kit: &'a mut Kit) -> Result<&'a Toolbox, Failure> {
    let found = match kit.toolbox.take() {
        Some(toolbox) => toolbox,
        None => setup::for_build(project)?,
    };
    Ok(kit.toolbox.insert(found))
}

fn browser_kit<'a>(project: &Project, kit: &'a mut Kit) -> Result<&'a BrowserKit, Failure> {
    let found = match kit.browser.take() {
        Some(browser) => browser,
        None => setup::for_browser(project)?,
    };
    Ok(kit.browser.insert(found))
}

/// How fast usage is with a million entries, in the browser.
pub(crate) fn measure_ledger(project: &Project) -> Result<(), Failure> {
    serve::current_site(project)?;
    let kit = setup::for_browser(project)?;
    command::run(playwright(project, &kit)?.env("MEASURE", "1"))
}

/// The browser tests, on a server of their own with a port of its own.
fn playwright(project: &Project, kit: &BrowserKit) -> Result<Command, Failure> {
    let server = serve::binary(project)?;
    let mut node: Command = project.command("node");
    node.current_dir(project.root.join(BROWSER_TESTS))
        .arg(kit.modules.join("@playwright/test/cli.js"))
        .arg("test")
        .env(browser::VARIABLE, &kit.chromium)
        .env("ESIGN_STORE", server)
        .env("SITE_PORT", serve::free_port()?.to_string())
        .env("CONTRACT_PAGE", contract_page::folder(project));
    Ok(node)
}

fn name(step: Step) -> String {
    step.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn table(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let outcome = match row.outcome {
            Outcome::Passed => "ok".to_owned(),
            Outcome::Failed => "FAILED".to_owned(),
            Outcome::NotRun(why) => format!("not run: {why}"),
        };
        format!("{:<12} {:>12}  {outcome}", name(row.step), seconds(row.took))
    };
    let total = rows.iter().map(|row| row.took).sum();
    let lines: Vec<String> = rows.iter().map(line).collect();
    format!("{:<12} {:>12}  result\n{}\n{:<12} {:>12}", "step", "time", lines.join("\n"), "total", seconds(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_time_and_result_of_each_step() {
        let row = |step, outcome, secs| Row { step, outcome, took: Duration::from_secs(secs) };
        let rows = [row(Step::Fmt, Outcome::Passed, 2), row(Step::Build, Outcome::Failed, 125)];
        let expected = "step                 time  result\n\
                        fmt                 2.0 s  ok\n\
                        build          2 min 05 s  FAILED\n\
                        total          2 min 07 s";
        assert_eq!(table(&rows), expected);
    }
}
