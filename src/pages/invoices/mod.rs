//! Invoices, and the orders that can be invoiced.

use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::{AccountNav, PageHeading};
use crate::site::use_language;

/// The page.
#[component]
pub(crate) fn InvoicesPage() -> impl IntoView {
    let language = use_language();
    view! {
        <PageHeading title=text!(language, invoices.title).to_owned() />
        <AccountNav />
    }
    .into_any()
}
