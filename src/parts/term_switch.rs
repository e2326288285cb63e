//! One to three years, as a group of radio buttons.

use leptos::prelude::*;
use rules::format;
use rules::vocabulary::Term;

use crate::i18n::text;
use crate::site::use_language;

/// Chooses a term.
#[component]
pub(crate) fn TermSwitch(
    /// The terms to choose from.
    #[prop(into)]
    terms: Signal<Vec<Term>>,
    /// The one chosen.
    #[prop(into)]
    chosen: Signal<Option<Term>>,
    /// What to do with another choice.
    on_choose: impl Fn(Term) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let options = move || {
        terms
            .get()
            .into_iter()
            .map(move |term| {
                let id = format!("term-{}", term.years());
                view! {
                    <label class="segment" for=id.clone()>
                        <input
                            type="radio"
                            id=id.clone()
                            name="term"
                            value=term.years().to_string()
                            prop:checked=move || chosen.get() == Some(term)
                            checked=chosen.get_untracked() == Some(term)
                            on:change=move |_| on_choose(term)
                        />
                        <span>{format::years(term.years(), language)}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="segments term-switch">
            <legend>{text!(language, term.legend)}</legend>
            <div class="segments-track">{options}</div>
        </fieldset>
    }
}
