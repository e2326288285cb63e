#![doc = include_str!("../README.md")]

mod address;
mod answer;
pub mod api;
mod base;
mod clock;
pub mod config;
mod edge;
mod encoding;
mod error;
mod folder;
pub mod identity;
mod inline;
mod listen;
mod media;
mod security;
mod signals;
mod site;
pub mod sms;
pub mod sold;

use std::path::PathBuf;
use std::sync::Arc;

use ::api::ClientConfig;
use axum::Router;
use service::Schedule;
use tokio_util::task::TaskTracker;

use crate::answer::Shop;
use crate::api::language;
use crate::sold::{Dressed, Follower, Pages, Versions};

pub use base::{Base, BaseError};
pub use clock::SystemClock;
pub use config::Configuration;
pub use edge::{Checking, Health, Ready, RequestId, Subscriber, log_to_stderr, subscriber};
pub use error::StartError;
pub use listen::{Listener, listen};

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the built site.
    pub dist: PathBuf,
    /// The sub-folder of the host that it is mounted under.
    pub base: Base,
}

/// A shop behind the site.
pub struct Backend {
    /// Its API, under `/api`.
    pub api: Router,
    /// What the app is told in `config.json`, in place of the built one ([`Configuration::client`]).
    pub client: ClientConfig,
    /// What it cannot answer without.
    pub needed: Vec<Box<dyn Ready>>,
    /// What goes on after its answer; a stop waits for it.
    pub beside: TaskTracker,
    /// What it sells, for the pages of the site; without it they are those that were built.
    pub sold: Option<Sold>,
}

/// What a shop sells, and who makes the pages that show it.
pub struct Sold {
    /// The versions of the catalogue.
    pub versions: Versions,
    /// Who renders a page.
    pub pages: Arc<dyn Pages>,
}

/// Everything that is answered, and whether it can be.
pub struct Service {
    /// The answers.
    pub router: Router,
    /// What a balancer is told.
    pub health: Arc<Health>,
    /// What goes on after its answer; a stop waits for it.
    pub beside: TaskTracker,
    /// Who keeps the pages up to what is sold; it has to be followed beside the service.
    pub follower: Option<Follower>,
}

/// Reads the site and returns the service that answers for it, without limits and log.
///
/// # Errors
///
/// When the folder does not hold a complete, readable site, or its configuration has a mistake: the message names it.
pub fn router(config: Config) -> Result<Router, StartError> {
    Ok(site(config, None, Arc::default(), None)?.0)
}

/// The same with the API of a shop beside the site, under the same base, without limits.
///
/// # Errors
///
/// As of [`router`].
pub fn router_with_api<B: api::Backing>(config: Config, shop: api::Api<B>) -> Result<Router, StartError> {
    let routes = api_routes(shop, &config.base);
    let base = config.base.clone();
    Ok(site(config, None, Arc::default(), None)?.0.merge(below(&base, routes)))
}

/// That the folder of the built site can be served as it is configured: a shop says itself where its backend is.
///
/// # Errors
///
/// As of [`router`].
pub fn check_site(configuration: &Configuration) -> Result<(), StartError> {
    let config = Config { dist: configuration.server.dist.clone(), base: configuration.server.base.clone() };
    let client = configuration.database.is_some().then(|| configuration.client());
    site(config, client.as_ref(), Arc::default(), None).map(drop)
}

/// The API of a shop that clients find at a base: for a [`Backend`].
pub fn api_routes<B: api::Backing>(shop: api::Api<B>, base: &Base) -> Router {
    api::router(shop, base.as_str())
}

/// The site and the shop behind it, within the limits that are configured. Without a shop, the site says in its own
/// `config.json` where its backend is.
///
/// # Errors
///
/// As of [`router`].
pub fn service(configuration: &Configuration, backend: Option<Backend>) -> Result<Service, StartError> {
    let config = Config { dist: configuration.server.dist.clone(), base: configuration.server.base.clone() };
    let Some(Backend { api, client, needed, beside, sold }) = backend else {
        let health = Arc::<Health>::default();
        let (site, follower) = site(config, None, health.clone(), None)?;
        let (router, beside) = (edge::around_all(site, configuration), TaskTracker::new());
        return Ok(Service { router, health, beside, follower });
    };
    let health = Arc::new(Health::of(needed));
    let api = below(&config.base, api);
    let (site, follower) = site(config, Some(&client), health.clone(), sold)?;
    let all = site.merge(edge::around_api(api, configuration));
    Ok(Service { router: edge::around_all(all, configuration), health, beside, follower })
}

fn below(base: &Base, api: Router) -> Router {
    let folder = base.as_str().trim_end_matches('/');
    if folder.is_empty() { api } else { Router::new().nest(folder, api) }
}

fn site(
    config: Config,
    client: Option<&ClientConfig>,
    health: Arc<Health>,
    sold: Option<Sold>,
) -> Result<(Router, Option<Follower>), StartError> {
    let told = client.map(serde_json::to_vec).transpose().map_err(StartError::Config)?;
    let site = folder::read(&config.dist, told.map(|bytes| (security::CONFIG, bytes)).into_iter().collect())?;
    let built = Arc::new(Dressed::new(site)?);
    let probes = edge::probes(health);
    let Some(Sold { versions, pages }) = sold else {
        let (sites, clock) = (Arc::new(Schedule::always(built)), Arc::new(SystemClock));
        return Ok((answer::router(Shop { sites, clock, base: config.base }, probes), None));
    };
    let clock = versions.clock();
    let follower = Follower::begin(versions, pages, built)?;
    let shop = Shop { sites: follower.sites(), clock, base: config.base };
    Ok((answer::router(shop, probes), Some(follower)))
}
