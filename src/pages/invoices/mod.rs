//! Invoices, and the orders that can be invoiced (INV-1 … INV-5).

mod chosen;
mod download;
mod found;
mod judged;
mod kept;
mod list;
mod looking;
mod numbers;
mod orders;
mod outcome;
mod pager;
mod request;
mod review;
mod state;
mod title;

use api::Failure;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
pub use list::{InvoiceList, InvoiceListProps};
pub use looking::Looking;
pub use request::{RequestForm, RequestFormProps};
use rules::vocabulary::{OrderId, PersonId};
use rules::way_forward::Wish;
use service::InvoiceBook;
pub use state::{Asked, RequestState};

use crate::i18n::text;
use crate::parts::{AccountNav, Failed, PageHeading, Refusal, SignInPrompt};
use crate::routes::{InvoiceView, Page};
use crate::site::use_language;
use crate::state::{Shop, use_shop};
use crate::ui::{Notice, Tone};

/// The page.
#[component]
pub(crate) fn InvoicesPage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let query = use_query_map();
    let named = Memo::new(move |_| query.with(InvoiceView::from_query).order);
    let person = Memo::new(move |_| {
        shop.standing().with(|standing| standing.session.as_ref().map(|session| session.person.id.clone()))
    });
    // Another person begins anew, and so does whoever comes with another order.
    let content = move || match person.get() {
        Some(person) => view! { <Invoices person named=named.get() /> }.into_any(),
        None => view! { <SignInPrompt reason=text!(language, invoices.sign_in) /> }.into_any(),
    };
    view! {
        <PageHeading title=text!(language, invoices.title).to_owned() />
        <AccountNav />
        {content}
    }
    .into_any()
}

/// What stands in the way of asking, the form of whoever may ask, and the invoices that there are.
#[component]
fn Invoices(person: PersonId, named: Option<OrderId>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let state = RequestState::with_draft(&person, named.clone());
    let looking = Looking::at_address();
    let barred = Memo::new(move |_| shop.may_ask_for_invoices().err());
    let barrier = move || {
        let page = Page::Invoices(named.clone());
        barred
            .get()
            .map(|rejection| view! { <Notice tone=Tone::Info><Refusal rejection wish=Wish::Other page /></Notice> })
    };
    let sees_titles = Memo::new(move |_| shop.sees_invoice_titles());
    let book = invoice_book(shop);
    let known = Signal::derive(move || book.get().and_then(Result::ok));
    let failed = Signal::derive(move || match book.get() {
        // Who may not see them is not told of them twice.
        Some(Err(failure)) if !matches!(failure, Failure::Refused(_)) => Some(failure),
        _ => None,
    });
    let invoices = Memo::new(move |_| shop.visible_invoices());
    // The list stays while what is in it changes: its heading may have the focus, and a row something that was opened.
    let has_list = Memo::new(move |_| invoices.with(Option::is_some));
    let invoices = Signal::derive(move || invoices.get().unwrap_or_default());
    view! {
        <div class="invoices">
            <div class="invoices-barrier">{barrier}</div>
            <Failed failure=failed />
            <Show when=move || sees_titles.get()>
                <section class="panel" aria-labelledby="invoice-request">
                    <h2 id="invoice-request" tabindex="-1">{text!(language, invoices.request)}</h2>
                    <RequestForm state book=known looking />
                </section>
            </Show>
            <Show when=move || has_list.get()>
                <InvoiceList invoices book=known shows_titles=sees_titles state looking />
            </Show>
        </div>
    }
    .into_any()
}

/// The titles, read anew whenever something happened, here or in another tab, and shown anew only where that changed
/// something.
fn invoice_book(shop: Shop) -> Memo<Option<Result<InvoiceBook, Failure>>> {
    let book = LocalResource::new(move || {
        shop.standing().track();
        async move { shop.ask(async |backend| backend.invoice_book(shop.channel()).await).await }
    });
    Memo::new(move |before: Option<&Option<_>>| book.get().or_else(|| before.cloned().flatten()))
}
