//! The latest orders, for those who may see them (ORD-7, ROLE-4).

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

/// The latest orders of an account, the newest first.
#[component]
pub(crate) fn RecentOrders(account: Account, now: Instant) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let shop = use_shop();
    let is_allowed = shop
        .standing()
        .with(|standing| standing.session.as_ref().is_some_and(|session| session.person.roles.may_see_orders()));
    let mut orders = account.orders;
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
    let is_empty = rows.is_empty();
    is_allowed.then(|| {
        view! {
            <section class="panel panel-wide" aria-labelledby="orders-title">
                <h2 id="orders-title">{text!(language, orders.title)}</h2>
                {is_empty.then(|| view! { <p class="quiet">{text!(language, orders.empty)}</p> })}
                <ul class="order-rows">{rows}</ul>
            </section>
        }
    })
}
