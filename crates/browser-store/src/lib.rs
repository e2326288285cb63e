#![doc = include_str!("../README.md")]
#![cfg(target_arch = "wasm32")]

mod changes;
mod database;
mod ledger;
mod records;
mod store;

pub use changes::Changes;
pub use database::BrowserStore;
