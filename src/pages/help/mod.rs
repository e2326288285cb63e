//! Answers to what buyers ask.

use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::PageHeading;
use crate::site::use_language;

/// The page.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let language = use_language();
    view! {
        <PageHeading title=text!(language, answers.title).to_owned() />
    }
    .into_any()
}
