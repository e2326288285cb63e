//! The pages of each version: rendered beside the requests, and planned for its instant.

use std::collections::VecDeque;
use std::sync::Arc;

use axum::body::Bytes;
use rules::Catalogue;
use rules::calendar::Instant;
use service::Schedule;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::LOOK_EVERY;
use super::versions::Versions;
use crate::error::StartError;
use crate::security::{self, Security};
use crate::site::{CATALOGUE, PAGE, Site};

/// How well pages are compressed while the shop runs: a few milliseconds each.
const QUALITY: u32 = 5;

/// Renders the public pages of a site.
pub trait Pages: Send + Sync {
    /// Every page that shows the catalogue, by its path in the site. The document is a page of the built site, around whose
    /// content the others are written.
    ///
    /// # Errors
    /// Why the document is none that pages can be written into.
    fn render(&self, document: &str, catalogue: &Arc<Catalogue>) -> Result<Vec<(String, String)>, String>;
}

/// A version as it is shown.
#[derive(Clone)]
pub(crate) struct Showing {
    pub(crate) number: u32,
    pub(crate) from: Instant,
    pub(crate) text: Bytes,
    pub(crate) catalogue: Arc<Catalogue>,
}

/// A site with the headers that fit its pages.
pub(crate) struct Dressed {
    pub(crate) site: Site,
    pub(crate) security: Security,
}

impl Dressed {
    pub(crate) fn new(site: Site) -> Result<Self, StartError> {
        let security = security::read(&site)?;
        Ok(Self { site, security })
    }

    /// The same site with the pages and the catalogue of a version; itself where it was built with that.
    pub(crate) fn showing(self: &Arc<Self>, version: &Showing, pages: &dyn Pages) -> Result<Arc<Self>, StartError> {
        if self.site.bytes_of(CATALOGUE) == Some(version.text.as_ref()) {
            return Ok(self.clone());
        }
        let written = written(&self.site, &version.text, &version.catalogue, pages)?;
        Ok(Arc::new(Self::new(self.site.with(written, QUALITY)?)?))
    }
}

/// The files of a site that are others for a catalogue.
pub(super) fn written(
    site: &Site,
    text: &[u8],
    catalogue: &Arc<Catalogue>,
    pages: &dyn Pages,
) -> Result<Vec<(String, Vec<u8>)>, StartError> {
    let document = site.bytes_of(PAGE).unwrap_or_default();
    let document = str::from_utf8(document).map_err(|_| StartError::NotUtf8(PAGE.into()))?;
    let rendered = pages.render(document, catalogue).map_err(StartError::Pages)?;
    let rendered = rendered.into_iter().map(|(path, html)| (path, html.into_bytes()));
    Ok(rendered.chain([(CATALOGUE.to_owned(), text.to_vec())]).collect())
}

/// Keeps what is shown up to what is sold.
pub struct Follower {
    versions: Versions,
    pages: Arc<dyn Pages>,
    built: Arc<Dressed>,
    sites: Arc<Schedule<Arc<Dressed>>>,
    /// Versions whose pages are not planned yet.
    waiting: VecDeque<Showing>,
}

impl Follower {
    /// Plans the pages of every version that is in force now or later.
    pub(crate) fn begin(versions: Versions, pages: Arc<dyn Pages>, built: Arc<Dressed>) -> Result<Self, StartError> {
        let now = versions.now();
        let known = versions.take_fresh();
        let in_force = known.iter().map(|version| version.from).filter(|from| *from <= now).max();
        let waiting: Vec<Showing> = known.into_iter().filter(|version| Some(version.from) >= in_force).collect();
        let sites = Arc::new(Schedule::always(built.clone()));
        for version in &waiting {
            sites.plan(version.from, built.showing(version, &*pages)?);
        }
        Ok(Self { versions, pages, built, sites, waiting: VecDeque::new() })
    }

    /// What is shown, at every instant.
    pub(crate) fn sites(&self) -> Arc<Schedule<Arc<Dressed>>> {
        self.sites.clone()
    }

    /// Looks for new versions for ever.
    pub async fn follow(mut self) {
        loop {
            sleep(LOOK_EVERY).await;
            if let Err(problem) = self.look().await {
                tracing::error!("{problem}");
            }
        }
    }

    /// Looks once for new versions, and plans them and their pages.
    ///
    /// # Errors
    /// Why it is not known what will be sold, or how it would look. What is not planned is tried again the next time.
    pub async fn look(&mut self) -> Result<(), StartError> {
        let now = self.versions.now();
        let looked = self.versions.look().await;
        self.waiting.extend(self.versions.take_fresh());
        while let Some(version) = self.waiting.front().cloned() {
            let from = version.from;
            let (built, pages) = (self.built.clone(), self.pages.clone());
            // Beside the requests, none of which waits for it.
            let rendered = spawn_blocking(move || built.showing(&version, &*pages)).await;
            let site = rendered.map_err(|error| StartError::Pages(error.to_string()))??;
            self.sites.plan(from, site);
            self.waiting.pop_front();
        }
        self.sites.forget_before(now);
        looked?;
        self.versions.note_current(now);
        Ok(())
    }
}
