//! The latest orders: all of them for those who may see the history, else one's own (ORD-7, ROLE-4, ROLE-7).

use leptos::prelude::*;
use rules::account::Account;
use rules::calendar::Instant;
use rules::explain;
use rules::format;

use crate::i18n::text;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};

const SHOWN: usize = 5;

/// The latest orders that this person sees, the newest first; and where that is not the whole history, who sees it.
#[component]
pub(crate) fn RecentOrders(account: Account, now: Instant) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let shop = use_shop();
    let restricted = shop.permissions().order_history.err().map(|rejection| {
        let reasons = rejection.reasons.iter().map(|reason| explain::reason(reason, &catalogue, language));
        view! { <p class="quiet">{reasons.collect::<Vec<_>>().join(" ")}</p> }
    });
    let visible = shop.visible_orders();
    let mut orders = account.orders;
    orders.retain(|order| visible.iter().any(|seen| seen.order == order.id));
    orders.sort_by_key(|order| std::cmp::Reverse(order.placed_at));
    let rows = orders
        .into_iter()
        .take(SHOWN)
        .map(|order| {
            let titles: Vec<String> =
                order.lines.iter().map(|line| explain::line_title(line, &catalogue, language)).collect();
            let href = site.href(&Page::Order(order.id.clone()));
            view! {
                <li class="order-row">
                    <a href=href>{titles.join(" + ")}</a>
                    <span class="quiet">{format::date(order.placed_at, language)}</span>
                    <span class="money">{format::money(order.total)}</span>
                    <span class="state">{explain::order_state(&order.state_at(now), language)}</span>
                </li>
            }
        })
        .collect_view();
    let is_empty = rows.is_empty() && restricted.is_none();
    view! {
        <section class="panel panel-wide" aria-labelledby="orders-title">
            <h2 id="orders-title">{text!(language, orders.title)}</h2>
            {restricted}
            {is_empty.then(|| view! { <p class="quiet">{text!(language, orders.empty)}</p> })}
            <ul class="order-rows">{rows}</ul>
        </section>
    }
}
