//! Invoices over HTTP.

use api::Failure;
use api::answers::InvoiceKey;
use api::paths::{INVOICE_DOCUMENT, INVOICE_KEYS, INVOICE_TITLE_REMOVALS, INVOICE_TITLES, INVOICES, filled};
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::vocabulary::{Channel, InvoiceId, Language};
use service::{Document, InvoiceBook};

use super::HttpBackend;
use super::request::Request;
use crate::browser;

/// What the shop asks of its backend; the channel is the session's (CH-12).
impl HttpBackend {
    pub(in crate::backend) async fn invoice_key(&self, request: &InvoiceRequest) -> Result<InvoiceId, Failure> {
        let wanted = Request::post(INVOICE_KEYS, request.invoice.as_str()).with(request)?;
        self.ask(wanted).await.map(|InvoiceKey { invoice }| invoice)
    }

    pub(in crate::backend) async fn request_invoice(&self, _: Channel, request: InvoiceRequest) -> Result<(), Failure> {
        self.tell(Request::post(INVOICES, request.invoice.as_str()).with(&request)?).await
    }

    pub(in crate::backend) async fn invoice_book(&self, _: Channel) -> Result<InvoiceBook, Failure> {
        self.ask(Request::get(INVOICE_TITLES)).await
    }

    pub(in crate::backend) async fn forget_title(&self, _: Channel, title: &InvoiceTitle) -> Result<(), Failure> {
        self.tell(Request::post(INVOICE_TITLE_REMOVALS, &browser::fresh_request_key()).with(title)?).await
    }

    /// The document in the language of the page, which each request names.
    pub(in crate::backend) async fn invoice_document(
        &self,
        _: Channel,
        invoice: &InvoiceId,
        _: Language,
    ) -> Result<Document, Failure> {
        let answer = self.answer(&Request::get(filled(INVOICE_DOCUMENT, invoice.as_str()))).await?;
        let file_name = answer.file_name().map_or_else(|| format!("{}.html", invoice.as_str()), str::to_owned);
        Ok(Document { file_name, media_type: "text/html;charset=utf-8", content: answer.body })
    }
}
