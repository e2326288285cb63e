#![doc = include_str!("../README.md")]

mod cluster;
mod programs;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// Names a server to use instead of a throw-away cluster.
const VARIABLE: &str = "DATABASE_URL";

/// An empty database of its own, dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    server: String,
    name: String,
}

/// Why there is no database for tests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDatabase {
    /// Its programs are not there.
    #[error(
        "these tests need PostgreSQL 15 or newer: run `cargo xtask setup`, or `sudo apt-get install postgresql`, or set \
         DATABASE_URL to a server whose user may create databases"
    )]
    NoPrograms,
    /// It does not start.
    #[error("PostgreSQL does not start for the tests: {0}")]
    NotStarted(String),
    /// It does not do as asked.
    #[error("PostgreSQL made no database for a test: {0}")]
    NotMade(String),
}

impl TestDatabase {
    /// Makes one.
    ///
    /// # Errors
    /// Why not; a test fails with it.
    pub async fn create() -> Result<Self, NoDatabase> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = match std::env::var(VARIABLE) {
            Ok(server) => server,
            Err(_) => cluster::server()?.to_owned(),
        };
        // Unique on a server that outlives this process, too.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("esign_test_{}_{now}_{number}", std::process::id());
        let made = ask(&server, format!("CREATE DATABASE {name}")).await;
        made.map_err(|error| NoDatabase::NotMade(error.to_string()))?;
        Ok(Self { server, name })
    }

    /// Its address, for a program that reads `postgres://…`.
    #[must_use]
    pub fn url(&self) -> String {
        let separator = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{separator}dbname={}", self.server, self.name)
    }

    /// Drops the database, whoever still uses it.
    fn remove(&self) -> Result<(), sqlx::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(ask(&self.server, format!("DROP DATABASE {} WITH (FORCE)", self.name)))
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // In a thread of its own, since this one may belong to the runtime of a test.
        let removed = std::thread::scope(|scope| scope.spawn(|| self.remove()).join());
        if !matches!(removed, Ok(Ok(()))) {
            eprintln!("the database {} is left behind: {removed:?}", self.name);
        }
    }
}

async fn ask(server: &str, statement: String) -> Result<(), sqlx::Error> {
    let options: PgConnectOptions = server.parse()?;
    let mut connection = PgConnection::connect_with(&options).await?;
    connection.execute(AssertSqlSafe(statement)).await?;
    connection.close().await
}
