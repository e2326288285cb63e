//! The tables, and their changes from version to version of the program.

use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::failure::SqlFailure;
use crate::identity;
use crate::open::{SqlStore, WAIT_BRIEFLY, set};
use crate::pool;

/// What each version of the tables adds to the one before, for SQLite and for PostgreSQL. What was released is never changed.
const MIGRATIONS: [Migration; 4] = [
    Migration {
        sqlite: include_str!("../migrations/sqlite/0001_begin.sql"),
        postgres: include_str!("../migrations/postgres/0001_begin.sql"),
    },
    Migration {
        sqlite: include_str!("../migrations/sqlite/0002_identity.sql"),
        postgres: include_str!("../migrations/postgres/0002_identity.sql"),
    },
    Migration {
        sqlite: include_str!("../migrations/sqlite/0003_catalogue.sql"),
        postgres: include_str!("../migrations/postgres/0003_catalogue.sql"),
    },
    Migration {
        sqlite: include_str!("../migrations/sqlite/0004_records.sql"),
        postgres: include_str!("../migrations/postgres/0004_records.sql"),
    },
];

struct Migration {
    sqlite: &'static str,
    postgres: &'static str,
}

/// Every table whose rows a demonstration forgets.
pub(crate) const CLEARED: [&str; 8] = [
    "DELETE FROM events",
    "DELETE FROM snapshots",
    "DELETE FROM ledger",
    "DELETE FROM usage_days",
    "DELETE FROM order_index",
    "DELETE FROM account_records",
    "DELETE FROM shop_records",
    "DELETE FROM accounts",
];

const MAKE_VERSIONS: &str = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY)";
const FIND_VERSION: &str = "SELECT coalesce(max(version), 0) FROM schema_version";
const ADD_VERSION: &str = "INSERT INTO schema_version (version) VALUES ($1)";

/// Whoever changes the tables of a PostgreSQL database holds this lock; the others wait. The number says "esign".
const POSTGRES_LOCK: i64 = 0x65_7369_676e;

pub(crate) enum SchemaError {
    Newer { found: i64, known: i64 },
    Sql(sqlx::Error),
}

impl From<sqlx::Error> for SchemaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

/// Makes what is missing, in one transaction; of several processes one does it.
pub(crate) async fn bring_up_to_date(store: &SqlStore) -> Result<(), SchemaError> {
    match store {
        SqlStore::Sqlite(file) => migrate_sqlite(&mut *pool::connection(&file.writer.connection).await?).await,
        SqlStore::Postgres(server) => migrate_postgres(&mut *pool::connection(&server.connections).await?).await,
    }
}

async fn migrate_sqlite(writer: &mut SqliteConnection) -> Result<(), SchemaError> {
    let mut work = writer.begin_with("BEGIN EXCLUSIVE").await?;
    sqlx::raw_sql(MAKE_VERSIONS).execute(&mut *work).await?;
    let found: i64 = sqlx::query_scalar(FIND_VERSION).fetch_one(&mut *work).await?;
    for (version, migration) in missing(found)? {
        sqlx::raw_sql(migration.sqlite).execute(&mut *work).await?;
        sqlx::query(ADD_VERSION).bind(version).execute(&mut *work).await?;
    }
    Ok(work.commit().await?)
}

async fn migrate_postgres(connection: &mut PgConnection) -> Result<(), SchemaError> {
    // Another process may take its time.
    set(connection, "SET lock_timeout = 0").await?;
    let mut work = connection.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(POSTGRES_LOCK).execute(&mut *work).await?;
    // Even asking for a table that is there needs the right to create some, which the program may have lost since.
    let is_there: bool =
        sqlx::query_scalar("SELECT to_regclass('schema_version') IS NOT NULL").fetch_one(&mut *work).await?;
    if !is_there {
        sqlx::raw_sql(MAKE_VERSIONS).execute(&mut *work).await?;
    }
    let found: i64 = sqlx::query_scalar(FIND_VERSION).fetch_one(&mut *work).await?;
    for (version, migration) in missing(found)? {
        sqlx::raw_sql(migration.postgres).execute(&mut *work).await?;
        sqlx::query(ADD_VERSION).bind(version).execute(&mut *work).await?;
    }
    work.commit().await?;
    Ok(set(connection, WAIT_BRIEFLY).await?)
}

/// The migrations that come after a version, with theirs.
fn missing(found: i64) -> Result<impl Iterator<Item = (i64, &'static Migration)>, SchemaError> {
    let numbered = (1_i64..).zip(&MIGRATIONS);
    let known = numbered.clone().map(|(version, _)| version).last().unwrap_or_default();
    if found > known {
        return Err(SchemaError::Newer { found, known });
    }
    Ok(numbered.filter(move |(version, _)| *version > found))
}

impl SqlStore {
    /// Forgets everything in one transaction.
    pub(crate) async fn forget_everything(&self) -> Result<(), SqlFailure> {
        let mut work = self.begin().await?;
        for statement in CLEARED.into_iter().chain(identity::CLEARED) {
            work.change(statement, &[]).await?;
        }
        work.commit().await
    }
}
