//! The program `esign-store`: reads its arguments, and says what went wrong.

mod commands;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use commands::{
    CatalogueTask, ContactTask, EnterpriseTask, MemberTask, OrderTask, Prerendering, company, demonstration,
};
use server::config::{Effective, Sources};
use server::{Configuration, StartError};

/// Faster than the system's where many threads ask for memory, and gives it back (`cargo xtask bench server`).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The shop for an electronic-signature product.
#[derive(Parser)]
#[command(name = "esign-store", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serve the shop until Ctrl-C
    Serve(Configured),
    /// Say what is wrong with a configuration, or what is in force
    CheckConfig(Configured),
    /// Check catalogues, and put them in force from an instant on
    #[command(subcommand)]
    Catalogue(CatalogueTask),
    /// Write a built site anew for another catalogue, for a host that serves files alone
    Prerender(Prerendering),
    /// Enter and show enterprises, while no e-sign system reports them
    #[command(subcommand)]
    Enterprise(EnterpriseTask),
    /// Enter and remove members of enterprises
    #[command(subcommand)]
    Member(MemberTask),
    /// Find orders that are to be set up, and report those that are, while no e-sign system does
    #[command(subcommand)]
    Order(OrderTask),
    /// See who is to be called about a trial
    #[command(subcommand)]
    Contact(ContactTask),
}

/// Why the program stopped, for whoever started it.
type Stopped = Box<dyn Error + Send + Sync>;

/// Where the configuration comes from: the file, above it the variables `ESIGN_STORE_…`, above those the arguments.
#[derive(Args)]
struct Configured {
    /// The configuration, in TOML; docs/OPERATING.md has every key
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder that the build wrote (server.dist)
    #[arg(long, value_name = "DIR")]
    dist: Option<String>,
    /// Where to listen; port 0 takes a free one (server.addr)
    #[arg(long, value_name = "HOST:PORT")]
    addr: Option<String>,
    /// The sub-folder to serve under, the one that the site was built for (server.base)
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    /// A demonstration: a simulated cashier, and messages that are shown instead of sent
    #[arg(long)]
    demo: bool,
    /// Where a demonstration keeps its database; without it, it is forgotten at the end
    #[arg(long, value_name = "DIR", requires = "demo")]
    data: Option<PathBuf>,
}

impl Configured {
    fn read(self) -> Result<Configuration, StartError> {
        let arguments = [
            ("--dist", "server.dist", self.dist),
            ("--addr", "server.addr", self.addr),
            ("--base", "server.base", self.base),
        ];
        // A variable that is not UTF-8 is none of ours.
        let environment = std::env::vars_os();
        let environment =
            environment.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let sources = Sources {
            file: self.config,
            environment: environment.collect(),
            arguments: arguments
                .into_iter()
                .filter_map(|(argument, key, value)| Some((argument, key, value?)))
                .collect(),
            is_demonstration: self.demo,
            demonstration_folder: self.data,
        };
        Configuration::read(&sources).map_err(StartError::Configuration)
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody reads it where stderr is closed, and that is no reason to panic.
            drop(writeln!(std::io::stderr(), "esign-store: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<(), Stopped> {
    let runtime = || tokio::runtime::Runtime::new().map_err(StartError::System);
    match task {
        Task::Serve(configured) => runtime()?.block_on(serve(&configured.read()?)),
        Task::CheckConfig(configured) => {
            let configuration = configured.read()?;
            server::check_site(&configuration)?;
            say(&in_force(&configuration));
            Ok(())
        }
        Task::Catalogue(task) => runtime()?.block_on(task.run()),
        Task::Prerender(task) => runtime()?.block_on(task.run()),
        Task::Enterprise(task) => runtime()?.block_on(task.run()),
        Task::Member(task) => runtime()?.block_on(task.run()),
        Task::Order(task) => runtime()?.block_on(task.run()),
        Task::Contact(task) => runtime()?.block_on(task.run()),
    }
}

async fn serve(configuration: &Configuration) -> Result<(), Stopped> {
    server::log_to_stderr(configuration.log);
    let (backend, _kept) = match &configuration.database {
        None => (None, None),
        Some(_) if configuration.is_demonstration => {
            let (backend, folder) = demonstration(configuration).await?;
            (Some(backend), folder)
        }
        Some(_) => (Some(company(configuration).await?), None),
    };
    let service = server::service(configuration, backend)?;
    let listener = server::listen(&configuration.server.addr).await?;
    say(&format!("The shop is at http://{}{} (Ctrl-C stops it)", listener.addr(), configuration.server.base.as_str()));
    if configuration.database.is_none() {
        say(
            "No database is named (database.url): each visitor has a demonstration of their own, in their browser alone",
        );
    }
    listener.serve(service, configuration).await;
    Ok(())
}

fn in_force(configuration: &Configuration) -> String {
    let line = |effective: &Effective| {
        let value = effective.shown.as_deref().map_or_else(String::new, |shown| format!(" = {shown}"));
        format!("{}{value} ({})", effective.key, effective.place)
    };
    let lines: Vec<String> = configuration.effective.iter().map(line).collect();
    format!("no mistakes\n{}", lines.join("\n"))
}

fn say(text: &str) {
    drop(writeln!(std::io::stdout(), "{text}"));
}
