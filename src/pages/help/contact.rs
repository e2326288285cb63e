//! Whom to ask what no answer says (ED-8).

use leptos::prelude::*;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// Telephone, mail and hours, at the end of the answers.
#[component]
pub(super) fn Contact() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let hours = catalogue.contact.hours.in_language(language);
    view! {
        <section class="panel" aria-labelledby="answers-contact">
            <h2 id="answers-contact">{text!(language, answers.contact)}</h2>
            <p>{text!(language, answers.contact_lead, hours = hours)}</p>
            <ContactLinks />
        </section>
    }
}

/// Links that call and write.
#[component]
pub(super) fn ContactLinks() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let contact = &catalogue.contact;
    view! {
        <p class="answer-links">
            <a href=format!("tel:{}", contact.phone.replace('-', ""))>
                {text!(language, help.phone)} " " {contact.phone.clone()}
            </a>
            <a href=format!("mailto:{}", contact.email)>{text!(language, help.email)} " " {contact.email.clone()}</a>
        </p>
    }
}
