//! The server as browsers, scripts and operators meet it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod api;
mod ask;
mod base;
mod caching;
mod catalogue;
mod changeover;
mod company;
mod configuration;
mod dist;
mod files;
mod forms;
mod health;
mod limits;
mod log;
mod operating;
mod pages;
mod program;
mod rates;
mod refusals;
#[path = "../common/running.rs"]
mod running;
mod security;
mod start;
mod stop;
mod wire;
