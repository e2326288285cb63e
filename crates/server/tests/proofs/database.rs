//! An empty database for a shop, of either kind.

use postgres_fixture::TestDatabase;
use tempfile::TempDir;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A database, removed with this value.
pub(crate) enum Database {
    Sqlite(TempDir),
    Postgres(TestDatabase),
}

impl Database {
    pub(crate) async fn new(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => Self::Sqlite(TempDir::new().unwrap()),
            Kind::Postgres => Self::Postgres(TestDatabase::create().await.unwrap_or_else(|why| panic!("{why}"))),
        }
    }

    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("shop.db").display()),
            Self::Postgres(database) => database.url(),
        }
    }
}
