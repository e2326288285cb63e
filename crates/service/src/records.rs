//! What is kept beside the events: texts that are replaced and forgotten, so that whatever must not stay for ever, such as
//! contact data, is never in an event.

use std::future::Future;

use api::StoreFailure;
use rules::calendar::Instant;
use rules::vocabulary::AccountId;

use crate::store::MaybeSend;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// Who is to be called about a trial: an account's by the key of its application, a lead's by its own.
    Contact,
    /// The proof of a bank transfer, by its order.
    TransferProof,
    /// What belongs to an invoice, by the invoice.
    InvoicePapers,
    /// That an invoice failed, by the invoice; it is due when its papers are.
    FailedInvoice,
    /// The titles that an account keeps for the next time.
    InvoiceTitles,
    /// The key of the order that a basket becomes.
    OrderKey,
    /// The key of the application for an edition.
    ApplicationKey,
    /// The key of the invoice that a wish becomes.
    InvoiceKey,
    /// A code that was sent to a phone, by the person.
    PhoneCode,
    /// What a client's key of a write stands for.
    WriteKey,
    /// Who is signed in to a demonstration.
    DemoSession,
    /// How far the clock of a demonstration is ahead.
    DemoClock,
}

impl RecordKind {
    /// How it is called where it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::TransferProof => "transfer-proof",
            Self::InvoicePapers => "invoice-papers",
            Self::FailedInvoice => "failed-invoice",
            Self::InvoiceTitles => "invoice-titles",
            Self::OrderKey => "order-key",
            Self::ApplicationKey => "application-key",
            Self::InvoiceKey => "invoice-key",
            Self::PhoneCode => "phone-code",
            Self::WriteKey => "write-key",
            Self::DemoSession => "demo-session",
            Self::DemoClock => "demo-clock",
        }
    }
}

/// What a record is kept under.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordName {
    /// Whose it is: another account's of the same name is another one. `None` for what belongs to no account.
    pub account: Option<AccountId>,
    /// What it is.
    pub kind: RecordKind,
    /// Which one of its kind; empty where there is one only.
    pub name: String,
}

impl RecordName {
    /// An account's own.
    #[must_use]
    pub fn of(account: &AccountId, kind: RecordKind, name: impl Into<String>) -> Self {
        Self { account: Some(account.clone()), kind, name: name.into() }
    }

    /// One that belongs to no account.
    #[must_use]
    pub fn of_nobody(kind: RecordKind, name: impl Into<String>) -> Self {
        Self { account: None, kind, name: name.into() }
    }
}

/// Keeps records by name.
pub trait Records {
    /// The text of a record.
    fn record(&self, name: &RecordName) -> impl Future<Output = Result<Option<String>, StoreFailure>> + MaybeSend;

    /// Keeps a text in the place of what is there. It is due at `kept_until`, or never; what is due stays until it is
    /// forgotten.
    fn keep_record(
        &self,
        name: &RecordName,
        text: &str,
        kept_until: Option<Instant>,
    ) -> impl Future<Output = Result<(), StoreFailure>> + MaybeSend;

    /// Forgets a record, where it is there.
    fn forget_record(&self, name: &RecordName) -> impl Future<Output = Result<(), StoreFailure>> + MaybeSend;

    /// Keeps a text as [`Self::keep_record`] does, only if what is there still is `expected`, and says what is there then:
    /// everybody who claims a name agrees on its text.
    fn claim_record(
        &self,
        name: &RecordName,
        expected: Option<&str>,
        fresh: &str,
        kept_until: Option<Instant>,
    ) -> impl Future<Output = Result<String, StoreFailure>> + MaybeSend;

    /// All records of a kind that an account has: their names and their texts, in the order of the names.
    fn records_of(
        &self,
        account: &AccountId,
        kind: RecordKind,
    ) -> impl Future<Output = Result<Vec<(String, String)>, StoreFailure>> + MaybeSend;

    /// The names of the records of a kind that are due, whosever they are, in their order.
    fn due_records(
        &self,
        kind: RecordKind,
        now: Instant,
    ) -> impl Future<Output = Result<Vec<RecordName>, StoreFailure>> + MaybeSend;

    /// Forgets the records of a kind that are due, whosever they are.
    fn forget_due(&self, kind: RecordKind, now: Instant) -> impl Future<Output = Result<(), StoreFailure>> + MaybeSend;

    /// Forgets everything, events too: a demonstration starts again.
    fn clear(&self) -> impl Future<Output = Result<(), StoreFailure>> + MaybeSend;
}
