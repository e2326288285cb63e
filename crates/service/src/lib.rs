#![doc = include_str!("../README.md")]

mod binding;
mod cashier;
mod clock;
mod contacts;
#[cfg(feature = "contract")]
pub mod contract;
mod deciding;
mod demo;
mod directory;
mod enterprises;
mod failed_papers;
mod folded;
pub mod fulfilment;
mod invoice_book;
mod invoice_document;
mod invoice_papers;
mod invoicing;
mod issuer;
mod kept;
mod keys;
mod ledger;
mod memory;
pub mod personas;
mod phone_code;
mod proofs;
mod records;
mod schedule;
mod shop;
mod snapshot;
mod standing;
mod store;
mod trail;
mod trial;
mod usage;

pub use cashier::{Cashier, PaymentOutcome, SimulatedCashier};
pub use clock::{Clock, FixedClock};
pub use contacts::{Contact, KeptContact};
pub use demo::{Activity, Demo, DemoClock, SimulatedNews};
pub use directory::Directory;
pub use enterprises::EnterpriseReport;
pub use folded::Folded;
pub use fulfilment::Fulfilment;
pub use invoice_book::InvoiceBook;
pub use invoice_papers::InvoicePapers;
pub use issuer::{
    Document, DocumentFailure, Issuer, IssuerChoice, Issuing, IssuingFailure, NoIssuerYet, Paper, PaperOrder,
    SimulatedIssuer,
};
pub use ledger::{LedgerRow, LedgerSlice, NamedUse, RowChange};
pub use memory::MemoryStore;
pub use records::{RecordKind, RecordName, Records};
pub use schedule::{Catalogues, Schedule};
pub use shop::Shop;
pub use standing::Standing;
pub use store::{AppendError, History, MaybeSend, MaybeSync, Snapshot, Store, Version, orders_placed};
pub use usage::{LEDGER_PAGE_ROWS, LedgerPage, LedgerQuery};
