//! The project's own commands: set-up, build, serve, test, measure, bench, api, fuzz, mutants, sequences and crashes.
//! `cargo xtask help` lists them.
//!
//! Everything that a fresh clone needs beyond Rust and Node is fetched by `setup`, which the other commands call
//! themselves. No rule of the shop lives in here.

mod api_check;
mod bench;
mod browser;
mod build;
mod command;
mod contract_page;
mod feature_check;
mod files;
mod fuzz;
mod lighthouse;
mod measure;
mod mutants;
mod node_packages;
mod postgres;
mod project;
mod proofs;
mod python_packages;
mod report;
mod serve;
mod setup;
mod sizes;
mod system_packages;
mod test;
mod tools;
mod wasm_toolchain;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::api_check::Effort;
use crate::build::{BasePath, Site};
use crate::project::Project;
use crate::report::Failure;

/// Set-up, build, tests and measurements of the shop.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Get everything that the other commands need; safe to repeat
    Setup,
    /// Build the static site
    Build {
        /// Path under which the site will be hosted, such as /shop/
        #[arg(long, default_value = "/")]
        base: BasePath,
        /// Folder that receives the site
        #[arg(long, default_value = "dist")]
        out: PathBuf,
    },
    /// Build when something changed, then serve a demonstration on this machine, over SQLite
    Serve(serve::Served),
    /// Run every check
    Test {
        /// Run this one alone
        #[arg(long)]
        only: Option<test::Step>,
    },
    /// Sizes of the built site, and Lighthouse on its pricing page
    Measure {
        /// Instead: how fast usage is with a million entries, at a quarter of the processor (takes minutes)
        #[arg(long)]
        ledger: bool,
    },
    /// Generated requests against the description of the API, for longer than in the tests
    Api {
        /// For how many minutes
        #[arg(long, default_value_t = 30)]
        minutes: u32,
    },
    /// How fast the rules decide, natively and in WebAssembly; or how much a server takes
    Bench {
        #[command(subcommand)]
        what: Option<bench::Benched>,
    },
    /// Feed the readers of files with what nobody would write
    Fuzz(fuzz::Limits),
    /// Change the rules at random, and see whether their tests notice
    Mutants(mutants::Sample),
    /// Play very many sequences to both backends, and compare what they answer and become
    Sequences(proofs::Sequences),
    /// Kill the server very many times while it writes, and look for what it acknowledged
    Crashes(proofs::Crashes),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.task) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode, Failure> {
    let project = Project::locate()?;
    match task {
        Task::Setup => setup::everything(&project).map(|_| ExitCode::SUCCESS),
        Task::Build { base, out } => {
            let site = Site::new(&project, base, &out)?;
            build::site(&project, &setup::for_build(&project)?, &site)?;
            Ok(ExitCode::SUCCESS)
        }
        Task::Serve(served) => serve::serve(&project, &served).map(|()| ExitCode::SUCCESS),
        Task::Test { only } => Ok(test::run(&project, only)),
        Task::Api { minutes } => {
            let site = serve::current_site(&project)?;
            api_check::check(&project, &site.out, Effort::Minutes(minutes)).map(|()| ExitCode::SUCCESS)
        }
        Task::Bench { what: None } => bench::rules(&project).map(|()| ExitCode::SUCCESS),
        Task::Bench { what: Some(bench::Benched::Server(load)) } => {
            bench::server(&project, &load).map(|()| ExitCode::SUCCESS)
        }
        Task::Fuzz(limits) => fuzz::run(&project, &limits).map(|()| ExitCode::SUCCESS),
        Task::Mutants(sample) => mutants::run(&project, &sample).map(|()| ExitCode::SUCCESS),
        Task::Sequences(asked) => proofs::sequences(&project, &asked).map(|()| ExitCode::SUCCESS),
        Task::Crashes(asked) => proofs::crashes(&project, &asked).map(|()| ExitCode::SUCCESS),
        Task::Measure { ledger: false } => measure::measure(&project).map(|()| ExitCode::SUCCESS),
        Task::Measure { ledger: true } => test::measure_ledger(&project).map(|()| ExitCode::SUCCESS),
    }
}
