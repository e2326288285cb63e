#![doc = include_str!("../README.md")]

pub mod account;
pub mod add_on_offer;
pub mod basket;
pub mod calendar;
pub mod capitals;
pub mod catalogue;
pub mod context;
mod credit;
pub mod credit_code;
pub mod decide;
mod difference;
mod eligibility;
pub mod explain;
pub mod format;
mod integration;
pub mod invoice;
pub mod money;
pub mod offer;
pub mod order_search;
pub mod permissions;
pub mod question;
pub mod quote;
pub mod rejection;
pub mod timeline;
pub mod trail;
pub mod trial;
pub mod usage;
pub mod vocabulary;
pub mod way_forward;

pub use catalogue::Catalogue;
pub use decide::{Command, PlaceOrder, decide};
pub use money::Money;
