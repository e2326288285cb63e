//! What somebody agrees to who leaves their details: what for, how long, and how to take it back.

use api::{CONTACT_DAYS, Consent};
use leptos::prelude::*;
use rules::format;
use rules::vocabulary::Language;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// The version of the text below and of its words in the locale files: a new one whenever they change in meaning.
const VERSION: &str = "2026-11-25";

/// The consent that is given by ticking, as it is recorded.
#[must_use]
pub(crate) fn consent_given(language: Language) -> Consent {
    Consent { version: VERSION.to_owned(), language }
}

/// The text beside the box to tick.
#[component]
pub(super) fn ConsentText() -> impl IntoView {
    let language = use_language();
    let contact = use_catalogue().contact.clone();
    let days = format::days(CONTACT_DAYS, language);
    view! {
        <dl class="facts" id="trial-consent-text">
            <dt>{text!(language, trial.consent_purpose_label)}</dt>
            <dd>{text!(language, trial.consent_purpose)}</dd>
            <dt>{text!(language, trial.consent_period_label)}</dt>
            <dd>{text!(language, trial.consent_period, days = days)}</dd>
            <dt>{text!(language, trial.consent_withdraw_label)}</dt>
            <dd>{text!(language, trial.consent_withdraw, phone = contact.phone, email = contact.email)}</dd>
        </dl>
    }
}
