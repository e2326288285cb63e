//! The orders that can be invoiced, and what the chosen ones amount to (INV-3 … INV-5).

use leptos::prelude::*;
use rules::format;
use rules::invoice;

use super::found::{Found, Row};
use super::looking::Looking;
use super::numbers::OrderNumber;
use super::pager::{PAGE_ROWS, Pager, page_of, part_of};
use super::state::{ORDERS, RequestState};
use crate::browser;
use crate::i18n::text;
use crate::parts::SearchBox;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind};

/// The field to search in.
const FIND: &str = "invoice-find";

/// A table to choose from, page by page, with the sum of what is chosen below, whatever page it is on.
#[component]
pub(super) fn OrdersToInvoice(state: RequestState, looking: Looking) -> impl IntoView {
    let language = use_language();
    let found = Found::by(looking);
    let at = Memo::new(move |_| page_of(found.rows.with(Vec::len), looking.order_page()));
    let shown = Memo::new(move |_| {
        found.rows.with(|rows| part_of(rows.iter(), at.get().1).into_iter().cloned().collect::<Vec<Row>>())
    });
    let rows = move || shown.get().into_iter().map(|row| view! { <OrderRow state row /> }).collect_view();
    let is_nothing = Memo::new(move |_| found.rows.with(Vec::is_empty));
    let turn = Callback::new(move |page| {
        looking.turn_orders(page);
        browser::focus(&format!("#{ORDERS}"));
    });
    view! {
        <fieldset class="invoice-step">
            <legend><h3 id=ORDERS tabindex="-1">{text!(language, invoices.choose)}</h3></legend>
            <Finding found looking />
            <Show when=move || !is_nothing.get() fallback=move || view! { <NothingFound looking /> }>
                <Several state found />
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
                <Pager at label=text!(language, invoices.order_pages) on_turn=turn />
            </Show>
            <Impossible state />
            <Sum state />
        </fieldset>
    }
    .into_any()
}

/// The search, where there are more orders than a page has, or the address asks for some of them; and what it finds.
#[component]
fn Finding(found: Found, looking: Looking) -> impl IntoView {
    let language = use_language();
    let query = looking.search().query();
    let is_asked = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    let is_long = Memo::new(move |_| found.all.with(Vec::len) > PAGE_ROWS);
    // Once it is there it stays, so that nobody loses it by emptying it.
    let is_needed = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_asked.get() || is_long.get());
    let words = move || {
        let sum = found.rows.with(|rows| invoice::sum(rows.iter().map(|row| &row.order)));
        let count = format::count(u64::try_from(found.rows.with(Vec::len)).unwrap_or(u64::MAX));
        sum.ok().map(|sum| text!(language, invoices.found, count = count, total = format::money(sum)))
    };
    view! {
        <Show when=move || is_needed.get()>
            <SearchBox
                search=looking.search()
                id=FIND
                label=text!(language, invoices.find)
                help=text!(language, invoices.find_help)
            />
            <p class="quiet" role="status">{words}</p>
        </Show>
    }
}

/// Nothing is found, and the way back.
#[component]
fn NothingFound(looking: Looking) -> impl IntoView {
    let language = use_language();
    let show_all = move || {
        looking.search().typed(String::new());
        browser::focus(&format!("#{FIND}"));
    };
    view! {
        <div class="empty">
            <p>{text!(language, invoices.no_match)}</p>
            <Button on_press=show_all>{text!(language, invoices.show_all)}</Button>
        </div>
    }
}

/// Chooses everything that is found, on whatever page, or nothing.
#[component]
fn Several(state: RequestState, found: Found) -> impl IntoView {
    let language = use_language();
    let count = Memo::new(move |_| found.rows.with(Vec::len));
    let all = move || {
        let rows = found.rows.get_untracked();
        state.choose_all(rows.into_iter().map(|row| row.order.order));
    };
    let label = move || {
        text!(language, invoices.choose_all, count = format::count(u64::try_from(count.get()).unwrap_or(u64::MAX)))
    };
    view! {
        <Show when=move || { count.get() > 1 }>
            <div class="button-row">
                <Button on_press=all>{label}</Button>
                <Button kind=ButtonKind::Quiet on_press=move || state.choose_none()>
                    {text!(language, invoices.choose_none)}
                </Button>
            </div>
        </Show>
    }
}

/// One order; its number leads to it for whoever may see it (INV-5).
#[component]
fn OrderRow(state: RequestState, row: Row) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let Row { order, is_seen, .. } = row;
    let number = order.order.as_str().to_owned();
    let label = text!(language, invoices.choose_order, number = number.as_str());
    let id = StoredValue::new(order.order.clone());
    let is_chosen = move || id.with_value(|id| state.is_chosen(id));
    let initially = untrack(is_chosen);
    let choose = move |event| id.with_value(|id| state.choose(id, event_target_checked(&event)));
    view! {
        <tr>
            <td>
                <label class="invoice-tick">
                    <input type="checkbox" checked=initially prop:checked=is_chosen on:change=choose />
                    <span class="visually-hidden">{label}</span>
                </label>
            </td>
            <th scope="row"><OrderNumber order=order.order is_seen /></th>
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
                <p>{text!(language, invoices.chosen, count = format::count(u64::try_from(orders.len()).unwrap_or(u64::MAX)))}</p>
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
