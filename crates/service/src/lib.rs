#![doc = include_str!("../README.md")]

mod cashier;
mod clock;
mod contacts;
#[cfg(feature = "contract")]
pub mod contract;
mod demo;
mod folded;
pub mod fulfilment;
mod invoice_document;
mod invoice_papers;
mod invoicing;
mod issuer;
mod ledger;
mod memory;
pub mod personas;
mod phone_code;
mod shop;
mod snapshot;
mod store;
mod trail;
mod usage;

pub use cashier::{Cashier, PaymentOutcome, SimulatedCashier};
pub use clock::{Clock, FixedClock};
pub use contacts::Contact;
pub use demo::{Activity, Demo, DemoClock, InvoiceBook, SimulatedNews, Standing};
pub use folded::Folded;
pub use invoice_papers::InvoicePapers;
pub use issuer::{Document, Issuer, IssuerChoice, Issuing, IssuingFailure, Paper, PaperOrder, SimulatedIssuer};
pub use ledger::{LedgerRow, LedgerSlice, NamedUse, RowChange};
pub use memory::MemoryStore;
pub use shop::Shop;
pub use store::{AppendError, History, MaybeSend, Settings, Snapshot, Store, Version, orders_placed};
pub use usage::{LEDGER_PAGE_ROWS, LedgerPage, LedgerQuery};
