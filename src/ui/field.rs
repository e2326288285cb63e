//! One line to type in: its label above, help below, and what is wrong with it beside it.

use leptos::prelude::*;

/// What a person typed into a field, and whether it may be told yet what is wrong with it: once they have left it, or
/// wanted to go on, and never while they type its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    text: RwSignal<String>,
    may_tell: RwSignal<bool>,
}

impl Typed {
    /// A field with this text in it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text: RwSignal::new(text), may_tell: RwSignal::new(false) }
    }

    /// The text as it was typed.
    #[must_use]
    pub fn text(self) -> String {
        self.text.get()
    }

    /// Puts another text in its place.
    pub fn set(self, text: String) {
        self.text.set(text);
    }

    /// Begins anew: empty, and with nothing told.
    pub fn clear(self) {
        self.text.set(String::new());
        self.may_tell.set(false);
    }

    /// From now on it may be told what is wrong.
    pub fn tell(self) {
        self.may_tell.set(true);
    }

    /// An empty field that was only passed through is told of when the person wants to go on.
    fn leave(self) {
        if self.text.with_untracked(|text| !text.is_empty()) {
            self.tell();
        }
    }
}

/// A field of one line.
#[component]
pub(crate) fn Field(
    /// By which others refer to it.
    id: &'static str,
    /// What belongs there.
    label: &'static str,
    /// How it is written.
    help: &'static str,
    /// What was typed.
    typed: Typed,
    /// What is wrong with what stands there now; told when it may be.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// How it is understood, where that is not what stands there.
    #[prop(optional, into)]
    understood: Signal<Option<String>>,
    /// Which keyboard a phone shows.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// What the browser may fill in.
    autocomplete: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let told = Memo::new(move |_| problem.get().filter(|_| typed.may_tell.get()));
    let [help_id, error_id] = [format!("{id}-help"), format!("{id}-error")];
    let described_by = {
        let [help_id, error_id] = [help_id.clone(), error_id.clone()];
        move || if told.with(Option::is_some) { format!("{error_id} {help_id}") } else { help_id.clone() }
    };
    let class = move || if told.with(Option::is_some) { "field field-wrong" } else { "field" };
    view! {
        <div class=class>
            <label for=id>{label}</label>
            <input
                id=id
                class="field-input"
                type="text"
                inputmode=inputmode
                autocomplete=autocomplete
                aria-required=(!is_optional).to_string()
                aria-invalid=move || told.with(Option::is_some).to_string()
                aria-describedby=described_by
                value=typed.text.get_untracked()
                prop:value=move || typed.text()
                on:input=move |event| typed.set(event_target_value(&event))
                on:change=move |event| typed.set(event_target_value(&event))
                on:blur=move |_| typed.leave()
            />
            <p class="field-error" id=error_id>{move || told.get()}</p>
            <p class="field-help" id=help_id>
                {help} {move || understood.get().map(|text| view! { " " <span class="field-understood">{text}</span> })}
            </p>
        </div>
    }
}
