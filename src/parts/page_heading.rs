//! The heading of a page, which also names the document.

use leptos::prelude::*;

use crate::browser;
use crate::site::use_language;
use crate::state::use_catalogue;

/// The one `h1` of a page; it takes the focus after a change of page.
#[component]
pub(crate) fn PageHeading(#[prop(into)] title: Signal<String>) -> impl IntoView {
    let brand = use_catalogue().brand.name.in_language(use_language()).to_owned();
    Effect::new(move || browser::set_title(&format!("{} · {brand}", title.get())));
    view! { <h1 tabindex="-1">{title}</h1> }
}
