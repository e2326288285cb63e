//! Who issues invoices, and what comes of it.

use std::future::Future;

use rules::Catalogue;
use rules::account::{Invoice, Order};
use rules::invoice::InvoiceTitle;
use rules::vocabulary::Language;
use serde::{Deserialize, Serialize};

use crate::invoice_document;
use crate::store::MaybeSend;

/// Issues invoices, and hands out their documents: in earnest the platform of the tax authority.
pub trait Issuer {
    /// Tries once to issue what was asked for. It is idempotent by the id of the invoice: once it has said of one that it is
    /// issued or has failed, it says the same whenever it is asked again, and issues no second one. So whoever did not hear
    /// the answer, or could not record it, may ask again.
    fn issue(&self, paper: &Paper<'_>) -> impl Future<Output = Issuing> + MaybeSend;

    /// The document of an invoice that was issued, in a language where it can choose. Whatever it has to say of itself, that
    /// it is no real invoice say, the issuer says in it.
    ///
    /// # Errors
    /// Why it cannot be had now; it can be asked for again.
    fn document(
        &self,
        paper: &Paper<'_>,
        language: Language,
    ) -> impl Future<Output = Result<Document, DocumentFailure>> + MaybeSend;
}

/// Everything that stands on an invoice.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// Who sells, under which names.
    pub catalogue: &'a Catalogue,
    /// The kind, the amounts, how far it has come.
    pub invoice: &'a Invoice,
    /// In whose name.
    pub title: &'a InvoiceTitle,
    /// The orders that it covers, in its order.
    pub orders: Vec<PaperOrder<'a>>,
}

/// An order on an invoice.
#[derive(Clone, Copy, Debug)]
pub struct PaperOrder<'a> {
    /// The order.
    pub order: &'a Order,
    /// Whether it is told what was bought with it: not to whoever sees amounts alone (INV-5).
    pub shows_lines: bool,
}

/// What came of an attempt to issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Issuing {
    /// It is issued; its document can be had.
    Issued,
    /// It is not.
    Failed(IssuingFailure),
    /// It was taken and is not decided yet: the invoice stays requested, and is asked about again later.
    Pending,
}

/// Why an invoice was not issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IssuingFailure {
    /// Name and credit code are not registered so.
    TitleRefused,
    /// The platform did not answer.
    PlatformDown,
}

/// Why a document cannot be had now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFailure {
    /// The invoice is issued, and its document is not made yet.
    NotReady,
    /// The platform did not answer.
    PlatformDown,
}

/// A file to hand to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub file_name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its text.
    pub content: String,
}

/// Stands where no issuer is connected yet: what is asked for stays requested, and nothing is lost.
#[derive(Clone, Copy, Debug)]
pub struct NoIssuerYet;

impl Issuer for NoIssuerYet {
    async fn issue(&self, _paper: &Paper<'_>) -> Issuing {
        Issuing::Pending
    }

    async fn document(&self, _paper: &Paper<'_>, _language: Language) -> Result<Document, DocumentFailure> {
        Err(DocumentFailure::NotReady)
    }
}

/// What the issuer of a demonstration is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerChoice {
    /// To issue.
    Issue,
    /// To refuse the title.
    RefuseTitle,
    /// Not to answer.
    BeDown,
    /// To take it, and to decide later.
    Wait,
}

/// The issuer of a demonstration: does what the person chose, and tells no authority. It remembers nothing itself; the shop
/// does not ask it again about what has come to its end.
#[derive(Clone, Copy, Debug)]
pub struct SimulatedIssuer(pub IssuerChoice);

impl Issuer for SimulatedIssuer {
    async fn issue(&self, _paper: &Paper<'_>) -> Issuing {
        match self.0 {
            IssuerChoice::Issue => Issuing::Issued,
            IssuerChoice::RefuseTitle => Issuing::Failed(IssuingFailure::TitleRefused),
            IssuerChoice::BeDown => Issuing::Failed(IssuingFailure::PlatformDown),
            IssuerChoice::Wait => Issuing::Pending,
        }
    }

    async fn document(&self, paper: &Paper<'_>, language: Language) -> Result<Document, DocumentFailure> {
        match self.0 {
            IssuerChoice::Issue | IssuerChoice::RefuseTitle => Ok(Document {
                file_name: format!("invoice-{}.html", paper.invoice.id.as_str()),
                media_type: "text/html;charset=utf-8",
                content: invoice_document::page(paper, language),
            }),
            IssuerChoice::BeDown => Err(DocumentFailure::PlatformDown),
            IssuerChoice::Wait => Err(DocumentFailure::NotReady),
        }
    }
}
