//! A fresh database for each test.

use postgres_fixture::TestDatabase;
use sql_store::{DatabaseUrl, SqlStore};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use tempfile::TempDir;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A database, removed with this value.
pub(crate) struct Place {
    pub(crate) url: String,
    _kept: Kept,
}

#[expect(dead_code, reason = "kept to be removed at the end")]
enum Kept {
    Folder(TempDir),
    Database(TestDatabase),
}

impl Kind {
    pub(crate) async fn place(self) -> Place {
        match self {
            Self::Sqlite => {
                let folder = TempDir::new().unwrap();
                let url = format!("sqlite:{}", folder.path().join("shop.db").display());
                Place { url, _kept: Kept::Folder(folder) }
            }
            Self::Postgres => {
                let database = TestDatabase::create().await.unwrap_or_else(|why| panic!("{why}"));
                Place { url: database.url(), _kept: Kept::Database(database) }
            }
        }
    }
}

impl Place {
    pub(crate) fn database_url(&self) -> DatabaseUrl {
        self.url.parse().unwrap()
    }

    pub(crate) async fn open(&self) -> SqlStore {
        SqlStore::open(&self.database_url()).await.unwrap_or_else(|why| panic!("{why}"))
    }

    /// Does to the database what no store does.
    pub(crate) async fn tamper(&self, statement: &str) {
        let statement = AssertSqlSafe(statement.to_owned());
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
            let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
            connection.execute(statement).await.unwrap();
            connection.close().await.unwrap();
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            connection.execute(statement).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}
