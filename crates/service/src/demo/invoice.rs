//! The invoices of a demonstration: the session's, and what an issuer pretends (INV-1 … INV-5).

use api::Failure;
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::vocabulary::{Channel, InvoiceId, Language};

use super::Demo;
use crate::clock::Clock;
use crate::invoice_book::InvoiceBook;
use crate::issuer::{Document, DocumentFailure, IssuerChoice, Issuing, SimulatedIssuer};
use crate::records::Records;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// The key of the invoice that this becomes (ORD-3).
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn invoice_key(&self, request: &InvoiceRequest) -> Result<InvoiceId, Failure> {
        self.shop.invoice_key(&self.signed_in().await?, request).await
    }

    /// Asks for an invoice.
    ///
    /// # Errors
    /// Nobody is signed in, every reason against it, or the store's.
    pub async fn request_invoice(&self, channel: Channel, request: InvoiceRequest) -> Result<(), Failure> {
        self.shop.request_invoice(&self.signed_in().await?, channel, request).await.map(drop)
    }

    /// The titles of the account's invoices, and those kept for the next time.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see them (ROLE-5, CH-8), or the store's.
    pub async fn invoice_book(&self, channel: Channel) -> Result<InvoiceBook, Failure> {
        self.shop.invoice_book(&self.signed_in().await?, channel).await
    }

    /// Forgets a title that was kept for the next time.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see it (ROLE-5, CH-8), or the store's.
    pub async fn forget_title(&self, channel: Channel, title: &InvoiceTitle) -> Result<(), Failure> {
        self.shop.forget_title(&self.signed_in().await?, channel, title).await
    }

    /// The document of an issued invoice.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see it (ROLE-5, CH-8), an invoice that is not issued, or the store's; inside, the
    /// issuer's, who does what the person chose.
    pub async fn invoice_document(
        &self,
        channel: Channel,
        id: &InvoiceId,
        language: Language,
        choice: IssuerChoice,
    ) -> Result<Result<Document, DocumentFailure>, Failure> {
        let issuer = SimulatedIssuer(choice);
        self.shop.invoice_document(&self.signed_in().await?, channel, id, language, &issuer).await
    }

    /// Lets the issuer of the demonstration do what the person chose.
    ///
    /// # Errors
    /// Nobody is signed in, an invoice that is not there or has come to its end, or the store's.
    pub async fn simulate_issuing(&self, invoice: &InvoiceId, choice: IssuerChoice) -> Result<Issuing, Failure> {
        let session = self.signed_in().await?;
        self.shop.issue(&session.account, invoice, &SimulatedIssuer(choice)).await
    }
}
