//! How often in a second a database commits by itself, as durably as the shop's: one row each time, and what an order writes,
//! which is three tables with their keys.

use std::path::Path;
use std::time::{Duration, Instant};

use futures::future::try_join_all;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::Stopped;
use crate::shop::ENTERPRISES;

/// As long as the events of an order, roughly.
const EVENT: usize = 1_500;
/// As many as the server is given.
const POSTGRES_CONNECTIONS: usize = 16;

/// The tables as the shop has them: with keys of this type, the smaller ones kept so.
macro_rules! tables {
    ($key:literal, $kept:literal) => {
        concat!(
            "CREATE TABLE single (event TEXT NOT NULL);",
            "CREATE TABLE accounts (account ",
            $key,
            " NOT NULL PRIMARY KEY, version BIGINT NOT NULL)",
            $kept,
            ";",
            "CREATE TABLE order_index (order_id ",
            $key,
            " NOT NULL PRIMARY KEY, account ",
            $key,
            " NOT NULL)",
            $kept,
            ";",
            "CREATE TABLE events (account ",
            $key,
            " NOT NULL, number BIGINT NOT NULL, event TEXT NOT NULL,",
            " PRIMARY KEY (account, number));",
        )
    };
}
const SQLITE_TABLES: &str = tables!("TEXT", " WITHOUT ROWID");
const POSTGRES_TABLES: &str = tables!("TEXT COLLATE \"C\"", "");
/// So that one statement is all of an order, as one is for the shop.
const SQLITE_TRIGGER: &str = "\
    CREATE VIEW orders (event, account, order_id) AS SELECT NULL, NULL, NULL WHERE FALSE; \
    CREATE TRIGGER place INSTEAD OF INSERT ON orders BEGIN \
      UPDATE accounts SET version = version + 1 WHERE account = NEW.account; \
      INSERT INTO order_index (order_id, account) VALUES (NEW.order_id, NEW.account); \
      INSERT INTO events (account, number, event) SELECT account, version, NEW.event FROM accounts WHERE account = NEW.account; \
    END;";
const ACCOUNT: &str = "INSERT INTO accounts (account, version) VALUES ($1, 0)";

const SINGLE: &str = "INSERT INTO single (event) VALUES ($1)";
const ORDER_IN_SQLITE: &str = "INSERT INTO orders (event, account, order_id) VALUES ($1, $2, $3)";
const ORDER_IN_POSTGRES: &str = "\
    WITH moved AS (UPDATE accounts SET version = version + 1 WHERE account = $2 RETURNING account, version), \
    taken AS (INSERT INTO order_index (order_id, account) SELECT $3, account FROM moved) \
    INSERT INTO events (account, number, event) SELECT account, version, $1 FROM moved";

/// Commits in a second.
#[derive(Clone, Copy)]
pub(crate) struct Ceiling {
    /// Of one row.
    pub(crate) single: f64,
    /// Of what an order writes.
    pub(crate) orders: f64,
}

#[derive(Clone, Copy)]
enum Committed {
    Single,
    Order,
}

/// One writer after the other, as SQLite has it.
pub(crate) async fn of_sqlite(path: &Path, time: Duration) -> Result<Ceiling, Stopped> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::raw_sql(SQLITE_TABLES).execute(&mut connection).await?;
    sqlx::raw_sql(SQLITE_TRIGGER).execute(&mut connection).await?;
    let mut making = connection.begin().await?;
    for number in 0..ENTERPRISES {
        sqlx::query(ACCOUNT).bind(account(number)).execute(&mut *making).await?;
    }
    making.commit().await?;
    Ok(Ceiling {
        single: in_sqlite(&mut connection, Committed::Single, time).await?,
        orders: in_sqlite(&mut connection, Committed::Order, time).await?,
    })
}

async fn in_sqlite(connection: &mut SqliteConnection, committed: Committed, time: Duration) -> Result<f64, Stopped> {
    let (begun, event) = (Instant::now(), "x".repeat(EVENT));
    let mut commits = 0_u32;
    while begun.elapsed() < time {
        let statement = match committed {
            Committed::Single => sqlx::query(SINGLE).bind(&event),
            Committed::Order => sqlx::query(ORDER_IN_SQLITE).bind(&event).bind(any_account()).bind(fresh_order()),
        };
        statement.execute(&mut *connection).await?;
        commits += 1;
    }
    Ok(f64::from(commits) / begun.elapsed().as_secs_f64())
}

/// As many at once as the server has connections: PostgreSQL writes several commits with one write.
pub(crate) async fn of_postgres(url: &str, time: Duration) -> Result<Ceiling, Stopped> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::raw_sql(POSTGRES_TABLES).execute(&mut connection).await?;
    let mut making = connection.begin().await?;
    for number in 0..ENTERPRISES {
        sqlx::query(ACCOUNT).bind(account(number)).execute(&mut *making).await?;
    }
    making.commit().await?;
    Ok(Ceiling {
        single: in_postgres(url, Committed::Single, time).await?,
        orders: in_postgres(url, Committed::Order, time).await?,
    })
}

async fn in_postgres(url: &str, committed: Committed, time: Duration) -> Result<f64, Stopped> {
    let begun = Instant::now();
    let counts =
        try_join_all((0..POSTGRES_CONNECTIONS).map(|_| by_one_connection(url, committed, begun, time))).await?;
    Ok(f64::from(counts.into_iter().sum::<u32>()) / begun.elapsed().as_secs_f64())
}

async fn by_one_connection(url: &str, committed: Committed, begun: Instant, time: Duration) -> Result<u32, Stopped> {
    let mut connection = PgConnection::connect(url).await?;
    let event = "x".repeat(EVENT);
    let mut commits = 0;
    while begun.elapsed() < time {
        let statement = match committed {
            Committed::Single => sqlx::query(SINGLE).bind(&event),
            Committed::Order => sqlx::query(ORDER_IN_POSTGRES).bind(&event).bind(any_account()).bind(fresh_order()),
        };
        statement.execute(&mut connection).await?;
        commits += 1;
    }
    Ok(commits)
}

fn any_account() -> String {
    account(fastrand::usize(..ENTERPRISES))
}

fn account(number: usize) -> String {
    format!("load-e-{number}")
}

fn fresh_order() -> String {
    format!("load-{:032x}", fastrand::u128(..))
}
