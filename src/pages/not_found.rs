//! An address that leads nowhere.

use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::PageHeading;
use crate::routes::Page;
use crate::site::use_site;
use crate::ui::LinkButton;

/// Says so, and leads back.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    view! {
        <PageHeading title=text!(language, not_found.title).to_owned() />
        <div class="empty">
            <p>{text!(language, not_found.lead)}</p>
            <LinkButton href=site.href(&Page::Pricing(None))>{text!(language, not_found.back)}</LinkButton>
        </div>
    }
}
