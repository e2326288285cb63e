//! Invoices at the backend: asked for, their titles, and their documents (INV-1 … INV-5).

use api::Failure;
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::vocabulary::{Channel, InvoiceId, Language};
use service::{Document, DocumentFailure, InvoiceBook, IssuerChoice, Issuing};

use super::Backend;

impl Backend {
    /// The key of the invoice that this becomes (ORD-3, INV-3).
    ///
    /// # Errors
    /// The backend's.
    pub async fn invoice_key(&self, request: &InvoiceRequest) -> Result<InvoiceId, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.invoice_key(request).await
    }

    /// Asks for an invoice.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn request_invoice(&self, channel: Channel, request: InvoiceRequest) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.request_invoice(channel, request).await
    }

    /// The titles of invoices, and those kept for the next time.
    ///
    /// # Errors
    /// Who may not see them, or the backend's.
    pub async fn invoice_book(&self, channel: Channel) -> Result<InvoiceBook, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.invoice_book(channel).await
    }

    /// Forgets a title that was kept for the next time.
    ///
    /// # Errors
    /// Who may not see it, or the backend's.
    pub async fn forget_title(&self, channel: Channel, title: &InvoiceTitle) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.forget_title(channel, title).await
    }

    /// The document of an issued invoice; in a demonstration its issuer does as it is told.
    ///
    /// # Errors
    /// Who may not see it, an invoice that is not issued, or the backend's; inside, the issuer's.
    pub async fn invoice_document(
        &self,
        channel: Channel,
        invoice: &InvoiceId,
        language: Language,
        choice: IssuerChoice,
    ) -> Result<Result<Document, DocumentFailure>, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.invoice_document(channel, invoice, language, choice).await
    }

    /// Lets the issuer of the demonstration do something.
    ///
    /// # Errors
    /// An invoice that has come to its end, or the backend's.
    pub async fn simulate_issuing(&self, invoice: &InvoiceId, choice: IssuerChoice) -> Result<Issuing, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.simulate_issuing(invoice, choice).await
    }
}
