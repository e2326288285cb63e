//! What else can be done with an order, where this person may: an invoice, the same again, paper, and the other orders.

use leptos::prelude::*;
use rules::account::{InvoiceState, Order, OrderState};

use crate::browser;
use crate::i18n::text;
use crate::routes::{OrderFilter, Page};
use crate::site::use_site;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, LinkButton};

/// The steps, and how far the invoice has come where one covers the order (INV-3).
#[component]
pub(super) fn NextSteps(order: Order, state: Memo<OrderState>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let id = StoredValue::new(order.id.clone());
    let is_invoiceable =
        Memo::new(move |_| id.with_value(|id| shop.invoiceable().iter().any(|open| open.order == *id)));
    let invoice_page = site.href(&Page::Invoices(Some(order.id.clone())));
    let invoice = move || {
        let href = invoice_page.clone();
        is_invoiceable.get().then(|| view! { <LinkButton href>{text!(language, order.invoice)}</LinkButton> })
    };
    let basket = order.basket.clone();
    let may_buy = Memo::new(move |_| shop.may_buy_again(&basket));
    let is_over = Memo::new(move |_| {
        let state = state.get();
        matches!(state, OrderState::Delivered { .. } | OrderState::Cancelled { .. } | OrderState::Expired { .. })
    });
    let same = site.href(&Page::Checkout(order.basket.clone()));
    let again = move || {
        let href = same.clone();
        (is_over.get() && may_buy.get()).then(|| view! { <LinkButton href>{text!(language, order.again)}</LinkButton> })
    };
    let all = site.href(&Page::Orders(OrderFilter::default()));
    view! {
        <InvoiceProgress order />
        <div class="button-row">
            {invoice}
            {again}
            <Button kind=ButtonKind::Quiet on_press=browser::print>{text!(language, order.print)}</Button>
            <a class="button button-quiet" href=all>{text!(language, order.all)}</a>
        </div>
    }
}

/// How far the invoice has come that covers an order, or the last one that could not be issued.
#[component]
fn InvoiceProgress(order: Order) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let (id, covering) = (order.id, order.invoice);
    let state = Memo::new(move |_| {
        shop.standing().with(|standing| {
            let account = standing.account.as_ref()?;
            let invoice = match &covering {
                Some(covering) => account.invoice(covering),
                None => account.invoices.iter().rev().find(|invoice| invoice.orders.contains(&id)),
            };
            invoice.map(|invoice| invoice.state)
        })
    });
    let href = site.href(&Page::Invoices(None));
    move || {
        let words = match state.get()? {
            InvoiceState::Requested => text!(language, order.invoice_requested),
            InvoiceState::Issued { .. } => text!(language, order.invoice_issued),
            InvoiceState::Failed { .. } => text!(language, order.invoice_failed),
        };
        let href = href.clone();
        Some(view! { <p class="order-invoice">{words} " " <a href=href>{text!(language, order.invoices)}</a></p> })
    }
}
