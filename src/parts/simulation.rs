//! What a demonstration plays of others, set apart from the shop: nothing where nobody plays it.

use leptos::prelude::*;

use crate::state::{Part, use_shop};

/// Buttons that play a part.
#[component]
pub(crate) fn Simulation(
    /// Which part.
    #[prop(optional)]
    part: Part,
    /// What is played.
    legend: &'static str,
    /// How it looks.
    #[prop(default = "simulation")]
    class: &'static str,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    use_shop().plays(part).then(|| {
        view! {
            <fieldset class=class>
                <legend>{legend}</legend>
                {children()}
            </fieldset>
        }
    })
}
