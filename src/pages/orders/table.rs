//! The orders as a table, or as cards where it is narrow.

use leptos::prelude::*;
use rules::explain;
use rules::format;
use rules::vocabulary::{OrderId, PersonId};

use super::rows::{Next, Row};
use crate::i18n::text;
use crate::parts::{PersonNames, use_person_names};
use crate::routes::Page;
use crate::site::{Site, use_site};

/// Rows under their headings.
#[component]
pub(super) fn OrderTable(rows: Memo<Vec<Row>>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let names = use_person_names(Memo::new(move |_| persons_of(&rows.get())));
    let headings = [
        text!(language, order.number),
        text!(language, orders_page.bought),
        text!(language, order.placed),
        text!(language, orders_page.placed_by),
        text!(language, orders_page.amount),
        text!(language, orders_page.state),
        text!(language, orders_page.next),
    ];
    let headings = headings.map(|name| view! { <th scope="col" role="columnheader">{name}</th> });
    let shown = move || {
        let rows = rows.get().into_iter().map(|row| view! { <TableRow row names site=site.clone() /> });
        rows.collect_view()
    };
    view! {
        <table class="orders-table" role="table">
            <caption class="visually-hidden">{text!(language, orders_page.title)}</caption>
            <thead role="rowgroup">
                <tr role="row">{headings.collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{shown}</tbody>
        </table>
    }
}

#[component]
fn TableRow(row: Row, names: Memo<PersonNames>, site: Site) -> impl IntoView {
    let language = site.language;
    let href = site.href(&Page::Order(row.id.clone()));
    // The headings are out of sight on cards; whoever hears the table hears them with each cell.
    let word = |word: &'static str| view! { <span class="cell-word" aria-hidden="true">{word}</span> };
    let person = row.placed_by.clone();
    let name = move || names.with(|names| names.of(&person));
    let enterprise = row.enterprise.map(|name| view! { <span class="quiet" lang="zh-CN">{name}</span> });
    let next = row.next.into_iter().map(|next| next_link(&site, &row.id, next)).collect_view();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><a class="code" href=href>{row.id.as_str().to_owned()}</a></th>
            <td role="cell" class="orders-bought">{row.title} {enterprise}</td>
            <td role="cell">{word(text!(language, order.placed))} {format::date(row.placed_at, language)}</td>
            <td role="cell">{word(text!(language, orders_page.placed_by))} <span lang="zh-CN">{name}</span></td>
            <td role="cell" class="orders-amount">
                {word(text!(language, orders_page.amount))} <span class="money">{format::money(row.total)}</span>
            </td>
            <td role="cell" class="orders-state">
                {word(text!(language, orders_page.state))} {explain::order_state(&row.state, language)}
            </td>
            <td role="cell" class="orders-next">{next}</td>
        </tr>
    }
}

/// Where something is done next; the number says to a screen reader which order it is about.
fn next_link(site: &Site, order: &OrderId, next: Next) -> impl IntoView + use<> {
    let language = site.language;
    let own = || Page::Order(order.clone());
    let (page, label) = match next {
        Next::Pay => (own(), text!(language, orders_page.pay)),
        Next::Bind => (own(), text!(language, orders_page.bind)),
        Next::Follow => (own(), text!(language, orders_page.follow)),
        Next::See => (own(), text!(language, orders_page.see)),
        Next::Invoice => (Page::Invoices(Some(order.clone())), text!(language, orders_page.invoice)),
        Next::Again(basket) => (Page::Checkout(basket), text!(language, order.again)),
    };
    let number = order.as_str().to_owned();
    view! { <a class="orders-step" href=site.href(&page)>{label} <span class="visually-hidden">" " {number}</span></a> }
}

fn persons_of(rows: &[Row]) -> Vec<PersonId> {
    let mut persons: Vec<PersonId> = rows.iter().map(|row| row.placed_by.clone()).collect();
    persons.sort();
    persons.dedup();
    persons
}
