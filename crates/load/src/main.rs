#![doc = include_str!("../README.md")]

mod ceiling;
mod client;
mod drive;
mod process;
mod report;
mod shop;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use postgres_fixture::TestDatabase;

use crate::ceiling::Ceiling;
use crate::drive::{Load, Pace};
use crate::report::{Measured, Row};
use crate::shop::{Customer, Shop};

/// The server's, so that as little as possible of the machine goes to asking.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Why nothing was measured.
type Stopped = Box<dyn std::error::Error + Send + Sync>;

/// How many clients send at once where it goes as fast as it can.
const CLIENTS: usize = 128;
/// How many where it is too much; the server takes on 128 and lets as many wait.
const TOO_MANY: usize = 600;

/// How often half of it is asked for again, each time by others: whether memory stays as it is shows over time.
const AGAIN: u32 = 6;

/// Measures a server over SQLite and over PostgreSQL.
#[derive(Parser)]
struct Arguments {
    /// The program `esign-store`, built for speed
    #[arg(long)]
    server: PathBuf,
    /// The folder of the built site
    #[arg(long)]
    dist: PathBuf,
    /// How long each load lasts
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// One of the databases alone
    #[arg(long)]
    only: Option<Database>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Database {
    Sqlite,
    Postgresql,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let measured = tokio::runtime::Runtime::new().map_err(Stopped::from);
    match measured.and_then(|runtime| runtime.block_on(run(&arguments))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("load: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Stopped> {
    if arguments.only != Some(Database::Postgresql) {
        over_sqlite(arguments).await?;
    }
    if arguments.only != Some(Database::Sqlite) {
        over_postgres(arguments).await?;
    }
    Ok(())
}

async fn over_sqlite(arguments: &Arguments) -> Result<(), Stopped> {
    let ceiling = {
        let own = tempfile::TempDir::new_in(".")?;
        ceiling::of_sqlite(&own.path().join("ceiling.sqlite"), arguments.seconds()).await?
    };
    let folder = tempfile::TempDir::new_in(".")?;
    let url = format!("sqlite:{}", folder.path().join("shop.sqlite").display());
    measure("SQLite", &url, ceiling, arguments).await
}

async fn over_postgres(arguments: &Arguments) -> Result<(), Stopped> {
    // The database is dropped with it; else it would still be written out and vacuumed under the loads.
    let ceiling = {
        let own = TestDatabase::create().await?;
        ceiling::of_postgres(&own.url(), arguments.seconds()).await?
    };
    let database = TestDatabase::create().await?;
    measure("PostgreSQL", &database.url(), ceiling, arguments).await
}

impl Arguments {
    fn seconds(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

async fn measure(name: &str, url: &str, ceiling: Ceiling, arguments: &Arguments) -> Result<(), Stopped> {
    let Ceiling { single, orders } = ceiling;
    println!(
        "\n{name}: the database alone commits a row {single:.0} times a second, and what an order writes {orders:.0} times"
    );
    let mut shop = Shop::open(&arguments.server, &arguments.dist, url).await?;
    println!("{}", Row::head());
    let run = async |shop: &Shop, name, customers: &[Customer], load, pace, time| -> Result<f64, Stopped> {
        let before = shop.process.reading()?;
        let done = drive::drive(&shop.client, customers, load, pace, time).await;
        let measured = Measured { done, before, after: shop.process.reading()? };
        println!("{}", Row { name, measured: &measured, ceiling });
        Ok(measured.per_second())
    };
    let time = arguments.seconds();
    let first = shop.newcomers().await?;
    run(&shop, "quotes", &first, Load::Quotes, Pace::Clients(CLIENTS), time).await?;
    let most = run(&shop, "orders", &first, Load::Orders, Pace::Clients(CLIENTS), time).await?;
    // Of what the server takes where that is less than the ceiling: at more, latency says how long the load lasted.
    let pause = Duration::from_secs_f64(2.0 / most.min(orders).max(1.0));
    let half = Pace::Every(pause);
    let newcomers = shop.newcomers().await?;
    run(&shop, "orders, at half", &newcomers, Load::Orders, half, time).await?;
    let newcomers = shop.newcomers().await?;
    run(&shop, "orders, too many", &newcomers, Load::Orders, Pace::Clients(TOO_MANY), time).await?;
    for _ in 0..AGAIN {
        let newcomers = shop.newcomers().await?;
        run(&shop, "orders, at half again", &newcomers, Load::Orders, half, time).await?;
    }
    let once_each = pause.mul_f64(first.len() as f64);
    run(&shop, "orders, of forgotten", &first, Load::Orders, half, once_each).await?;
    Ok(())
}
