//! What is said instead where no script runs.

use leptos::prelude::*;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// That sending needs script, and whom to call or write to.
#[component]
pub(crate) fn NoScript() -> impl IntoView {
    let language = use_language();
    let contact = use_catalogue().contact.clone();
    view! {
        <noscript>
            <p class="notice notice-warning">
                {text!(language, trial.script, phone = contact.phone, email = contact.email)}
            </p>
        </noscript>
    }
}
