#![doc = include_str!("../README.md")]

mod cashier;
mod clock;
mod contacts;
#[cfg(feature = "contract")]
pub mod contract;
mod demo;
pub mod fulfilment;
mod invoice_document;
mod invoice_papers;
mod invoicing;
mod issuer;
mod memory;
pub mod personas;
mod phone_code;
mod shop;
mod store;

pub use cashier::{Cashier, PaymentOutcome, SimulatedCashier};
pub use clock::{Clock, FixedClock};
pub use contacts::Contact;
pub use demo::{Demo, DemoClock, InvoiceBook, SimulatedNews, Standing};
pub use invoice_papers::InvoicePapers;
pub use issuer::{Document, Issuer, IssuerChoice, Issuing, IssuingFailure, Paper, PaperOrder, SimulatedIssuer};
pub use memory::MemoryStore;
pub use shop::Shop;
pub use store::{AppendError, History, MaybeSend, Settings, Store, Version, orders_placed};
