//! The enterprise that a first uncertified purchase is for (BIND-1); what is typed survives a reload.

use leptos::prelude::*;

use crate::browser;
use crate::i18n::text;
use crate::site::use_language;

const DRAFT: &str = "enterprise-name";

/// The name as it was typed before, in this tab.
pub(super) fn draft() -> RwSignal<String> {
    RwSignal::new(browser::draft(DRAFT).unwrap_or_default())
}

/// Asks for the name.
#[component]
pub(super) fn EnterpriseName(name: RwSignal<String>) -> impl IntoView {
    let language = use_language();
    // A field that was only passed through is empty, and not wrong yet.
    let (was_typed_in, was_left) = (RwSignal::new(false), RwSignal::new(false));
    let is_missing =
        Memo::new(move |_| was_typed_in.get() && was_left.get() && name.with(|name| name.trim().is_empty()));
    let problem = move || is_missing.get().then_some(text!(language, checkout.enterprise_missing));
    view! {
        <div class="enterprise-name">
            <label for="enterprise-name">{text!(language, checkout.enterprise)}</label>
            <input
                id="enterprise-name"
                class="input"
                autocomplete="organization"
                maxlength="100"
                aria-describedby="enterprise-name-help enterprise-name-problem"
                aria-invalid=move || is_missing.get().to_string()
                prop:value=name
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    browser::keep_draft(DRAFT, &typed);
                    was_typed_in.set(true);
                    name.set(typed);
                }
                on:blur=move |_| was_left.set(true)
            />
            <p id="enterprise-name-help" class="quiet">{text!(language, checkout.enterprise_help)}</p>
            <p id="enterprise-name-problem" class="field-problem" role="alert">{problem}</p>
        </div>
    }
}
