//! The pages of fee management: what the enterprise has, used, ordered and has invoices for.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::timeline::TimelineView;

use crate::i18n::text;
use crate::routes::{OrderFilter, Page, UsageView};
use crate::site::use_site;

/// Leads from one page of fee management to the others.
#[component]
pub(crate) fn AccountNav() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let pages = [
        (Page::Account(TimelineView::default()), text!(language, account.title)),
        (Page::Usage(UsageView::default()), text!(language, usage.title)),
        (Page::Orders(OrderFilter::default()), text!(language, orders_page.title)),
        (Page::Invoices(None), text!(language, invoices.title)),
    ];
    let location = use_location();
    let links = pages.map(|(page, name)| {
        let target = format!("{}{}", site.router_base(), page.path());
        let current = move || (location.pathname.with(|path| path.trim_end_matches('/') == target)).then_some("page");
        view! { <a class="account-nav-link" href=site.href(&page) aria-current=current>{name}</a> }
    });
    view! { <nav class="account-nav" aria-label=text!(language, account.pages)>{links.collect_view()}</nav> }
}
