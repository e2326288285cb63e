//! Single statements, and transactions of several.

use std::time::Duration;

use sqlx::{PgConnection, SqliteConnection};

use crate::checkpoint::Checkpoints;
use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::pool::{self, Held, Lent};
use crate::statement::{Row, Sql, Value};

/// How often something is done again that the database undid for another one's sake, or whose connection was lost.
const MOST_ATTEMPTS: u32 = 10;
/// The pause before the second attempt, in milliseconds; it grows with each.
const FIRST_PAUSE: u64 = 2;

/// A transaction that writes: all of it or, if it is dropped before its end, nothing.
pub(crate) struct Work {
    /// `None` once it has ended.
    writer: Option<Writer>,
    /// How many rows it has changed.
    rows: u64,
}

/// What a transaction has for itself until it ends.
enum Writer {
    Sqlite(Held<SqliteConnection>, Checkpoints),
    Postgres(Held<PgConnection>),
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
            Self::Sqlite(file) => {
                let mut lent = Lent::by(&file.readers).await?;
                let found = find_in_sqlite(lent.connection()?, sql, values).await;
                lent.give_back(found)
            }
            Self::Postgres(server) => {
                let mut lent = Lent::by(&server.connections).await?;
                let found = find_in_postgres(lent.connection()?, sql, values).await;
                lent.give_back(found)
            }
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
    async fn change_once(&self, sql: Sql, values: &[Value<'_>]) -> Result<u64, SqlFailure> {
        match self {
            Self::Sqlite(file) => file.writer.change(sql, values).await,
            Self::Postgres(server) => {
                let mut lent = Lent::by(&server.connections).await?;
                let done = sql.for_postgres(values).execute(lent.connection()?).await;
                // It was committed with the statement, or was not.
                lent.give_back(done.map(|done| done.rows_affected()).map_err(SqlFailure::of_commit))
            }
        }
    }

    /// Begins a transaction that may write. In SQLite it waits until nobody else writes.
    pub(crate) async fn begin(&self) -> Result<Work, SqlFailure> {
        let (writer, words) = match self {
            Self::Sqlite(file) => {
                let connection = pool::connection(&file.writer.connection).await?;
                (Writer::Sqlite(connection, file.writer.checkpoints.clone()), "BEGIN IMMEDIATE")
            }
            Self::Postgres(server) => (Writer::Postgres(pool::connection(&server.connections).await?), "BEGIN"),
        };
        // Whatever becomes of its beginning, it has an end.
        let mut work = Work { writer: Some(writer), rows: 0 };
        work.writer()?.say(words).await?;
        Ok(work)
    }
}

impl Work {
    /// What a statement finds.
    pub(crate) async fn find(&mut self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<Vec<Row>, SqlFailure> {
        match self.writer()? {
            Writer::Sqlite(connection, _) => find_in_sqlite(connection, sql.into(), values).await,
            Writer::Postgres(connection) => find_in_postgres(connection, sql.into(), values).await,
        }
    }

    /// Changes something; says how many rows.
    pub(crate) async fn change(&mut self, sql: impl Into<Sql>, values: &[Value<'_>]) -> Result<u64, SqlFailure> {
        let sql = sql.into();
        let rows = match self.writer()? {
            Writer::Sqlite(connection, _) => sql.for_sqlite(values).execute(&mut **connection).await?.rows_affected(),
            Writer::Postgres(connection) => sql.for_postgres(values).execute(&mut **connection).await?.rows_affected(),
        };
        self.rows += rows;
        Ok(rows)
    }

    /// Waits until everything is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), SqlFailure> {
        self.writer()?.say("COMMIT").await.map_err(SqlFailure::of_commit)?;
        // There is nothing to undo.
        if let Some(Writer::Sqlite(connection, checkpoints)) = self.writer.take() {
            drop(connection);
            checkpoints.after(self.rows);
        }
        Ok(())
    }

    /// Undoes everything, before anybody is told.
    pub(crate) async fn roll_back(mut self) {
        if let Some(writer) = self.writer.take() {
            // In a task of its own, so that nobody who gives up leaves it half undone.
            let _ = tokio::spawn(writer.roll_back()).await;
        }
    }

    fn writer(&mut self) -> Result<&mut Writer, sqlx::Error> {
        self.writer.as_mut().ok_or(sqlx::Error::WorkerCrashed)
    }
}

impl Drop for Work {
    /// Undoes it now, not only when the connection is used again, since others may wait for what it changed.
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            tokio::spawn(writer.roll_back());
        }
    }
}

impl Writer {
    async fn say(&mut self, words: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(connection, _) => sqlx::raw_sql(words).execute(&mut **connection).await.map(drop),
            Self::Postgres(connection) => sqlx::raw_sql(words).execute(&mut **connection).await.map(drop),
        }
    }

    /// Undoes everything. Where it cannot, as where SQLite has by itself, the transaction ends with its connection.
    async fn roll_back(mut self) {
        if self.say("ROLLBACK").await.is_err() {
            match self {
                Self::Sqlite(connection, _) => drop(Held::take(connection)),
                Self::Postgres(connection) => drop(Held::take(connection)),
            }
        }
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

#[cfg(test)]
mod tests {
    use postgres_fixture::TestDatabase;
    use tokio::time::timeout;

    use super::*;

    /// One connection, so that whoever comes next would have that of whoever gave up.
    #[tokio::test]
    async fn what_somebody_gave_up_is_not_answered_to_the_next() {
        let database = TestDatabase::create().await.unwrap_or_else(|why| panic!("{why}"));
        let store = SqlStore::open_with(&database.url().parse().unwrap(), 1).await.unwrap();
        let fails_late = "SELECT 1 / (CASE WHEN pg_sleep(0.3) IS NULL THEN 1 ELSE 0 END)";
        let given_up = timeout(Duration::from_millis(100), store.find_once(fails_late.into(), &[])).await;
        assert!(given_up.is_err());

        let found = store.find_once("SELECT 2::BIGINT".into(), &[]).await.unwrap();
        assert_eq!(found[0].get::<i64>(0).unwrap(), 2);
    }
}
