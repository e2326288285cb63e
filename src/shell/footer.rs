//! Where people turn to.

use leptos::prelude::*;

use crate::i18n::text;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::use_catalogue;

/// The footer of every page.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let contact = &catalogue.contact;
    view! {
        <footer class="footer">
            <div class="wrap footer-row">
                <p class="footer-brand">
                    {catalogue.brand.name.in_language(language).to_owned()} " · "
                    {catalogue.brand.tagline.in_language(language).to_owned()}
                </p>
                <p class="footer-contact">
                    <a href=site.href(&Page::Help)>{text!(language, answers.title)}</a> " · "
                    {text!(language, shell.contact)} " "
                    <a href=format!("tel:{}", contact.phone.replace('-', ""))>{contact.phone.clone()}</a> " · "
                    <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a> " · "
                    {contact.hours.in_language(language).to_owned()}
                </p>
                <p class="footer-vat">
                    {text!(language, shell.vat, rate = catalogue.vat.rate_percent)}
                </p>
            </div>
        </footer>
    }
}
