//! Invoices: asked for, found, their titles, and their documents (INV-1 … INV-5).

use aide::OperationOutput;
use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use aide::generate::GenContext;
use aide::openapi::{MediaType, Operation, Response as Described, StatusCode as Code};
use api::answers::{InvoiceKey, Page};
use api::paths::{INVOICE_DOCUMENT, INVOICE_KEYS, INVOICE_TITLE_REMOVALS, INVOICE_TITLES, INVOICES};
use api::problem::Unavailable;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use rules::account::{Invoice, InvoiceStage};
use rules::invoice::{InvoiceRequest, InvoiceSearch, InvoiceTitle, visible_invoices};
use rules::vocabulary::{InvoiceId, Language, OrderId};
use schemars::JsonSchema;
use serde::Deserialize;
use service::{Document, DocumentFailure, InvoiceBook};

use super::answer::{Done, Json, Known, Made, Tagged};
use super::caller::Member;
use super::describe::{Said, said};
use super::language::language_of;
use super::paging::{PageAsked, page_of};
use super::request::{At, Parameters, WireBody, Write};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Invoices";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let key = Said {
        id: "invoiceKey",
        tag: TAG,
        does: "The key of the invoice that a request becomes, the same for every page and try (ORD-3, INV-3).",
        refusals: &[],
    };
    let request = Said {
        id: "requestInvoice",
        tag: TAG,
        does: "Asks for an invoice, and the issuer at once: it is issued, or has failed, or stays requested until the issuer decides.",
        refusals: &[403, 404, 409],
    };
    let list = Said {
        id: "invoices",
        tag: TAG,
        does: "The invoices that this person sees, the newest first (ROLE-4, ROLE-5).",
        refusals: &[403],
    };
    let document = Said {
        id: "invoiceDocument",
        tag: TAG,
        does: "The document of an issued invoice, with what was bought for whoever sees the orders (INV-5).",
        refusals: &[403, 409],
    };
    let titles = Said {
        id: "invoiceTitles",
        tag: TAG,
        does: "Titles that are kept for the next time, and those of the invoices that there are (ROLE-5).",
        refusals: &[403],
    };
    let forget = Said {
        id: "forgetInvoiceTitle",
        tag: TAG,
        does: "Forgets a title that was kept for the next time; invoices keep theirs.",
        refusals: &[403],
    };
    ApiRouter::new()
        .api_route(INVOICE_KEYS, post_with(invoice_key::<B>, said(key)))
        .api_route(INVOICES, get_with(list_invoices::<B>, said(list)).post_with(request_invoice::<B>, said(request)))
        .api_route(INVOICE_DOCUMENT, get_with(invoice_document::<B>, said(document)))
        .api_route(INVOICE_TITLES, get_with(invoice_titles::<B>, said(titles)))
        .api_route(INVOICE_TITLE_REMOVALS, post_with(forget_title::<B>, said(forget)))
}

/// An invoice in the path.
#[derive(Debug, Deserialize, JsonSchema)]
struct InvoicePath {
    /// Which one.
    invoice: InvoiceId,
}

/// Which invoices are wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct InvoicesWanted {
    /// How far they have come.
    #[serde(default, deserialize_with = "super::parameter::choice")]
    state: Option<InvoiceStage>,
    /// Asked for on this day in Shanghai or later.
    #[serde(default, deserialize_with = "super::parameter::day")]
    from: Option<NaiveDate>,
    /// Asked for on this day in Shanghai or earlier.
    #[serde(default, deserialize_with = "super::parameter::day")]
    until: Option<NaiveDate>,
    /// Those that cover this order, alone or among others.
    #[serde(default, deserialize_with = "super::parameter::choice")]
    order: Option<OrderId>,
    /// Which page; the first is 1.
    #[serde(default)]
    #[schemars(range(min = 1))]
    page: Option<u64>,
    /// How many are on one.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    page_rows: Option<u32>,
}

/// How a document is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DocumentWanted {
    /// In which language; without it, that of `Accept-Language`.
    #[serde(default, deserialize_with = "super::parameter::choice")]
    language: Option<Language>,
}

/// A document as a file.
struct File(Document);

async fn invoice_key<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Write { body, key }: Write<InvoiceRequest>,
) -> Result<Json<InvoiceKey>, Unanswered> {
    key.is_id(body.invoice.as_str())?;
    Ok(Json(InvoiceKey { invoice: api.shop.invoice_key(&member.session, &body).await? }))
}

async fn request_invoice<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Write { body, key }: Write<InvoiceRequest>,
) -> Result<Made<Invoice>, Unanswered> {
    key.is_id(body.invoice.as_str())?;
    Ok(Made(api.shop.request_invoice_from(&member.session, member.channel, body, &api.issuer).await?))
}

async fn list_invoices<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Parameters(wanted): Parameters<InvoicesWanted>,
    known: Known,
) -> Result<Tagged<Page<Invoice>>, Unanswered> {
    let asked = PageAsked::of(wanted.page, wanted.page_rows)?;
    let account = api.shop.account(&member.session.account).await?;
    let InvoicesWanted { state: stage, from, until: to, order, .. } = wanted;
    let search = InvoiceSearch { stage, from, to, order };
    let visible = visible_invoices(Some(&account), &member.context(api.now()))?;
    let found = visible.iter().rev().filter(|invoice| search.finds(invoice));
    known.or(&page_of(found.cloned().collect(), asked))
}

async fn invoice_document<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(InvoicePath { invoice }): At<InvoicePath>,
    Parameters(wanted): Parameters<DocumentWanted>,
    headers: HeaderMap,
) -> Result<File, Unanswered> {
    let language = wanted.language.unwrap_or_else(|| language_of(&headers));
    let Member { session, channel } = &member;
    let document = api.shop.invoice_document(session, *channel, &invoice, language, &api.issuer).await?;
    let unavailable = |failure| match failure {
        DocumentFailure::NotReady => Unavailable::DocumentNotReady,
        DocumentFailure::PlatformDown => Unavailable::IssuerDown,
    };
    document.map(File).map_err(|failure| Unanswered::Unavailable(unavailable(failure)))
}

async fn invoice_titles<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    known: Known,
) -> Result<Tagged<InvoiceBook>, Unanswered> {
    known.or(&api.shop.invoice_book(&member.session, member.channel).await?)
}

async fn forget_title<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Write { body, key }: Write<InvoiceTitle>,
) -> Result<Done, Unanswered> {
    let write = api.shop.forget_title(&member.session, member.channel, &body);
    api.once(&key, member.sender(), write).await
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let Document { file_name, media_type, content } = self.0;
        let plain: String =
            file_name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
        let disposition = format!("attachment; filename=\"{plain}\"");
        let headers = [
            (CONTENT_TYPE, media_type.to_owned()),
            (CONTENT_DISPOSITION, disposition),
            (CACHE_CONTROL, "no-store".into()),
        ];
        (headers, content).into_response()
    }
}

impl OperationOutput for File {
    type Inner = String;

    fn inferred_responses(_ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        let content = [("text/html".to_owned(), MediaType::default())].into_iter().collect();
        let file = Described { description: "The document.".to_owned(), content, ..Described::default() };
        vec![(Some(Code::Code(200)), file)]
    }
}

impl WireBody for InvoiceTitle {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let details = [&self.credit_code, &self.address, &self.phone, &self.bank, &self.account];
        let texts = details.into_iter().flatten().chain([&self.name]);
        let is_long = texts.into_iter().any(|text| text.len() > 1_000);
        is_long.then_some(("title", "a detail is longer than 1000 bytes"))
    }
}

impl WireBody for InvoiceRequest {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        const MOST: usize = 500;
        let is_long = |id: &OrderId| id.as_str().len() > super::LONGEST_NAME;
        let is_overlong = self.orders.len() > MOST || self.orders.iter().any(is_long);
        is_overlong.then_some(("orders", "at most 500, of 200 bytes at most")).or_else(|| self.title.overlong())
    }
}
