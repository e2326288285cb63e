//! Asks a visitor to sign in, which in a demonstration means choosing a customer.

use leptos::prelude::*;

use crate::i18n::text;
use crate::shell::IDENTITY_POPOVER;
use crate::site::use_language;

/// Why signing in is needed here, and the way to it.
#[component]
pub(crate) fn SignInPrompt(#[prop(into)] reason: String) -> impl IntoView {
    let label = text!(use_language(), identity.choose);
    view! {
        <div class="empty">
            <p>{reason}</p>
            <button type="button" class="button button-primary" popovertarget=IDENTITY_POPOVER>
                {label}
            </button>
        </div>
    }
}
