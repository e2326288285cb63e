//! The orders of the enterprise.

use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::{AccountNav, PageHeading};
use crate::site::use_language;

/// The page.
#[component]
pub(crate) fn OrdersPage() -> impl IntoView {
    let language = use_language();
    view! {
        <PageHeading title=text!(language, orders_page.title).to_owned() />
        <AccountNav />
    }
    .into_any()
}
