//! Contracts, reports or meetings: each with what is left of it.

use leptos::prelude::*;
use rules::account::Account;
use rules::explain;
use rules::format;
use rules::vocabulary::QuotaKind;

use super::Looking;
use crate::i18n::text;
use crate::routes::{Page, UsageView};
use crate::site::use_site;
use crate::state::use_shop;

/// Leads from one kind to the others; the period stays.
#[component]
pub(super) fn Kinds(looking: Looking, account: Memo<Option<Account>>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let links = QuotaKind::ALL.map(|quota| {
        let site = site.clone();
        let href = move || site.href(&Page::Usage(UsageView { quota, page: 1, ..looking.view.get() }));
        let current = move || (looking.view.get().quota == quota).then_some("page");
        let left = move || {
            let now = shop.decision_time();
            account.with(|account| account.as_ref().map(|account| format::count(account.balance(quota, now).left())))
        };
        view! {
            <a class="usage-kind" href=href aria-current=current>
                <span class="usage-kind-name">{explain::quota(quota, language)}</span>
                <span class="usage-kind-left">{left}</span>
                <span class="usage-kind-words">{text!(language, usage.left)}</span>
            </a>
        }
    });
    view! { <nav class="usage-kinds" aria-label=text!(language, usage.kinds)>{links.collect_view()}</nav> }
}
