//! What was used of each kind, what is left, and until when.

use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::{AccountNav, PageHeading};
use crate::site::use_language;

/// The page.
#[component]
pub(crate) fn UsagePage() -> impl IntoView {
    let language = use_language();
    view! {
        <PageHeading title=text!(language, usage.title).to_owned() />
        <AccountNav />
    }
    .into_any()
}
