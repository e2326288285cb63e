//! The form of the trial, for applications and for leads: filled in, looked over once more, sent (TRIAL-4, TRIAL-7).

mod consent;
mod erase;
mod fields;
mod no_script;
mod review;
mod state;

use leptos::prelude::*;
use rules::trial::TrialForm;
use rules::vocabulary::EditionCode;

pub(crate) use consent::consent_given;
pub(crate) use erase::EraseContact;
pub(crate) use no_script::NoScript;
pub use state::FormState;

/// What a form is sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open the trial.
    Application,
    /// To be contacted about it.
    Lead,
}

/// The form, or its review.
#[component]
pub fn TrialFormView(
    /// What was typed.
    state: FormState,
    /// Which edition it is about.
    #[prop(into)]
    edition: Signal<EditionCode>,
    /// What it is sent for.
    purpose: Purpose,
    /// Whether it is on its way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Sends it, after the review.
    on_submit: impl Fn(TrialForm) + Clone + Send + Sync + 'static,
    /// What came of sending it, where that is not the end of the form.
    #[prop(into)]
    outcome: ViewFn,
    /// What else belongs to the form.
    #[prop(into, optional)]
    extra: ViewFn,
) -> impl IntoView {
    // What was typed stays in the fields while the review is shown in their place.
    let is_reviewed = Memo::new(move |_| state.reviewed().is_some());
    view! {
        <div class="trial-form" hidden=move || is_reviewed.get()>
            <fields::Fields state extra />
        </div>
        <Show when=move || is_reviewed.get()>
            <review::Review state edition purpose busy on_submit=on_submit.clone() outcome=outcome.clone() />
        </Show>
    }
    .into_any()
}
