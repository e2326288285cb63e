//! Chooses the edition, in little room.

use leptos::prelude::*;
use rules::vocabulary::EditionCode;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;
use crate::ui::Radio;

/// One radio button for each edition.
#[component]
pub(super) fn EditionRadios(edition: RwSignal<EditionCode>) -> impl IntoView {
    let language = use_language();
    let options = use_catalogue()
        .editions
        .iter()
        .map(|sold| {
            let id = format!("trial-{}", sold.code.as_str());
            let code = sold.code.clone();
            let is_chosen = {
                let code = code.clone();
                Signal::derive(move || edition.with(|edition| *edition == code))
            };
            view! {
                <label class="choice" for=id.clone()>
                    <Radio id=id.clone() group="trial-edition" is_chosen on_choose=move || edition.set(code.clone()) />
                    <span class="choice-name">{sold.name.in_language(language).to_owned()}</span>
                    <span class="choice-note">{sold.tagline.in_language(language).to_owned()}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{text!(language, trial.choose)}</legend>
            {options}
        </fieldset>
    }
}
