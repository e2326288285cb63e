#![doc = include_str!("../README.md")]

mod appends;
mod catalogue;
mod checkpoint;
mod database_url;
mod failure;
mod gathered;
mod identity;
mod instants;
mod ledger;
mod open;
mod pool;
mod questions;
mod records;
mod schema;
mod statement;
mod store;
mod together;
mod work;
mod write;

pub use catalogue::CatalogueVersion;
pub use database_url::{DatabaseUrl, UnfitUrl};
pub use identity::{
    Enterprise, FoundSession, HandedOver, Joined, KnownPerson, Member, PersonPut, StoredSession, TriedCode,
};
pub use open::{OpenError, PostgresServer, SqlStore, SqliteFile};
