//! The HTTP API as its clients meet it, without a socket.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

#[path = "../common/asked.rs"]
mod asked;
mod catalogue;
mod changeover;
#[path = "../common/described.rs"]
mod described;
mod description;
mod documentation;
mod invoices;
mod keys;
mod matrix;
mod orders;
mod polling;
mod problems;
mod shop;
#[path = "../common/stand_ins.rs"]
mod stand_ins;
mod strange;
mod trials;
mod usage;
