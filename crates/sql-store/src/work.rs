//! Single statements, and transactions of several.

use std::time::Duration;

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::statement::{Row, Sql, Value};

/// How often something is done again that the database undid for another one's sake, or whose connection was lost.
const MOST_ATTEMPTS: u32 = 10;
/// The pause before the second attempt, in milliseconds; it grows with each.
const FIRST_PAUSE: u64 = 2;

/// A transaction that writes: all of it or, if it is dropped before its end, nothing.
pub(crate) enum Work {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl SqlStore {
    /// What one statement finds, as everything was at one instant.
    pub(crate) async fn find(&self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<Vec<Row>, SqlFailure> {
        let sql = sql.into();
        let mut attempts = Attempts::default();
        loop {
            match self.find_once(sql, values).await {
                Err(failure) if attempts.again(&failure).await => {}
                done => return done,
            }
        }
    }

    async fn find_once(&self, sql: Sql, values: &[Value<'_>]) -> Result<Vec<Row>, SqlFailure> {
        match self {
            Self::Sqlite(pools) => find_in_sqlite(&mut *pools.readers.acquire().await?, sql, values).await,
            Self::Postgres(pool) => find_in_postgres(&mut *pool.acquire().await?, sql, values).await,
        }
    }

    /// Changes something by one statement that is a transaction of its own; says how many rows it changed.
    pub(crate) async fn change(&self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<u64, SqlFailure> {
        let sql = sql.into();
        let mut attempts = Attempts::default();
        loop {
            match self.change_once(sql, values).await {
                Err(failure) if attempts.again(&failure).await => {}
                done => return done,
            }
        }
    }

    /// The same, tried once.
    pub(crate) async fn change_once(&self, sql: Sql, values: &[Value<'_>]) -> Result<u64, SqlFailure> {
        match self {
            Self::Sqlite(pools) => {
                let mut connection = pools.writer.acquire().await?;
                let done = sql.for_sqlite(values).execute(&mut *connection).await;
                done.map(|done| done.rows_affected())
            }
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                let done = sql.for_postgres(values).execute(&mut *connection).await;
                done.map(|done| done.rows_affected())
            }
        }
        // It was committed with the statement, or was not.
        .map_err(SqlFailure::of_commit)
    }

    /// Begins a transaction that may write. In SQLite it waits until nobody else writes.
    pub(crate) async fn begin(&self) -> Result<Work, SqlFailure> {
        Ok(match self {
            Self::Sqlite(pools) => Work::Sqlite(pools.writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Work::Postgres(pool.begin().await?),
        })
    }
}

impl Work {
    /// What a statement finds.
    pub(crate) async fn find(&mut self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<Vec<Row>, SqlFailure> {
        match self {
            Self::Sqlite(work) => find_in_sqlite(work, sql.into(), values).await,
            Self::Postgres(work) => find_in_postgres(work, sql.into(), values).await,
        }
    }

    /// Changes something; says how many rows.
    pub(crate) async fn change(&mut self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<u64, SqlFailure> {
        let sql = sql.into();
        Ok(match self {
            Self::Sqlite(work) => sql.for_sqlite(values).execute(&mut **work).await?.rows_affected(),
            Self::Postgres(work) => sql.for_postgres(values).execute(&mut **work).await?.rows_affected(),
        })
    }

    /// Waits until everything is on the disk.
    pub(crate) async fn commit(self) -> Result<(), SqlFailure> {
        match self {
            Self::Sqlite(work) => work.commit().await,
            Self::Postgres(work) => work.commit().await,
        }
        .map_err(SqlFailure::of_commit)
    }

    /// Undoes everything now, not only when the connection is used again, since others may wait for it.
    pub(crate) async fn roll_back(self) {
        // Where this fails, the connection is gone and the transaction with it.
        let _ = match self {
            Self::Sqlite(work) => work.rollback().await,
            Self::Postgres(work) => work.rollback().await,
        };
    }
}

async fn find_in_sqlite(
    connection: &mut SqliteConnection,
    sql: Sql,
    values: &[Value<'_>],
) -> Result<Vec<Row>, SqlFailure> {
    Ok(sql.for_sqlite(values).fetch_all(connection).await?.into_iter().map(Row::Sqlite).collect())
}

async fn find_in_postgres(
    connection: &mut PgConnection,
    sql: Sql,
    values: &[Value<'_>],
) -> Result<Vec<Row>, SqlFailure> {
    Ok(sql.for_postgres(values).fetch_all(connection).await?.into_iter().map(Row::Postgres).collect())
}

/// Counts the attempts at a transaction.
#[derive(Default)]
pub(crate) struct Attempts(u32);

impl Attempts {
    /// Whether it is worth another attempt after this failure; if so, it first waits, for a longer time each time and not
    /// as long as the others.
    pub(crate) async fn again(&mut self, failure: &SqlFailure) -> bool {
        self.0 += 1;
        if !matches!(failure, SqlFailure::Again(_) | SqlFailure::Lost(_)) || self.0 >= MOST_ATTEMPTS {
            return false;
        }
        let longest = FIRST_PAUSE << self.0;
        tokio::time::sleep(Duration::from_millis(fastrand::u64(FIRST_PAUSE..=longest))).await;
        true
    }
}
