#![doc = include_str!("../README.md")]

mod config;
mod failure;
mod session;

pub use config::{BackendKind, ClientConfig};
pub use failure::{Failure, StoreFailure};
pub use session::{CashierChoice, Session};
