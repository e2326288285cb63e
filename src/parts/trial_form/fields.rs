//! What is filled in: four fields and the consent.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use rules::format;
use rules::rejection::Reason;
use rules::trial::{FormField, normalized_count, normalized_phone};

use super::consent::ConsentText;
use super::state::{CONSENT, FormState, INDUSTRY, NAME, PHONE, SIGNATURES};
use crate::browser;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;
use crate::ui::{ErrorSummary, Field};

/// The fields and the way to the review.
#[component]
pub(super) fn Fields(state: FormState, extra: ViewFn) -> impl IntoView {
    let language = use_language();
    let problems = Memo::new(move |_| state.problems());
    let title = Signal::derive(move || text!(language, trial.wrong, count = problems.with(Vec::len)));
    let problem = move |field| Signal::derive(move || state.problem(field));
    let phone_read = Signal::derive(move || {
        let typed = state.phone.text();
        let read = normalized_phone(&typed).filter(|read| *read != typed)?;
        Some(text!(language, trial.understood, value = read))
    });
    let count_read = Signal::derive(move || {
        let typed = state.signatures.text();
        let read = normalized_count(&typed)?;
        let written = format::count(u64::from(read));
        let is_news = typed != written && typed != read.to_string();
        is_news.then(|| text!(language, trial.understood, value = written))
    });
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        state.go_on();
    };
    view! {
        <form class="trial-fields" novalidate on:submit=go_on>
            <ErrorSummary title problems />
            <p class="quiet">{text!(language, trial.required)}</p>
            <Field
                id=NAME
                label=text!(language, trial.name)
                help=text!(language, trial.name_help)
                typed=state.name
                problem=problem(FormField::ContactName)
                autocomplete="name"
            />
            <Field
                id=PHONE
                label=text!(language, trial.phone)
                help=text!(language, trial.phone_help)
                typed=state.phone
                problem=problem(FormField::ContactPhone)
                understood=phone_read
                inputmode="tel"
                autocomplete="tel"
            />
            <Field
                id=INDUSTRY
                label=text!(language, trial.industry)
                help=text!(language, trial.industry_help)
                typed=state.industry
                problem=problem(FormField::Industry)
                autocomplete="off"
            />
            <Field
                id=SIGNATURES
                label=text!(language, trial.signatures)
                help=text!(language, trial.signatures_help)
                typed=state.signatures
                problem=problem(FormField::ExpectedSignatures)
                understood=count_read
                inputmode="numeric"
                autocomplete="off"
            />
            {extra.run()}
            <Consent state />
            <button type="submit" class="button button-primary" disabled=!browser::IS_THERE>
                {text!(language, trial.go_on)}
            </button>
        </form>
    }
    .into_any()
}

/// The consent, which is never ticked beforehand.
#[component]
fn Consent(state: FormState) -> impl IntoView {
    let language = use_language();
    let brand = use_catalogue().brand.name.in_language(language).to_owned();
    let error = move || state.lacks_consent().then(|| state.sentence(&Reason::ConsentMissing));
    view! {
        <div class="consent">
            <label class="toggle" for=CONSENT>
                <input
                    type="checkbox"
                    id=CONSENT
                    aria-describedby="trial-consent-error trial-consent-text"
                    aria-invalid=move || state.lacks_consent().to_string()
                    prop:checked=move || state.agrees()
                    on:change=move |event| state.agree(event_target_checked(&event))
                />
                <span>{text!(language, trial.consent, brand = brand)}</span>
            </label>
            <p class="field-error" id="trial-consent-error">{error}</p>
            <ConsentText />
        </div>
    }
}
