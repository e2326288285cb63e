//! Who asks, as clients meet it: signing in, sessions, hand-overs, signed calls and messages, over SQLite in a file.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod browser;
mod cross_site;
#[path = "../common/described.rs"]
mod described;
mod desk;
mod ending;
mod gateway;
mod guessing;
mod hand_over;
mod members;
mod reports;
mod sessions;
mod signed_calls;
#[path = "../common/signing.rs"]
mod signing;
mod step_up;
