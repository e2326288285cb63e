//! The store over both databases: SQLite in a file, and a real PostgreSQL.
#![allow(missing_docs, clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod broken_connection;
mod catalogue;
mod contract;
mod databases;
mod identity;
mod opening;
mod orders;
mod retries;
mod snapshots;
mod subjects;
mod together;
