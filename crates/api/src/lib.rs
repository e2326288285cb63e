#![doc = include_str!("../README.md")]

mod config;
mod failure;
pub mod phone_code;
mod session;
mod transfer_proof;

pub use config::{BackendKind, ClientConfig};
pub use failure::{Failure, StoreFailure};
pub use session::{CashierChoice, Session};
pub use transfer_proof::TransferProof;
