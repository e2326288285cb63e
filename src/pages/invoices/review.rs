//! The request once more, as it is understood, before it is sent.

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::capitals::capitals;
use rules::explain;
use rules::format;
use rules::invoice::Amounts;
use rules::vocabulary::InvoiceId;
use rules::way_forward::Wish;

use super::numbers::OrderNumbers;
use super::state::RequestState;
use crate::i18n::text;
use crate::parts::Refusal;
use crate::routes::Page;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Everything that stands on the invoice, and the button that asks for it; or what has come in the way meanwhile.
#[component]
pub(super) fn Review(
    state: RequestState,
    #[prop(into)] busy: Signal<bool>,
    on_submit: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    // Nothing is asked for under this key: it only stands for one that is not made yet.
    let judged = Memo::new(move |_| shop.may_request_invoice(&state.request(InvoiceId::new(""))));
    let submit = move || match judged.get() {
        Ok(amounts) => {
            let on_submit = on_submit.clone();
            let label = move || {
                if busy.get() {
                    text!(language, invoices.sending).to_owned()
                } else {
                    text!(language, invoices.submit, total = format::money(amounts.gross))
                }
            };
            view! { <Button kind=ButtonKind::Primary busy on_press=on_submit>{label}</Button> }.into_any()
        }
        Err(rejection) => view! {
            <Notice tone=Tone::Info>
                <Refusal rejection wish=Wish::Other page=Page::Invoices(None) />
            </Notice>
        }
        .into_any(),
    };
    let edit = move || {
        if !busy.get_untracked() {
            state.edit();
        }
    };
    view! {
        <div class="invoice-review">
            <h3 tabindex="-1">{text!(language, invoices.review)}</h3>
            <Facts state />
            <p class="quiet">{text!(language, invoices.review_note)}</p>
            {submit}
            <div class="button-row">
                <Button on_press=edit>{text!(language, invoices.edit)}</Button>
            </div>
        </div>
    }
    .into_any()
}

/// The request as it is understood.
#[component]
fn Facts(state: RequestState) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    // No way leads away from what is about to be sent.
    let nobody_sees = Memo::new(|_| BTreeSet::new());
    let facts = move || {
        let asked = state.asked();
        let title = asked.title.understood(asked.kind);
        let orders = state.orders();
        let numbers = orders.iter().map(|order| order.order.clone()).collect::<Vec<_>>();
        let details = [
            (text!(language, invoices.code), title.credit_code),
            (text!(language, invoices.address), title.address),
            (text!(language, invoices.phone), title.phone),
            (text!(language, invoices.bank), title.bank),
            (text!(language, invoices.account), title.account),
        ];
        let details = details.into_iter().filter_map(|(name, text)| {
            text.map(|text| {
                view! {
                    <dt>{name}</dt>
                    <dd>{text}</dd>
                }
            })
        });
        view! {
            <dt>{text!(language, invoices.orders)}</dt>
            <dd class="invoice-numbers"><OrderNumbers orders=numbers seen=nobody_sees /></dd>
            <dt>{text!(language, invoices.kind)}</dt>
            <dd>{explain::invoice_kind(asked.kind, language)}</dd>
            <dt>{text!(language, invoices.holder)}</dt>
            <dd>{explain::title_holder(title.holder, language)}</dd>
            <dt>{text!(language, invoices.name)}</dt>
            <dd>{title.name}</dd>
            {details.collect_view()}
            {shop.invoice_amounts(&orders).map(|amounts| view! { <AmountFacts amounts /> })}
        }
    };
    view! { <dl class="facts">{facts}</dl> }
}

/// Net, tax and gross, in figures and in capital numerals (INV-4).
#[component]
fn AmountFacts(amounts: Amounts) -> impl IntoView {
    let language = use_language();
    let rate = use_catalogue().vat.rate_percent;
    view! {
        <dt>{text!(language, invoices.net)}</dt>
        <dd class="money">{format::money(amounts.net)}</dd>
        <dt>{text!(language, invoices.tax, rate = rate)}</dt>
        <dd class="money">{format::money(amounts.tax)}</dd>
        <dt>{text!(language, invoices.gross)}</dt>
        <dd class="money"><strong>{format::money(amounts.gross)}</strong></dd>
        <dt>{text!(language, invoices.capitals)}</dt>
        <dd lang="zh-CN">{capitals(amounts.gross)}</dd>
    }
}
