//! The versions of the catalogue in the database, and what this process knows of them.

use std::sync::{Arc, Mutex, PoisonError};

use api::StoreFailure;
use axum::body::Bytes;
use rules::Catalogue;
use rules::calendar::Instant;
use service::{Catalogues, Clock, Schedule};
use sql_store::{CatalogueVersion, SqlStore};

use super::apply::digest_of;
use super::{NOTICE, Showing};
use crate::edge::{Checking, Ready};

/// Why it is not known what is sold.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueProblem {
    /// The database does not answer, or not as it should.
    #[error("the catalogue cannot be read from the database: {0:?}")]
    Store(StoreFailure),
    /// A version that this program does not understand.
    #[error("version {number} of the catalogue in the database has mistakes, or is a newer program's:\n{problems}")]
    Unreadable {
        /// Which.
        number: u32,
        /// What is wrong.
        problems: rules::catalogue::CatalogueProblems,
    },
    /// The catalogue of the built site has mistakes.
    #[error("catalogue.json of the built site has mistakes:\n{0}")]
    Built(rules::catalogue::CatalogueProblems),
}

impl From<StoreFailure> for CatalogueProblem {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

/// What is sold, by the versions in the database. Shared by all who need it.
#[derive(Clone)]
pub struct Versions(Arc<Shared>);

struct Shared {
    store: SqlStore,
    clock: Arc<dyn Clock + Send + Sync>,
    catalogues: Catalogues,
    texts: Arc<Schedule<Bytes>>,
    looked: Mutex<Looked>,
}

/// What was found when it was looked last.
struct Looked {
    /// The last number that is planned.
    number: u32,
    /// When everything was planned that was there, with its pages.
    current_at: Instant,
    /// Everything that was planned since the pages were last told.
    fresh: Vec<Showing>,
}

impl Versions {
    /// Reads them. Where there is none, the catalogue of the built site becomes the first, in force from the beginning; of several
    /// processes one puts it there.
    ///
    /// # Errors
    /// Why it is not known what is sold.
    pub async fn open(
        store: SqlStore,
        clock: Arc<dyn Clock + Send + Sync>,
        built: &str,
    ) -> Result<Self, CatalogueProblem> {
        let now = clock.now();
        let mut versions = store.catalogue_versions_after(0).await?;
        if versions.is_empty() {
            Catalogue::parse(built).map_err(CatalogueProblem::Built)?;
            store.add_catalogue_version(&first(built, now)).await?;
            versions = store.catalogue_versions_after(0).await?;
        }
        let mut versions = versions.into_iter();
        // Where somebody empties the table in this moment, the built one is all there is.
        let begin = read(versions.next().unwrap_or_else(|| first(built, now)))?;
        let shared = Shared {
            store,
            clock,
            catalogues: Catalogues::always(begin.catalogue.clone()),
            texts: Arc::new(Schedule::always(begin.text.clone())),
            looked: Mutex::new(Looked { number: begin.number, current_at: now, fresh: vec![begin] }),
        };
        let opened = Self(Arc::new(shared));
        opened.take(versions)?;
        Ok(opened)
    }

    /// What is sold, at every instant.
    #[must_use]
    pub fn catalogues(&self) -> Catalogues {
        self.0.catalogues.clone()
    }

    /// The same as its files have it.
    #[must_use]
    pub fn texts(&self) -> Arc<Schedule<Bytes>> {
        self.0.texts.clone()
    }

    /// Looks for versions that were added since.
    ///
    /// # Errors
    /// Why it is not known what will be sold.
    pub async fn look(&self) -> Result<(), CatalogueProblem> {
        let known = self.looked(|looked| looked.number);
        let added = self.0.store.catalogue_versions_after(known).await?;
        self.take(added.into_iter())
    }

    /// What was planned since this was asked last, for whoever shows it.
    pub(crate) fn take_fresh(&self) -> Vec<Showing> {
        self.looked(|looked| std::mem::take(&mut looked.fresh))
    }

    /// Notes that everything that was there at an instant is planned and can be shown.
    pub(crate) fn note_current(&self, at: Instant) {
        self.looked(|looked| looked.current_at = at);
    }

    pub(crate) fn now(&self) -> Instant {
        self.0.clock.now()
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock + Send + Sync> {
        self.0.clock.clone()
    }

    /// Plans each of these, in the order of their numbers.
    fn take(&self, versions: impl Iterator<Item = CatalogueVersion>) -> Result<(), CatalogueProblem> {
        for version in versions {
            let found = read(version)?;
            self.0.catalogues.plan(found.from, found.catalogue.clone());
            self.0.texts.plan(found.from, found.text.clone());
            self.looked(|looked| {
                looked.number = found.number;
                looked.fresh.push(found);
            });
        }
        Ok(())
    }

    fn looked<T>(&self, with: impl FnOnce(&mut Looked) -> T) -> T {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        with(&mut self.0.looked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Ready for Versions {
    fn name(&self) -> &'static str {
        "catalogue"
    }

    /// Whoever is behind for so long may miss that prices change.
    fn is_ready(&self) -> Checking<'_> {
        let current_at = self.looked(|looked| looked.current_at);
        let is_current = self.now().signed_duration_since(current_at) < NOTICE;
        Box::pin(async move { is_current })
    }
}

/// The catalogue of the built site as the first version.
fn first(built: &str, now: Instant) -> CatalogueVersion {
    CatalogueVersion {
        number: 1,
        in_force_from: Instant::UNIX_EPOCH,
        text: built.to_owned(),
        digest: digest_of(built),
        applied_at: now,
        note: "the built site's".to_owned(),
    }
}

fn read(version: CatalogueVersion) -> Result<Showing, CatalogueProblem> {
    let CatalogueVersion { number, in_force_from, text, .. } = version;
    let catalogue = Catalogue::parse(&text).map_err(|problems| CatalogueProblem::Unreadable { number, problems })?;
    Ok(Showing { number, from: in_force_from, text: text.into(), catalogue: Arc::new(catalogue) })
}
