//! The shop: a Leptos single-page app. See `ARCHITECTURE.md` for the map.

#![recursion_limit = "512"]
#![allow(unreachable_pub, reason = "components generate public properties")]
#![allow(clippy::needless_pass_by_value, reason = "components own their properties")]

pub mod app;
pub mod backend;
mod browser;
mod i18n;
mod pages;
mod parts;
pub mod routes;
mod shell;
pub mod site;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod state;
mod ui;
