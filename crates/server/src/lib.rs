#![doc = include_str!("../README.md")]

mod address;
mod answer;
pub mod api;
mod base;
mod encoding;
mod error;
mod folder;
mod inline;
mod listen;
mod media;
mod security;
mod site;

use std::path::PathBuf;

use axum::Router;

pub use base::{Base, BaseError};
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

/// Reads the site and returns the service that answers for it.
///
/// # Errors
///
/// When the folder does not hold a complete, readable site, or its configuration has a mistake: the message names it.
pub fn router(config: Config) -> Result<Router, StartError> {
    serving(config, None)
}

/// The same with the API of a shop beside the site, under the same base.
///
/// # Errors
///
/// As of [`router`].
pub fn router_with_api<B: api::Backing>(config: Config, shop: api::Api<B>) -> Result<Router, StartError> {
    let routes = api::router(shop, config.base.as_str());
    serving(config, Some(routes))
}

fn serving(config: Config, api: Option<Router>) -> Result<Router, StartError> {
    let site = folder::read(&config.dist)?;
    let security = security::read(&site)?;
    Ok(answer::router(site, config.base, security, api))
}
