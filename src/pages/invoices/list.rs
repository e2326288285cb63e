//! The invoices that there are, the newest first: how far each has come, for how much, and over which orders.

use std::collections::BTreeSet;
use std::mem::discriminant;

use leptos::prelude::*;
use rules::account::{Invoice, InvoiceState};
use rules::explain;
use rules::format;
use rules::vocabulary::{InvoiceId, OrderId};
use service::InvoiceBook;

use super::looking::Looking;
use super::numbers::OrderNumbers;
use super::outcome::Outcome;
use super::pager::{Pager, page_of, part_of};
use super::state::RequestState;
use crate::browser;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_shop;

/// The heading of the list, which takes the focus once an invoice was asked for.
pub(super) const LIST: &str = "#invoice-list";

/// The list, or that there is nothing in it.
#[component]
pub fn InvoiceList(
    /// The invoices, in the order in which they were requested.
    #[prop(into)]
    invoices: Signal<Vec<Invoice>>,
    /// Their titles, once they are known.
    book: Signal<Option<InvoiceBook>>,
    /// Whether this person sees titles and documents (ROLE-5, CH-8).
    #[prop(into)]
    shows_titles: Signal<bool>,
    /// Where one that failed is asked for again.
    state: RequestState,
    /// Which page of them is looked at.
    looking: Looking,
) -> impl IntoView {
    let language = use_language();
    let is_empty = Memo::new(move |_| invoices.with(Vec::is_empty));
    let shop = use_shop();
    let at = Memo::new(move |_| page_of(invoices.with(Vec::len), looking.invoice_page()));
    let newest_first = move || {
        let (_, page) = at.get();
        invoices.with(|invoices| part_of(invoices.iter().rev(), page).into_iter().cloned().collect::<Vec<_>>())
    };
    let seen =
        Memo::new(move |_| shop.visible_orders().into_iter().map(|seen| seen.order).collect::<BTreeSet<OrderId>>());
    let turn = Callback::new(move |page| {
        looking.turn_invoices(page);
        browser::focus(LIST);
    });
    // A row stays where it is while its invoice does, with what was opened in it.
    let key = |invoice: &Invoice| (invoice.id.clone(), discriminant(&invoice.state));
    let hidden = move || {
        let is_hidden = !shows_titles.get() && !is_empty.get();
        is_hidden.then(|| view! { <p class="quiet">{text!(language, invoices.hidden_titles)}</p> })
    };
    view! {
        <section class="panel" aria-labelledby="invoice-list">
            <h2 id="invoice-list" tabindex="-1">{text!(language, invoices.list)}</h2>
            {hidden}
            <Show when=move || !is_empty.get() fallback=move || view! { <p class="quiet">{text!(language, invoices.list_empty)}</p> }>
                <ul class="invoice-rows">
                    <For each=newest_first key=key let:invoice>
                        <InvoiceRow invoice book shows_titles state seen />
                    </For>
                </ul>
                <Pager at label=text!(language, invoices.invoice_pages) on_turn=turn />
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn InvoiceRow(
    invoice: Invoice,
    book: Signal<Option<InvoiceBook>>,
    shows_titles: Signal<bool>,
    state: RequestState,
    seen: Memo<BTreeSet<OrderId>>,
) -> impl IntoView {
    let language = use_language();
    let total = format::money(invoice.gross);
    let kind = explain::invoice_kind(invoice.kind, language);
    let class = match invoice.state {
        InvoiceState::Requested => "state invoice-state",
        InvoiceState::Issued { .. } => "state invoice-state invoice-issued",
        InvoiceState::Failed { .. } => "state invoice-state invoice-failed",
    };
    let ended = match invoice.state {
        InvoiceState::Requested => None,
        InvoiceState::Issued { at } => Some((text!(language, invoices.issued_on), at)),
        InvoiceState::Failed { at } => Some((text!(language, invoices.failed_on), at)),
    };
    let orders = invoice.orders.clone();
    let id = invoice.id.clone();
    view! {
        <li class="invoice-row">
            <div class="invoice-head">
                <h3 id=row_id(&id) tabindex="-1">{text!(language, invoices.row, kind = kind, total = total.as_str())}</h3>
                <span class=class>{explain::invoice_state(invoice.state, language)}</span>
            </div>
            <dl class="facts">
                <dt>{text!(language, invoices.invoice_number)}</dt>
                <dd class="code">{id.as_str().to_owned()}</dd>
                <TitleName id=id.clone() book shows_titles />
                <dt>{text!(language, invoices.orders)}</dt>
                <dd class="invoice-numbers"><OrderNumbers orders seen /></dd>
                <dt>{text!(language, invoices.net)}</dt>
                <dd class="money">{format::money(invoice.net)}</dd>
                <dt>{text!(language, invoices.tax, rate = invoice.rate_percent)}</dt>
                <dd class="money">{format::money(invoice.tax)}</dd>
                <dt>{text!(language, invoices.gross)}</dt>
                <dd class="money">{total.clone()}</dd>
                <dt>{text!(language, invoices.asked_on)}</dt>
                <dd>{format::date_time(invoice.requested_at, language)}</dd>
                {ended.map(|(name, at)| view! {
                    <dt>{name}</dt>
                    <dd>{format::date_time(at, language)}</dd>
                })}
            </dl>
            <Outcome invoice book shows_titles state />
        </li>
    }
    .into_any()
}

/// The heading of an invoice, which takes the focus once something came of it.
pub(super) fn row_id(id: &InvoiceId) -> String {
    format!("invoice-row-{}", id.as_str())
}

/// In whose name, for whoever may see it.
#[component]
fn TitleName(id: InvoiceId, book: Signal<Option<InvoiceBook>>, shows_titles: Signal<bool>) -> impl IntoView {
    let language = use_language();
    let name = Memo::new(move |_| {
        let named = book.with(|book| book.as_ref()?.of(&id).map(|papers| papers.title.name.clone()));
        named.filter(|_| shows_titles.get())
    });
    move || {
        name.get().map(|name| {
            view! {
                <dt>{text!(language, invoices.title_name)}</dt>
                <dd lang="zh-CN">{name}</dd>
            }
        })
    }
}
