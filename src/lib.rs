//! The shop: a Leptos single-page app. See `ARCHITECTURE.md` for the map.

#![allow(unreachable_pub, reason = "components generate public properties")]

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
