//! The orders that can be invoiced, and what the chosen ones amount to (INV-3 … INV-5).

use leptos::prelude::*;
use rules::format;
use rules::invoice::Invoiceable;

use super::state::{ORDERS, RequestState};
use crate::browser;
use crate::i18n::text;
use crate::routes::Page;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};

/// A table to choose from, with the sum below.
#[component]
pub(super) fn OrdersToInvoice(state: RequestState) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    // Shown anew only when something changes, so that the focus stays where it is.
    let orders = Memo::new(move |_| {
        let visible = shop.visible_orders();
        let is_seen = |order: &Invoiceable| visible.iter().any(|seen| seen.order == order.order);
        shop.invoiceable().into_iter().map(|order| (is_seen(&order), order)).collect::<Vec<_>>()
    });
    let rows = move || {
        let rows = orders.get().into_iter();
        rows.map(|(is_seen, order)| view! { <OrderRow state order is_seen /> }).collect_view()
    };
    view! {
        <div class="invoice-step">
            <h3 id=ORDERS tabindex="-1">{text!(language, invoices.choose)}</h3>
            <table class="invoice-orders" aria-labelledby=ORDERS>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{text!(language, invoices.number)}</th>
                        <th scope="col">{text!(language, invoices.paid_on)}</th>
                        <th scope="col" class="amount">{text!(language, invoices.amount)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <Impossible state />
            <Sum state />
        </div>
    }
}

/// One order; its number leads to it for whoever may see it (INV-5).
#[component]
fn OrderRow(state: RequestState, order: Invoiceable, is_seen: bool) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let number = order.order.as_str().to_owned();
    let label = text!(language, invoices.choose_order, number = number.as_str());
    let id = StoredValue::new(order.order.clone());
    let is_chosen = move || id.with_value(|id| state.is_chosen(id));
    let initially = untrack(is_chosen);
    let choose = move |event| id.with_value(|id| state.choose(id, event_target_checked(&event)));
    let named = if is_seen {
        let href = site.href(&Page::Order(order.order.clone()));
        view! { <a href=href>{number}</a> }.into_any()
    } else {
        number.into_any()
    };
    view! {
        <tr>
            <td>
                <label class="invoice-tick">
                    <input type="checkbox" checked=initially prop:checked=is_chosen on:change=choose />
                    <span class="visually-hidden">{label}</span>
                </label>
            </td>
            <th scope="row" class="code">{named}</th>
            <td>{order.paid_at.map(|at| format::date(at, language))}</td>
            <td class="amount money">{format::money(order.amount)}</td>
        </tr>
    }
}

/// What is chosen and cannot be invoiced, with why not, and a way to leave it out.
#[component]
pub(super) fn Impossible(state: RequestState) -> impl IntoView {
    let language = use_language();
    let orders = Memo::new(move |_| state.impossible());
    let rows = move || {
        let rows = orders.get().into_iter().map(|(order, reason)| {
            let label = text!(language, invoices.leave_out_order, number = order.as_str());
            let sentence = state.order_sentence(&order, &reason);
            let leave_out = move |_| {
                state.choose(&order, false);
                browser::focus_if_lost("#invoice-request");
            };
            view! {
                <li>
                    <p class="field-error">{sentence}</p>
                    <button type="button" class="button" aria-label=label on:click=leave_out>
                        {text!(language, invoices.leave_out)}
                    </button>
                </li>
            }
        });
        let rows = rows.collect::<Vec<_>>();
        (!rows.is_empty()).then(|| view! { <ul class="invoice-impossible">{rows}</ul> })
    };
    view! { <div aria-live="polite">{rows}</div> }
}

/// What the chosen orders amount to together (INV-4).
#[component]
fn Sum(state: RequestState) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let rate = use_catalogue().vat.rate_percent;
    let chosen = Memo::new(move |_| state.orders());
    let sum = move || {
        let orders = chosen.get();
        let amounts = shop.invoice_amounts(&orders).filter(|_| !orders.is_empty());
        match amounts {
            Some(amounts) => view! {
                <p>{text!(language, invoices.chosen, count = orders.len())}</p>
                <dl class="facts">
                    <dt>{text!(language, invoices.net)}</dt>
                    <dd class="money">{format::money(amounts.net)}</dd>
                    <dt>{text!(language, invoices.tax, rate = rate)}</dt>
                    <dd class="money">{format::money(amounts.tax)}</dd>
                    <dt>{text!(language, invoices.gross)}</dt>
                    <dd class="money"><strong>{format::money(amounts.gross)}</strong></dd>
                </dl>
            }
            .into_any(),
            None => view! { <p class="quiet">{text!(language, invoices.none_chosen)}</p> }.into_any(),
        }
    };
    view! { <div class="invoice-sum" role="status">{sum}</div> }
}
