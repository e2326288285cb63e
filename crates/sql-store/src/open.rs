//! Opening a database.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use deadpool::managed::{Hook, HookError};
use sqlx::error::DatabaseError;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Error, PgConnection, SqliteConnection};

use crate::appends::{Append, Appended, append_all};
use crate::checkpoint::{self, Checkpoints};
use crate::database_url::{Address, DatabaseUrl};
use crate::failure::SqlFailure;
use crate::gathered::Gathered;
use crate::identity::{Touch, Touched};
use crate::pool::{self, Connections, Opening, PATIENCE};
use crate::questions::Questions;
use crate::schema::{self, SchemaError};
use crate::together::Together;
use crate::write::PREPARE_SQLITE;

/// How many connections there are where nobody says it.
const CONNECTIONS: u32 = 8;
/// A connection to PostgreSQL that nobody used for so long is tried before it is used.
const FRESH: Duration = Duration::from_secs(1);

/// What a request asks is looked up by keys: the plan is the same whatever the values are, and also while a table is so small that
/// reading all of it looks cheaper, for plans are kept while tables grow. (What is swept each hour reads whole tables, and is
/// not worth a compilation.)
const PLAN_BY_KEYS: [&str; 3] =
    ["SET plan_cache_mode = force_generic_plan", "SET enable_seqscan = off", "SET jit = off"];
/// Nobody waits long for a row that somebody else holds, since others wait behind them.
pub(crate) const WAIT_BRIEFLY: &str = "SET lock_timeout = '1s'";

/// Events, ledger and records in a database of SQL.
#[derive(Clone, Debug)]
pub enum SqlStore {
    /// A file of this machine.
    Sqlite(SqliteFile),
    /// A server or a cluster, shared by any number of processes.
    Postgres(PostgresServer),
}

/// The connections to a SQLite file: one writes, the others read.
#[derive(Clone, Debug)]
pub struct SqliteFile {
    pub(crate) writer: Together,
    pub(crate) readers: Connections<SqliteConnection>,
    pub(crate) questions: Questions,
}

/// The connections to a server of PostgreSQL, and what waits for them together.
#[derive(Clone, Debug)]
pub struct PostgresServer {
    pub(crate) connections: Connections<PgConnection>,
    pub(crate) questions: Questions,
    appends: Gathered<Append, Appended>,
    pub(crate) touches: Gathered<Touch, Touched>,
}

impl PostgresServer {
    /// Appends it, together with what others append meanwhile.
    pub(crate) async fn append(&self, append: Append) -> Appended {
        let connections = self.connections.clone();
        let done = self.appends.ask(append, move |appends| append_all(connections.clone(), appends)).await;
        done.unwrap_or_else(|| Err(SqlFailure::OutcomeUnknown("whoever wrote it has ended".to_owned())))
    }
}

/// Why a database could not be opened, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened or made.
    #[error("cannot open {url}: {error}; its folder must exist, and this program must be allowed to write to it")]
    File {
        /// Which file.
        url: DatabaseUrl,
        /// What the system says.
        error: io::Error,
    },
    /// Nobody answered, or not as expected.
    #[error("cannot reach {url}: {error}; {remedy}")]
    Unreachable {
        /// Which database.
        url: DatabaseUrl,
        /// What is wrong.
        error: Error,
        /// What to do.
        remedy: &'static str,
    },
    /// A newer program has worked with it.
    #[error(
        "{url} has version {found} of the tables, and this program knows {known}: start the newer program again, or go \
         back to the backup from before it"
    )]
    Newer {
        /// Which database.
        url: DatabaseUrl,
        /// The version of its tables.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The tables could not be made or changed; they are as they were.
    #[error("cannot set up the tables of {url}: {error}; the database's user must be allowed to create tables")]
    Tables {
        /// Which database.
        url: DatabaseUrl,
        /// What is wrong.
        error: Error,
    },
}

impl SqlStore {
    /// Opens a database, makes it where it is a file that is not there, and brings its tables up to date. Several processes
    /// may do so at once.
    ///
    /// # Errors
    /// Why not, with the remedy.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        Self::open_with(url, CONNECTIONS).await
    }

    /// The same, with so many connections at most: those that read, in SQLite, where one more writes.
    ///
    /// # Errors
    /// Why not, with the remedy.
    pub async fn open_with(url: &DatabaseUrl, connections: u32) -> Result<Self, OpenError> {
        let store = match &url.0 {
            Address::Sqlite(path) => {
                create_private(path).map_err(|error| OpenError::File { url: url.clone(), error })?;
                open_sqlite(path, connections).await
            }
            Address::Postgres(options) => open_postgres(options, connections).await,
        };
        let store = store.map_err(|error| OpenError::Unreachable {
            url: url.clone(),
            error,
            remedy: match &url.0 {
                Address::Sqlite(_) => "it must be a file of SQLite on a disk of this machine",
                Address::Postgres(_) => "check that the server runs, and host, port, user, password and database",
            },
        })?;
        schema::bring_up_to_date(&store).await.map_err(|error| match error {
            SchemaError::Newer { found, known } => OpenError::Newer { url: url.clone(), found, known },
            SchemaError::Sql(error) => OpenError::Tables { url: url.clone(), error },
        })?;
        Ok(store)
    }

    /// Whether the database answers now.
    pub async fn answers(&self) -> bool {
        self.find("SELECT 1", &[]).await.is_ok()
    }

    /// Closes the connections that nobody uses; each of the others ends with its use.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(file) => {
                pool::close(&file.readers).await;
                file.writer.checkpoints.close().await;
                // The last one moves what is left in the write-ahead log into the file.
                pool::close(&file.writer.connection).await;
            }
            Self::Postgres(server) => pool::close(&server.connections).await,
        }
    }
}

async fn open_sqlite(path: &Path, readers: u32) -> Result<SqlStore, Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        // What was acknowledged is on the disk, also where the power fails.
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", checkpoint::MOST_PAGES)
        .busy_timeout(PATIENCE)
        .foreign_keys(true);
    // A connection to a file does not break by itself.
    let opening = |options| Opening { options, fresh: Duration::MAX };
    let writer =
        opening(options.clone()).at_most(1).post_create(Hook::async_fn(|connection: &mut SqliteConnection, _| {
            Box::pin(async move {
                let prepared = sqlx::raw_sql(PREPARE_SQLITE).execute(connection).await;
                prepared.map(drop).map_err(HookError::Backend)
            })
        }));
    let checkpoints = Checkpoints::by(pool::build(opening(options.clone()).at_most(1))?);
    let writer = Together::new(pool::build(writer)?, checkpoints);
    first_connected(&writer.connection).await?;
    let readers = pool::build(opening(options.pragma("query_only", "ON")).at_most(readers))?;
    Ok(SqlStore::Sqlite(SqliteFile { writer, readers, questions: Questions::default() }))
}

/// Of several who open a new file at once one gives it its log, and SQLite does not let the others wait for that.
async fn first_connected(writer: &Connections<SqliteConnection>) -> Result<(), Error> {
    let begun = Instant::now();
    loop {
        match pool::connection(writer).await {
            Ok(_) => return Ok(()),
            Err(error) if is_busy(&error) && begun.elapsed() < PATIENCE => {
                tokio::time::sleep(Duration::from_millis(fastrand::u64(2..=20))).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// SQLITE_BUSY, with its details in the higher bits.
fn is_busy(error: &Error) -> bool {
    const BUSY: i32 = 5;
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| code.parse::<i32>().is_ok_and(|code| code & 0xff == BUSY))
}

async fn open_postgres(options: &PgConnectOptions, connections: u32) -> Result<SqlStore, Error> {
    let options = options.clone().application_name("esign-store");
    let opening = Opening { options, fresh: FRESH }.at_most(connections);
    let connections = pool::build(opening.post_create(Hook::async_fn(|connection: &mut PgConnection, _| {
        Box::pin(async move {
            for setting in PLAN_BY_KEYS.into_iter().chain([WAIT_BRIEFLY]) {
                set(connection, setting).await.map_err(HookError::Backend)?;
            }
            Ok(())
        })
    })))?;
    drop(pool::connection(&connections).await?);
    // While one is being made durable, the next is worked on.
    let appends = Gathered::by_ways(2);
    // There is no hurry with these.
    let touches = Gathered::by_ways(1);
    Ok(SqlStore::Postgres(PostgresServer { connections, questions: Questions::default(), appends, touches }))
}

/// Changes a setting of a connection. Some of PostgreSQL's kin do not know it, and do as they do.
pub(crate) async fn set(connection: &mut PgConnection, setting: &'static str) -> Result<(), Error> {
    match sqlx::raw_sql(setting).execute(connection).await {
        Ok(_) | Err(Error::Database(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A file that nobody but its owner can read, since it will hold what people entrust to the shop; SQLite gives the files
/// beside it the same rights.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use rules::vocabulary::AccountId;
    use service::contract::numbered;
    use service::{AppendError, Store, Version};
    use tempfile::TempDir;

    use super::*;

    #[tokio::test]
    async fn after_the_disk_was_full_it_goes_on() {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("shop.db").display()).parse().unwrap();
        let store = SqlStore::open(&url).await.unwrap();
        let SqlStore::Sqlite(file) = &store else { unreachable!("it is a file") };
        let mut writer = pool::connection(&file.writer.connection).await.unwrap();
        sqlx::raw_sql("PRAGMA max_page_count = 1").execute(&mut *writer).await.unwrap();
        drop(writer);
        // Its very row is too much, so that the whole transaction is undone by SQLite, as by a COMMIT on a full disk.
        let (long, events) = (AccountId::new(&"x".repeat(100_000)), [numbered("a", 1)]);

        let refused = store.append(&long, Version(0), &events).await;
        assert_eq!(refused, Err(AppendError::Store(api::StoreFailure::Full)));

        assert_eq!(store.append(&AccountId::new("short"), Version(0), &events).await, Ok(Version(1)));
    }
}
