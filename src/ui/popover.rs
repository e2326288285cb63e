//! A native popover: opened by any button with its id as `popovertarget`, closed by Escape or a press outside.

use leptos::prelude::*;

/// A popover with a heading.
#[component]
pub(crate) fn Popover(
    /// The id that buttons open it by.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    view! {
        <div id=id class="popover" popover="auto" role="dialog" aria-labelledby=labelled_by>
            <h2 id=heading class="popover-title">
                {title}
            </h2>
            {children()}
        </div>
    }
}
