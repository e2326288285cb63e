//! How often in a second a database commits at all: one small row each time, made as durable as the shop's.

use std::path::Path;
use std::time::{Duration, Instant};

use futures::future::try_join_all;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::Stopped;

/// As long as the events of an order, roughly.
const ROW: usize = 1_500;
/// As many as the server is given.
const POSTGRES_CONNECTIONS: usize = 16;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS rows (text TEXT NOT NULL)";
const INSERT: &str = "INSERT INTO rows (text) VALUES ($1)";

/// One writer after the other, as SQLite has it.
pub(crate) async fn of_sqlite(path: &Path, time: Duration) -> Result<f64, Stopped> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::query(TABLE).execute(&mut connection).await?;
    let (begun, row) = (Instant::now(), "x".repeat(ROW));
    let mut commits = 0_u32;
    while begun.elapsed() < time {
        sqlx::query(INSERT).bind(&row).execute(&mut connection).await?;
        commits += 1;
    }
    Ok(f64::from(commits) / begun.elapsed().as_secs_f64())
}

/// As many at once as the server has connections: PostgreSQL writes several commits with one write.
pub(crate) async fn of_postgres(url: &str, time: Duration) -> Result<f64, Stopped> {
    sqlx::query(TABLE).execute(&mut PgConnection::connect(url).await?).await?;
    let begun = Instant::now();
    let counts = try_join_all((0..POSTGRES_CONNECTIONS).map(|_| commits_in_postgres(url, begun, time))).await?;
    Ok(f64::from(counts.into_iter().sum::<u32>()) / begun.elapsed().as_secs_f64())
}

async fn commits_in_postgres(url: &str, begun: Instant, time: Duration) -> Result<u32, Stopped> {
    let mut connection = PgConnection::connect(url).await?;
    let row = "x".repeat(ROW);
    let mut commits = 0;
    while begun.elapsed() < time {
        sqlx::query(INSERT).bind(&row).execute(&mut connection).await?;
        commits += 1;
    }
    Ok(commits)
}
