//! The enterprise that a first uncertified purchase is for (BIND-1); what is typed survives a reload, for whoever typed it.

use leptos::prelude::*;
use rules::vocabulary::PersonId;

use crate::browser::drafts;
use crate::i18n::text;
use crate::site::use_language;
use crate::ui::{Field, Typed};

/// The name as this person typed it before, in this tab.
pub(super) fn draft(person: Option<&PersonId>) -> Typed {
    Typed::new(person.and_then(|person| drafts::read(&name(person))).unwrap_or_default())
}

/// Forgets what was typed, once an order has it.
pub(super) fn forget(person: &PersonId) {
    drafts::keep(&name(person), None);
}

fn name(person: &PersonId) -> String {
    format!("enterprise-name {}", person.as_str())
}

/// Asks for the name.
#[component]
pub(super) fn EnterpriseName(typed: Typed, person: PersonId) -> impl IntoView {
    let language = use_language();
    Effect::new(move |_| {
        let text = typed.text();
        drafts::keep(&name(&person), Some(&text).filter(|text| !text.is_empty()).map(String::as_str));
    });
    let problem = Signal::derive(move || {
        let is_missing = typed.text().trim().is_empty();
        is_missing.then(|| text!(language, checkout.enterprise_missing).to_owned())
    });
    view! {
        <Field
            id="enterprise-name"
            label=text!(language, checkout.enterprise)
            help=text!(language, checkout.enterprise_help)
            typed
            problem
            autocomplete="organization"
        />
    }
}
