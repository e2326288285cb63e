//! Total, used, returned and left of one kind, and the batches behind it with their ends and sources (QUOTA-5).

use leptos::prelude::*;
use rules::account::{Account, Batch, BatchState};
use rules::calendar::{Instant, NEVER};
use rules::explain;
use rules::format;
use rules::vocabulary::QuotaKind;

use crate::i18n::text;
use crate::parts::batch_state;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::Meter;

/// The balance of one kind.
#[component]
pub(super) fn Balance(account: Account, quota: QuotaKind, now: Instant) -> impl IntoView {
    let language = use_site().language;
    let balance = account.balance(quota, now);
    let mut batches: Vec<Batch> =
        account.batches.iter().filter(|batch| batch.quota == quota && now < batch.period.end).cloned().collect();
    batches.sort_by_key(|batch| batch.period.end);
    let numbers = [
        (text!(language, usage.total), balance.total),
        (text!(language, usage.used), balance.used),
        (text!(language, usage.returned), balance.returned),
        (text!(language, usage.left), balance.left()),
    ];
    let numbers = numbers.map(|(name, number)| {
        view! { <div class="usage-number"><dt>{name}</dt><dd>{format::count(number)}</dd></div> }
    });
    let table = if batches.is_empty() {
        view! { <p class="quiet">{text!(language, usage.no_batches)}</p> }.into_any()
    } else {
        view! { <Batches account=account.clone() batches now /> }.into_any()
    };
    view! {
        <section class="panel panel-wide" aria-labelledby="usage-balance">
            <h2 id="usage-balance">{explain::quota(quota, language)}</h2>
            <dl class="usage-numbers">{numbers.collect_view()}</dl>
            <Meter used=balance.used total=balance.total />
            {table}
        </section>
    }
}

#[component]
fn Batches(account: Account, batches: Vec<Batch>, now: Instant) -> impl IntoView {
    let language = use_site().language;
    let rows = batches.into_iter().map(|batch| {
        let state = account.batch_state(&batch, now);
        view! { <BatchRow batch state /> }
    });
    view! {
        <table class="data-table" role="table">
            <caption class="visually-hidden">{text!(language, usage.batches)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{text!(language, usage.source)}</th>
                    <th scope="col" role="columnheader" class="number">{text!(language, usage.total)}</th>
                    <th scope="col" role="columnheader" class="number">{text!(language, usage.used)}</th>
                    <th scope="col" role="columnheader" class="number">{text!(language, usage.returned)}</th>
                    <th scope="col" role="columnheader" class="number">{text!(language, usage.left)}</th>
                    <th scope="col" role="columnheader">{text!(language, usage.state)}</th>
                    <th scope="col" role="columnheader">{text!(language, usage.ends)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn BatchRow(batch: Batch, state: BatchState) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let source = explain::batch_source(&batch.source, &use_catalogue(), language);
    // Only whoever may see an order is led to it.
    let order = batch.source.order().cloned();
    let seen = order.filter(|order| untrack(|| use_shop().visible_orders()).iter().any(|seen| seen.order == *order));
    let source = match seen {
        Some(order) => view! { <a href=site.href(&Page::Order(order))>{source}</a> }.into_any(),
        None => source.into_any(),
    };
    let words = batch_state(&batch, state, language);
    let end = if batch.period.end < NEVER {
        let cleared =
            (batch.left() > 0).then(|| text!(language, usage.clears, left = format::count(batch.left().into())));
        let follows = batch.source.follows_edition().then(|| text!(language, usage.follows));
        view! {
            {format::date_time(batch.period.end, language)}
            <span class="cell-note">{cleared} " " {follows}</span>
        }
        .into_any()
    } else {
        text!(language, usage.no_end).into_any()
    };
    let number = |name: &'static str, number: u32| {
        view! { <td role="cell" class="number" data-label=name>{format::count(u64::from(number))}</td> }
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{source}</th>
            {number(text!(language, usage.total), batch.amount)}
            {number(text!(language, usage.used), batch.used)}
            {number(text!(language, usage.returned), batch.returned)}
            {number(text!(language, usage.left), batch.left())}
            <td role="cell" data-label=text!(language, usage.state)>{words}</td>
            <td role="cell" data-label=text!(language, usage.ends)>{end}</td>
        </tr>
    }
}
