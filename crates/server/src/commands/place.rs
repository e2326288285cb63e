//! The shop's database, opened for a command.

use std::path::Path;

use rules::Catalogue;
use secrecy::ExposeSecret;
use server::config::DatabasePlace;
use server::{Checking, Configuration, Ready, SystemClock};
use service::{Folded, Shop};
use sql_store::{DatabaseUrl, SqlStore};

use crate::Stopped;

/// The database, which nothing is answered without.
pub(super) struct Database(pub(super) SqlStore);

impl Ready for Database {
    fn name(&self) -> &'static str {
        "database"
    }

    fn is_ready(&self) -> Checking<'_> {
        Box::pin(self.0.answers())
    }
}

/// Opens the configured database.
pub(super) async fn store(configuration: &Configuration) -> Result<SqlStore, Stopped> {
    let database = configuration.database.as_ref().ok_or("no database is configured: say database.url")?;
    let url = match &database.place {
        DatabasePlace::Sqlite(path) => DatabaseUrl::sqlite(path),
        DatabasePlace::Postgres(url) => url.expose_secret().parse()?,
        DatabasePlace::Forgotten => return Err("a demonstration without --data keeps nothing".into()),
    };
    Ok(SqlStore::open_with(&url, database.connections).await?)
}

/// The shop over it, which sells what the built site says.
pub(super) fn shop(configuration: &Configuration, store: SqlStore) -> Result<Shop<SqlStore, SystemClock>, Stopped> {
    let (_, catalogue) = catalogue(&configuration.server.dist)?;
    Ok(Shop { store, clock: SystemClock, catalogue, folded: Folded::default() })
}

/// The catalogue of the built site, as its file says it and as it is read.
pub(super) fn catalogue(dist: &Path) -> Result<(String, Catalogue), Stopped> {
    let path = dist.join("catalogue.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let catalogue = Catalogue::parse(&text).map_err(|problems| format!("{}: {problems}", path.display()))?;
    Ok((text, catalogue))
}
