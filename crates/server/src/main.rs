//! The program `esign-store`: reads its arguments, and says in one sentence what went wrong.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::{Base, Config, StartError};

/// The shop for an electronic-signature product.
#[derive(Parser)]
#[command(name = "esign-store", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serve the built site until Ctrl-C
    Serve {
        /// The folder that the build wrote
        #[arg(long, value_name = "DIR", default_value = "dist")]
        dist: PathBuf,
        /// Where to listen; port 0 takes a free one
        #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
        addr: String,
        /// The sub-folder to serve under, the one that the site was built for
        #[arg(long, value_name = "PATH", default_value = "/")]
        base: String,
    },
}

fn main() -> ExitCode {
    let Task::Serve { dist, addr, base } = Arguments::parse().task;
    match serve(dist, &addr, &base) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody reads it where stderr is closed, and that is no reason to panic.
            drop(writeln!(std::io::stderr(), "esign-store: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn serve(dist: PathBuf, addr: &str, base: &str) -> Result<(), StartError> {
    let base: Base = base.parse()?;
    let router = server::router(Config { dist, base: base.clone() })?;
    let runtime = tokio::runtime::Runtime::new().map_err(StartError::System)?;
    runtime.block_on(async {
        let listener = server::listen(addr).await?;
        let shop = format!("http://{}{}", listener.addr(), base.as_str());
        drop(writeln!(std::io::stdout(), "The shop is at {shop} (Ctrl-C stops it)"));
        listener.serve(router).await
    })
}
