//! For each kind of quota: total, used, left, and when each batch ends (QUOTA-5).

use leptos::prelude::*;
use rules::account::{Account, Batch, BatchState};
use rules::calendar::Instant;
use rules::explain;
use rules::format;
use rules::vocabulary::QuotaKind;

use crate::i18n::text;
use crate::parts::batch_state;
use crate::routes::{Page, UsageView};
use crate::site::{use_language, use_site};
use crate::ui::{LinkButton, Meter};

/// The balances of an account.
#[component]
pub(crate) fn Balances(account: Account, now: Instant) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let kinds = QuotaKind::ALL
        .into_iter()
        .filter(|quota| account.batches.iter().any(|batch| batch.quota == *quota && now < batch.period.end))
        .map(|quota| view! { <KindBalance account=account.clone() quota now /> })
        .collect_view();
    let is_empty = kinds.is_empty();
    view! {
        <section class="panel" aria-labelledby="balances-title">
            <h2 id="balances-title">{text!(language, balances.title)}</h2>
            {kinds}
            {is_empty.then(|| view! { <p class="quiet">{text!(language, balances.empty)}</p> })}
            {(!is_empty).then(|| view! {
                <LinkButton href=site.href(&Page::Usage(UsageView::default()))>{text!(language, balances.usage)}</LinkButton>
            })}
        </section>
    }
}

#[component]
fn KindBalance(account: Account, quota: QuotaKind, now: Instant) -> impl IntoView {
    let language = use_language();
    let balance = account.balance(quota, now);
    let batches = account
        .batches
        .iter()
        .filter(|batch| batch.quota == quota && now < batch.period.end)
        .map(|batch| view! { <BatchRow batch=batch.clone() state=account.batch_state(batch, now) /> })
        .collect_view();
    view! {
        <div class="balance">
            <h3>{explain::quota(quota, language)}</h3>
            <p class="balance-words">
                <span class="balance-left">{format::count(balance.left())}</span> " "
                {text!(language, balances.left_of, total = format::count(balance.total), used = format::count(balance.used))}
            </p>
            <Meter used=balance.used total=balance.total />
            <ul class="batches">{batches}</ul>
        </div>
    }
}

#[component]
fn BatchRow(batch: Batch, state: BatchState) -> impl IntoView {
    let language = use_language();
    let units = explain::units(batch.quota, u64::from(batch.amount), language);
    let end = format::date_time(batch.period.end, language);
    let words = batch_state(&batch, state, language);
    view! {
        <li>
            <span class="batch-units">{units}</span>
            <span class="batch-end">{text!(language, balances.ends, end = end)}</span>
            <span class="batch-state">{words}</span>
        </li>
    }
}
