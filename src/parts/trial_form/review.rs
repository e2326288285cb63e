//! The form once more, as it is understood, before it is sent (TRIAL-4).

use leptos::prelude::*;
use rules::format;
use rules::trial::TrialForm;
use rules::vocabulary::EditionCode;

use super::Purpose;
use super::state::FormState;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Everything that is sent, and the button that sends it.
#[component]
pub(super) fn Review(
    state: FormState,
    edition: Signal<EditionCode>,
    purpose: Purpose,
    busy: Signal<bool>,
    on_submit: impl Fn(TrialForm) + Clone + Send + Sync + 'static,
    outcome: ViewFn,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let brand = catalogue.brand.name.in_language(language).to_owned();
    let edition_name = move || edition.with(|edition| catalogue.edition_name(edition, language).to_owned());
    let facts = move || {
        state.reviewed().map(|form| {
            view! {
                <dt>{text!(language, trial.name)}</dt>
                <dd>{form.contact_name}</dd>
                <dt>{text!(language, trial.phone)}</dt>
                <dd>{form.contact_phone}</dd>
                <dt>{text!(language, trial.industry)}</dt>
                <dd>{form.industry}</dd>
                <dt>{text!(language, trial.signatures)}</dt>
                <dd>{format::count(u64::from(form.expected_signatures))}</dd>
            }
        })
    };
    let submit = move || on_submit(untrack(|| state.form()));
    let label = move || match (busy.get(), purpose) {
        (true, _) => text!(language, trial.sending),
        (false, Purpose::Application) => text!(language, trial.submit),
        (false, Purpose::Lead) => text!(language, trial.submit_lead),
    };
    let once = (purpose == Purpose::Application).then(|| {
        view! { <Notice tone=Tone::Warning><p>{text!(language, trial.once)}</p></Notice> }
    });
    let edit = move || {
        if !busy.get_untracked() {
            state.edit();
        }
    };
    view! {
        <div class="trial-review">
            <h3 tabindex="-1">{text!(language, trial.review)}</h3>
            <dl class="facts">
                <dt>{text!(language, trial.edition)}</dt>
                <dd>{edition_name}</dd>
                {facts}
            </dl>
            <p>{text!(language, trial.agreed, brand = brand)}</p>
            {once}
            <div class="button-row">
                <Button kind=ButtonKind::Primary busy on_press=submit>{label}</Button>
                <Button on_press=edit>{text!(language, trial.edit)}</Button>
            </div>
            <div aria-live="polite">{move || outcome.run()}</div>
        </div>
    }
    .into_any()
}
