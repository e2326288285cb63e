#![doc = include_str!("../README.md")]

pub mod account;
pub mod basket;
pub mod calendar;
pub mod catalogue;
pub mod context;
mod credit;
pub mod decide;
mod eligibility;
pub mod explain;
pub mod format;
pub mod money;
pub mod offer;
pub mod quote;
pub mod rejection;
pub mod vocabulary;

pub use catalogue::Catalogue;
pub use decide::{Command, PlaceOrder, decide};
pub use money::Money;
