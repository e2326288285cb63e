//! The site shows what is sold: pages, catalogue and headers change together, at the instant, without a restart.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use axum::Router;
use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta};
use rules::Catalogue;
use rules::calendar::Instant;
use server::sold::{Follower, Pages, Versions, digest_of};
use server::{Backend, Ready, Sold};
use service::Clock;
use sha2::{Digest, Sha256};
use sql_store::{CatalogueVersion, DatabaseUrl, SqlStore};
use tokio_util::task::TaskTracker;

use crate::api::configured;
use crate::ask::ask;
use crate::company::CATALOGUE;
use crate::dist::Dist;

#[derive(Clone)]
struct MovableClock(Arc<AtomicI64>);

impl Clock for MovableClock {
    fn now(&self) -> Instant {
        DateTime::from_timestamp(self.0.load(Ordering::Relaxed), 0).unwrap()
    }
}

/// Pages that say which catalogue they show, in the text and in a script; none while it is broken.
struct Named(Arc<AtomicBool>);

impl Pages for Named {
    fn render(&self, document: &str, catalogue: &Arc<Catalogue>) -> Result<Vec<(String, String)>, String> {
        assert!(document.starts_with("<title>home</title>"));
        if self.0.load(Ordering::Relaxed) {
            return Err("broken".to_owned());
        }
        let page = format!("<title>{0}</title><script>{0}</script>", catalogue.version);
        Ok(["index.html", "404.html"].map(|path| (path.to_owned(), page.clone())).into())
    }
}

/// A process of a shop whose database others share.
struct Process {
    router: Router,
    follower: Follower,
    versions: Versions,
    is_broken: Arc<AtomicBool>,
}

struct Shared {
    folder: tempfile::TempDir,
    dist: Dist,
    clock: MovableClock,
}

impl Shared {
    fn new() -> Self {
        let dist = Dist::new();
        std::fs::remove_file(dist.path().join("catalogue.json.br")).unwrap();
        dist.write("catalogue.json", CATALOGUE);
        let clock = MovableClock(Arc::new(AtomicI64::new(1_772_330_400)));
        Self { folder: tempfile::TempDir::new().unwrap(), dist, clock }
    }

    async fn store(&self) -> SqlStore {
        SqlStore::open(&DatabaseUrl::sqlite(&self.folder.path().join("shop.db"))).await.unwrap()
    }

    async fn process(&self) -> Process {
        let versions = Versions::open(self.store().await, Arc::new(self.clock.clone()), CATALOGUE).await.unwrap();
        let is_broken = Arc::<AtomicBool>::default();
        let sold = Some(Sold { versions: versions.clone(), pages: Arc::new(Named(is_broken.clone())) });
        let configuration = configured(&self.dist, &[]);
        let (api, client) = (Router::new(), configuration.client());
        let (needed, beside): (Vec<Box<dyn Ready>>, _) = (vec![Box::new(versions.clone())], TaskTracker::new());
        let backend = Backend { api, client, needed, beside, sold };
        let service = server::service(&configuration, Some(backend)).unwrap();
        Process { router: service.router, follower: service.follower.unwrap(), versions, is_broken }
    }

    /// A version that is in force in so many seconds.
    async fn apply(&self, number: u32, seconds: i64) {
        let text = CATALOGUE.replacen("2026-11-sample.1", &format!("version-{number}"), 1);
        let now = self.clock.now();
        let (digest, in_force_from) = (digest_of(&text), now + TimeDelta::seconds(seconds));
        let version = CatalogueVersion { number, in_force_from, text, digest, applied_at: now, note: String::new() };
        assert!(self.store().await.add_catalogue_version(&version).await.unwrap());
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Process {
    /// What the home page says.
    async fn home(&self) -> String {
        ask(self.router.clone(), Method::GET, "/", &[]).await.body().to_owned()
    }

    async fn catalogue(&self) -> String {
        let text = ask(self.router.clone(), Method::GET, "/catalogue.json", &[]).await.body().to_owned();
        Catalogue::parse(&text).unwrap().version
    }
}

#[tokio::test]
async fn of_several_first_processes_one_puts_the_built_catalogue_there() {
    let shared = Shared::new();
    let _ = (shared.process().await, shared.process().await);
    let versions = shared.store().await.catalogue_versions_after(0).await.unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].text.as_str(), versions[0].in_force_from), (CATALOGUE, Instant::UNIX_EPOCH));
}

#[tokio::test]
async fn every_process_shows_the_new_version_from_its_instant_on_and_not_before() {
    let shared = Shared::new();
    let mut processes = [shared.process().await, shared.process().await];
    shared.apply(2, 60).await;
    for process in &mut processes {
        process.follower.look().await.unwrap();
    }
    shared.pass(59);
    for process in &processes {
        assert!(process.home().await.starts_with("<title>home</title>"), "the page of the build");
        assert_eq!(process.catalogue().await, "2026-11-sample.1");
    }
    shared.pass(1);
    for process in &processes {
        assert!(process.home().await.starts_with("<title>version-2</title>"));
        assert_eq!(process.catalogue().await, "version-2");
        assert_eq!(process.versions.catalogues().at(shared.clock.now()).version, "version-2");
    }
}

#[tokio::test]
async fn a_process_that_begins_later_shows_what_is_in_force_then() {
    let shared = Shared::new();
    shared.process().await;
    shared.apply(2, 60).await;
    shared.apply(3, 120).await;
    shared.pass(60);
    let process = shared.process().await;
    assert!(process.home().await.starts_with("<title>version-2</title>"));
    shared.pass(60);
    assert!(process.home().await.starts_with("<title>version-3</title>"));
}

#[tokio::test]
async fn pages_that_were_rendered_have_their_scripts_allowed_their_tags_and_their_brotli_form() {
    let shared = Shared::new();
    let mut process = shared.process().await;
    let before = ask(process.router.clone(), Method::GET, "/", &[]).await;
    shared.apply(2, 60).await;
    process.follower.look().await.unwrap();
    let script = format!("'sha256-{}'", STANDARD.encode(Sha256::digest("version-2")));
    let policy = |answer: &crate::ask::Answer| answer.header("content-security-policy").to_owned();
    assert!(!policy(&before).contains(&script));
    shared.pass(60);
    let known = [("if-none-match", before.header("etag")), ("accept-encoding", "br")];
    let after = ask(process.router.clone(), Method::GET, "/", &known).await;
    assert_eq!((after.status.as_u16(), after.header("content-encoding")), (200, "br"));
    assert!(policy(&after).contains(&script), "{}", policy(&after));
    let mut page = String::new();
    std::io::Read::read_to_string(&mut brotli::Decompressor::new(&*after.bytes, 4096), &mut page).unwrap();
    assert_eq!(page, process.home().await);
    // What is no page stays the same file.
    let robots = ask(process.router.clone(), Method::GET, "/robots.txt", &[]).await;
    assert_eq!(robots.body(), "content of robots.txt");
}

#[tokio::test]
async fn what_was_built_again_is_shown_as_it_was_built() {
    let shared = Shared::new();
    shared.process().await;
    shared.apply(2, 60).await;
    let again = CatalogueVersion {
        number: 3,
        in_force_from: shared.clock.now() + TimeDelta::seconds(120),
        text: CATALOGUE.to_owned(),
        digest: digest_of(CATALOGUE),
        applied_at: shared.clock.now(),
        note: String::new(),
    };
    shared.store().await.add_catalogue_version(&again).await.unwrap();
    shared.pass(120);
    assert!(shared.process().await.home().await.starts_with("<title>home</title>"));
}

#[tokio::test]
async fn a_process_that_cannot_show_what_will_be_sold_is_not_ready_until_it_can() {
    let shared = Shared::new();
    let mut process = shared.process().await;
    shared.apply(2, 60).await;
    process.is_broken.store(true, Ordering::Relaxed);
    assert!(process.follower.look().await.is_err());
    assert!(process.versions.is_ready().await, "it is not behind yet");
    shared.pass(30);
    assert!(!process.versions.is_ready().await);
    process.is_broken.store(false, Ordering::Relaxed);
    process.follower.look().await.unwrap();
    assert!(process.versions.is_ready().await);
    shared.pass(30);
    assert!(process.home().await.starts_with("<title>version-2</title>"));
}

#[tokio::test]
async fn a_version_that_this_program_cannot_read_is_named_and_stops_the_start() {
    let shared = Shared::new();
    shared.process().await;
    let unknown = CatalogueVersion {
        number: 2,
        in_force_from: shared.clock.now() + TimeDelta::seconds(60),
        text: "{}".to_owned(),
        digest: digest_of("{}"),
        applied_at: shared.clock.now(),
        note: String::new(),
    };
    shared.store().await.add_catalogue_version(&unknown).await.unwrap();
    let opened = Versions::open(shared.store().await, Arc::new(shared.clock.clone()), CATALOGUE).await;
    let problem = opened.err().unwrap().to_string();
    assert!(problem.starts_with("version 2 of the catalogue in the database"), "{problem}");
}
