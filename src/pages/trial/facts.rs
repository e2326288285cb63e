//! Who may apply, and what happens at the end (TRIAL-1, TRIAL-5).

use leptos::prelude::*;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// What everybody should know beforehand.
#[component]
pub(super) fn Facts() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let free = catalogue.experience.name.in_language(language).to_owned();
    view! {
        <div class="trial-facts">
            <section aria-labelledby="trial-who">
                <h2 id="trial-who">{text!(language, trial.who)}</h2>
                <ul>
                    <li>{text!(language, trial.who_certified)}</li>
                    <li>{text!(language, trial.who_higher)}</li>
                    <li>{text!(language, trial.who_role)}</li>
                    <li>{text!(language, trial.who_others)}</li>
                </ul>
            </section>
            <section aria-labelledby="trial-then">
                <h2 id="trial-then">{text!(language, trial.then)}</h2>
                <ul>
                    <li>{text!(language, trial.then_back, edition = free)}</li>
                    <li>{text!(language, trial.then_buy)}</li>
                </ul>
            </section>
        </div>
    }
    .into_any()
}
