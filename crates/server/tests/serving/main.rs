//! The server as browsers, scripts and operators meet it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod ask;
mod base;
mod caching;
mod dist;
mod files;
mod forms;
mod pages;
mod program;
mod refusals;
mod security;
mod start;
mod wire;
