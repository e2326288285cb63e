//! What an upgrade sets off, and how it comes about.

use leptos::prelude::*;
use rules::account::Credit;
use rules::explain;
use rules::format;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// The credit with a sentence for each period that it stands for (BUY-9).
#[component]
pub(crate) fn CreditLines(credit: Credit) -> impl IntoView {
    let language = use_language();
    let parts = explain::credit_parts(&credit, &use_catalogue(), language);
    let parts = parts.into_iter().map(|part| view! { <p class="order-line-sum">{part}</p> }).collect_view();
    view! {
        <div class="credit">
            <div class="order-line-head">
                <span>{text!(language, checkout.credit)}</span>
                <span class="money">"−" {format::money(credit.total)}</span>
            </div>
            {parts}
        </div>
    }
}
