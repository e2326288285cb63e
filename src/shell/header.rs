//! Brand, navigation, language, and who is signed in.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::account::Holder;
use rules::basket::Basket;
use rules::timeline::TimelineView;
use rules::vocabulary::Language;

use super::IDENTITY_POPOVER;
use crate::i18n::text;
use crate::parts::use_sign_in_address;
use crate::routes::Page;
use crate::site::{Site, use_site};
use crate::state::{Part, use_catalogue, use_shop};

/// The header of every page.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let brand = use_catalogue().brand.name.in_language(language).to_owned();
    let pricing = site.href(&Page::Pricing(None));
    view! {
        <header class="header">
            <div class="wrap header-row">
                <a class="brand" href=pricing>
                    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
                        <rect width="32" height="32" rx="8" />
                        <path d="M8 17.5l5.2 5L24 10.5" />
                    </svg>
                    {brand}
                </a>
                <nav class="nav" aria-label=text!(language, shell.navigation)>
                    <NavLink page=Page::Pricing(None)>{text!(language, pricing.nav)}</NavLink>
                    <NavLink page=Page::AddOns(Basket::default())>{text!(language, add_ons.nav)}</NavLink>
                    <NavLink page=Page::Trial(None)>{text!(language, trial.nav)}</NavLink>
                    <NavLink page=Page::Account(TimelineView::default())>{text!(language, account.nav)}</NavLink>
                    <NavLink page=Page::Help>{text!(language, answers.nav)}</NavLink>
                </nav>
                <div class="header-end">
                    <LanguageLink />
                    <IdentityButton />
                </div>
            </div>
        </header>
    }
}

#[component]
fn NavLink(page: Page, children: Children) -> impl IntoView {
    let site = use_site();
    let location = use_location();
    let root = site.router_base();
    let target = format!("{root}{}", page.path());
    let is_entrance = matches!(page, Page::Pricing(_));
    let current = move || {
        let path = location.pathname.get();
        let path = path.trim_end_matches('/');
        // The root of the site is the pricing page too.
        (path == target || (path == root && is_entrance)).then_some("page")
    };
    // The footer has it too, so it goes first where there is no room for all.
    let class = if matches!(page, Page::Help) { "nav-link nav-link-last" } else { "nav-link" };
    view! { <a class=class href=site.href(&page) aria-current=current>{children()}</a> }
}

/// The same page in the other language: another address, which the browser loads.
#[component]
fn LanguageLink() -> impl IntoView {
    let site = use_site();
    let location = use_location();
    let (other, code, name) = match site.language {
        Language::Chinese => (Language::English, "en", "English"),
        Language::English => (Language::Chinese, "zh-CN", "中文"),
    };
    let from = site.router_base();
    let to = Site { language: other, ..site }.router_base();
    let href = move || {
        let path = location.pathname.get();
        let query = location.search.get();
        let page = path.strip_prefix(&from).unwrap_or("/pricing");
        let page = if page.is_empty() { "/" } else { page };
        if query.is_empty() { format!("{to}{page}") } else { format!("{to}{page}?{query}") }
    };
    view! { <a class="language-link" href=href hreflang=code lang=code rel="external">{name}</a> }
}

/// Who is signed in, and the menu of it; for a visitor the way to signing in, which in a demonstration is that menu too.
#[component]
fn IdentityButton() -> impl IntoView {
    let language = use_site().language;
    let shop = use_shop();
    let address = use_sign_in_address();
    let plays_everybody = shop.plays(Part::Everybody);
    let opens_menu = Memo::new(move |_| plays_everybody || shop.is_signed_in());
    move || {
        if opens_menu.get() {
            view! { <MenuButton /> }.into_any()
        } else {
            view! {
                <a class="identity-button" href=address>
                    <span class="identity-name">{text!(language, sign_in.nav)}</span>
                </a>
            }
            .into_any()
        }
    }
}

#[component]
fn MenuButton() -> impl IntoView {
    let language = use_site().language;
    let shop = use_shop();
    let name = move || {
        shop.account()
            .and_then(|account| match account.holder? {
                Holder::Enterprise { name, .. } | Holder::Person { name, .. } => Some(name),
            })
            .or_else(|| shop.standing().with(|standing| Some(standing.session.as_ref()?.person_name.clone())))
            .unwrap_or_else(|| text!(language, identity.visitor).to_owned())
    };
    view! {
        <button type="button" class="identity-button" popovertarget=IDENTITY_POPOVER>
            <span class="visually-hidden">{text!(language, identity.current)}</span>
            <span class="identity-name" lang=move || shop.is_signed_in().then_some("zh-CN")>{name}</span>
            <svg class="chevron" viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 4.5L6 8l3.5-3.5" /></svg>
        </button>
    }
}
