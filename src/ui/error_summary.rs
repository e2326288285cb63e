//! Everything that is wrong with a form, in one place that takes the focus; each entry leads to its field.

use leptos::prelude::*;

use super::{Notice, Tone};
use crate::browser;

/// How the summary is found to give it the focus.
pub(crate) const ERROR_SUMMARY: &str = ".error-summary";

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldProblem {
    /// The id of its field.
    pub(crate) field: &'static str,
    /// What is wrong.
    pub(crate) sentence: String,
}

/// The summary; nothing where nothing is wrong.
#[component]
pub(crate) fn ErrorSummary(
    /// What it says above the list.
    title: Signal<String>,
    /// What is wrong, in the order of the fields.
    problems: Memo<Vec<FieldProblem>>,
) -> impl IntoView {
    let entries = move || {
        problems
            .get()
            .into_iter()
            .map(|problem| {
                let href = format!("#{}", problem.field);
                let go = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    browser::focus(&format!("#{}", problem.field));
                };
                view! { <li><a href=href rel="external" on:click=go>{problem.sentence}</a></li> }
            })
            .collect_view()
    };
    let is_wrong = Memo::new(move |_| problems.with(|problems| !problems.is_empty()));
    view! {
        <Show when=move || is_wrong.get()>
            <div class="error-summary" role="group" tabindex="-1" aria-labelledby="error-summary-title">
                <Notice tone=Tone::Danger>
                    <p id="error-summary-title"><strong>{move || title.get()}</strong></p>
                    <ul>{entries}</ul>
                </Notice>
            </div>
        </Show>
    }
}
