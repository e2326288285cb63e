//! One of several choices.

use leptos::prelude::*;

/// A radio button; those of one group exclude each other.
#[component]
pub(crate) fn Radio(
    /// By which its label refers to it.
    id: String,
    /// The choices that exclude each other.
    group: &'static str,
    /// Whether it is the one chosen.
    #[prop(into)]
    is_chosen: Signal<bool>,
    /// What choosing it does.
    on_choose: impl Fn() + 'static,
) -> impl IntoView {
    let initially = is_chosen.get_untracked();
    view! {
        <input type="radio" id=id name=group checked=initially prop:checked=is_chosen on:change=move |_| on_choose() />
    }
}
