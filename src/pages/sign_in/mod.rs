//! Signing in by a code on a phone, for whom to act then, and back to where one came from (BUY-1).

mod go_on;
mod phone;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::timeline::TimelineView;
use rules::vocabulary::Channel;

use crate::browser;
use crate::i18n::text;
use crate::parts::{PageHeading, PersonaList};
use crate::routes::{Page, next_page, query_in_channel};
use crate::site::{use_language, use_site};
use crate::state::{Part, use_shop};

/// The page of signing in; where it leads afterwards stands in the address.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let (site, navigate) = (use_site(), use_navigate());
    let query = use_query_map();
    let next = Memo::new(move |_| query.with(next_page));
    let lead = StoredValue::new_local(move |next: Option<String>| {
        let path = next.unwrap_or_else(|| site.path(&Page::Account(TimelineView::default())));
        if site.channel != Channel::Web && !shop.plays(Part::Everybody) {
            // Whoever signs in here is on the web (CH-12), which is another document.
            let (path, query) = path.split_once('?').unwrap_or((&path, ""));
            let query = query_in_channel(query, Channel::Web);
            return browser::open_instead(&format!("{}{path}{query}", site.router_base()));
        }
        // The way back leads to where one came from, not to here.
        navigate(&path, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let go_on = move || {
        let next = next.with_untracked(|next| next.as_ref().map(|next| next.as_str().to_owned()));
        lead.with_value(|lead| lead(next));
    };
    let is_signed_in = Memo::new(move |_| shop.is_signed_in());
    let content = move || {
        if shop.plays(Part::Everybody) {
            view! { <PersonaList on_chosen=go_on /> }.into_any()
        } else if is_signed_in.get() {
            view! { <go_on::ForWhom on_chosen=go_on /> }.into_any()
        } else {
            view! { <phone::ByPhone /> }.into_any()
        }
    };
    view! {
        <PageHeading title=text!(language, sign_in.title).to_owned() />
        <section class="panel sign-in" aria-label=text!(language, sign_in.title)>{content}</section>
    }
    .into_any()
}
