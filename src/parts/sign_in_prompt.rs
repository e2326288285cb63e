//! Asks a visitor to sign in, which in a demonstration means choosing a customer.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::text;
use crate::routes::{Next, Page};
use crate::shell::IDENTITY_POPOVER;
use crate::site::{use_language, use_site};
use crate::state::{Part, use_shop};
use crate::ui::{ButtonKind, LinkButton};

/// Why signing in is needed here, and the way to it.
#[component]
pub(crate) fn SignInPrompt(#[prop(into)] reason: String) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{reason}</p>
            <SignInButton kind=ButtonKind::Primary />
        </div>
    }
}

/// The way to signing in and back to this page.
#[component]
pub(crate) fn SignInButton(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// What it says, where that is not the usual.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let language = use_language();
    if use_shop().plays(Part::Everybody) {
        let label = label.unwrap_or_else(|| text!(language, identity.choose).to_owned());
        view! { <button type="button" class=kind.class() popovertarget=IDENTITY_POPOVER>{label}</button> }.into_any()
    } else {
        let label = label.unwrap_or_else(|| text!(language, sign_in.nav).to_owned());
        view! { <LinkButton kind href=use_sign_in_address()>{label}</LinkButton> }.into_any()
    }
}

/// The address at which somebody signs in who comes back to this page then.
pub(crate) fn use_sign_in_address() -> Signal<String> {
    let site = use_site();
    let location = use_location();
    Signal::derive(move || {
        let (path, query) = (location.pathname.get(), location.search.get());
        let path = path.strip_prefix(&site.router_base()).unwrap_or_default();
        let here = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        if is_sign_in(path) {
            // It leads to where it leads already.
            return format!("{}{here}", site.router_base());
        }
        site.href(&Page::SignIn(Next::parse(&here)))
    })
}

/// Whether this is the page of signing in, so that nobody has to be led there.
pub(crate) fn use_is_sign_in() -> Signal<bool> {
    let site = use_site();
    let pathname = use_location().pathname;
    Signal::derive(move || pathname.with(|path| path.strip_prefix(&site.router_base()).is_some_and(is_sign_in)))
}

fn is_sign_in(path: &str) -> bool {
    path.trim_end_matches('/') == Page::SignIn(None).path()
}
