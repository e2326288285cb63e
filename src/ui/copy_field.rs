//! A text to take elsewhere: shown whole, selected at a press, and copied by a button.

use leptos::prelude::*;

use crate::browser;

/// A text with a button that copies it.
#[component]
pub(crate) fn CopyField(
    /// The id of the field.
    id: &'static str,
    /// What the text is.
    label: &'static str,
    /// The text.
    #[prop(into)]
    text: String,
    /// What is copied, where it differs from what is shown: without signs and spaces.
    #[prop(optional, into)]
    bare: Option<String>,
    /// The language of the text, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
    /// What the button says.
    copy: &'static str,
    /// What it says once the text is copied.
    copied: &'static str,
    /// What is said where it cannot be copied.
    failed: &'static str,
    /// Lines that the text is shown in.
    #[prop(default = 1)]
    rows: u32,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<bool>);
    let text = StoredValue::new(text);
    let take = move |_| {
        browser::select(id);
        let copied = bare.clone().unwrap_or_else(|| text.get_value());
        browser::copy(&copied, move |is_done| outcome.set(Some(is_done)));
    };
    let class = if rows > 2 { "copy-field copy-message" } else { "copy-field" };
    view! {
        <div class=class>
            <label for=id>{label}</label>
            <textarea id=id lang=lang rows=rows readonly on:focus=move |_| browser::select(id)>{text.get_value()}</textarea>
            <button type="button" class="button" on:click=take>
                {move || if outcome.get() == Some(true) { copied } else { copy }}
            </button>
            <span class="visually-hidden" role="status">{move || (outcome.get() == Some(true)).then_some(copied)}</span>
            <p class="field-help" role="alert">{move || (outcome.get() == Some(false)).then_some(failed)}</p>
        </div>
    }
}
