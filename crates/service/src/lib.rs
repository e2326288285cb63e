#![doc = include_str!("../README.md")]

mod cashier;
mod clock;
mod contacts;
#[cfg(feature = "contract")]
pub mod contract;
mod demo;
pub mod fulfilment;
mod ledger;
mod memory;
pub mod personas;
mod phone_code;
mod shop;
mod store;
mod usage;
mod trail;

pub use cashier::{Cashier, PaymentOutcome, SimulatedCashier};
pub use clock::{Clock, FixedClock};
pub use contacts::Contact;
pub use demo::{Activity, Demo, DemoClock, SimulatedNews, Standing};
pub use ledger::{LedgerRow, LedgerSlice, NamedUse, RowChange};
pub use memory::MemoryStore;
pub use shop::Shop;
pub use store::{AppendError, History, MaybeSend, Settings, Store, Version, orders_placed};
pub use usage::{LEDGER_PAGE_ROWS, LedgerPage, LedgerQuery};
