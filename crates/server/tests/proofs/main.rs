//! What the server promises, put to the proof: crashes, races, and long chances of both backends saying the same.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../common/asked.rs"]
mod asked;
mod concurrency;
mod crash;
mod customer;
mod database;
mod long_run;
mod longest_basket;
mod program;
#[path = "../common/running.rs"]
mod running;
mod sequences;
#[path = "../common/signing.rs"]
mod signing;
#[path = "../common/stand_ins.rs"]
mod stand_ins;
