//! The shop's database, opened for a command.

use std::path::Path;
use std::sync::Arc;

use rules::Catalogue;
use secrecy::ExposeSecret;
use server::config::DatabasePlace;
use server::sold::{Pages, Versions};
use server::{Checking, Configuration, Ready, SystemClock};
use service::{Folded, Fulfilment, Shop};
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

/// What is sold, by the versions in it.
pub(super) async fn versions(configuration: &Configuration, store: SqlStore) -> Result<Versions, Stopped> {
    let built = read_text(&configuration.server.dist.join("catalogue.json"))?;
    Ok(Versions::open(store, Arc::new(SystemClock), &built).await?)
}

/// The shop over it.
pub(super) async fn shop(
    configuration: &Configuration,
    store: SqlStore,
) -> Result<Shop<SqlStore, SystemClock>, Stopped> {
    let catalogues = versions(configuration, store.clone()).await?.catalogues();
    // A command reads most accounts once.
    let folded = Folded::of_entries(1);
    Ok(Shop { store, clock: SystemClock, catalogues, folded, fulfilment: fulfilment(configuration) })
}

/// Who delivers: in earnest whoever reports it, since nothing is set up by itself.
pub(super) const fn fulfilment(configuration: &Configuration) -> Fulfilment {
    if configuration.is_demonstration { Fulfilment::ByTheClock } else { Fulfilment::Reported }
}

/// A catalogue file, as it is written and as it is read; or every mistake in it with its place.
pub(super) fn read_catalogue(path: &Path) -> Result<(String, Catalogue), Stopped> {
    let text = read_text(path)?;
    let catalogue = Catalogue::parse(&text)
        .map_err(|problems| format!("{} has {}\n{problems}", path.display(), mistakes(problems.0.len())))?;
    Ok((text, catalogue))
}

fn mistakes(number: usize) -> String {
    if number == 1 { "a mistake".to_owned() } else { format!("{number} mistakes") }
}

fn read_text(path: &Path) -> Result<String, Stopped> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// The pages as the app itself renders them.
pub(super) struct AppPages;

impl Pages for AppPages {
    fn render(&self, document: &str, catalogue: &Arc<Catalogue>) -> Result<Vec<(String, String)>, String> {
        let pages = prerender::pages(document, catalogue).map_err(|unfit| unfit.to_string())?;
        Ok(pages.into_iter().map(|(path, html)| (path.to_owned(), html)).collect())
    }
}
