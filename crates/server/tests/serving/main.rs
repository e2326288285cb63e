//! The server as browsers, scripts and operators meet it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

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
mod security;
mod start;
mod stop;
mod wire;
