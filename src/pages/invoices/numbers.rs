//! Numbers of orders: a few of many, each a way to its order for whoever may see it (INV-5).

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::format;
use rules::vocabulary::OrderId;

use super::pager::PAGE_ROWS;
use crate::i18n::text;
use crate::routes::Page;
use crate::site::{use_language, use_site};

/// The first of them, and how many there are where those are not all; the document has them all.
#[component]
pub(super) fn OrderNumbers(
    orders: Vec<OrderId>,
    /// Those that this person sees.
    seen: Memo<BTreeSet<OrderId>>,
) -> impl IntoView {
    let language = use_language();
    let count = orders.len();
    let numbers = orders.into_iter().take(PAGE_ROWS).map(|order| {
        let is_seen = seen.with_untracked(|seen| seen.contains(&order));
        view! { <OrderNumber order is_seen /> }
    });
    let more = (count > PAGE_ROWS).then(|| {
        let count = format::count(u64::try_from(count).unwrap_or(u64::MAX));
        view! { <span class="quiet">{text!(language, invoices.more_orders, count = count)}</span> }
    });
    view! { {numbers.collect_view()} {more} }
}

/// The number of an order, which leads to it where this person sees it.
#[component]
pub(super) fn OrderNumber(order: OrderId, is_seen: bool) -> impl IntoView {
    let site = use_site();
    let number = order.as_str().to_owned();
    if is_seen {
        view! { <a class="code" href=site.href(&Page::Order(order))>{number}</a> }.into_any()
    } else {
        view! { <span class="code">{number}</span> }.into_any()
    }
}
