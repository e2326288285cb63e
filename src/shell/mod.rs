//! What surrounds every page: header, notices, footer, and the demonstration's menu.

mod demo_menu;
mod footer;
mod header;
mod help_popover;
mod phone_popover;

use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::failure_text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// The popover in which a person chooses who to be.
pub(crate) const IDENTITY_POPOVER: &str = "identity";
/// The popover that helps whoever was refused something.
pub(crate) const HELP_POPOVER: &str = "help";
/// The popover in which a phone is verified.
pub(crate) const PHONE_POPOVER: &str = "security-phone";

/// The frame around a page.
#[component]
pub(crate) fn Shell(children: Children) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let is_sample = catalogue.sample;
    let trouble = move || {
        shop.trouble().map(|failure| {
            let sentence = failure_text(&failure, &catalogue, language);
            view! {
                <div class="wrap">
                    <Notice tone=Tone::Warning role="status">
                        <p>{sentence}</p>
                    </Notice>
                </div>
            }
        })
    };
    view! {
        <a class="skip-link" href="#main" rel="external">{text!(language, shell.skip)}</a>
        {is_sample.then(|| view! { <aside class="sample-strip">{text!(language, shell.sample)}</aside> })}
        <header::Header />
        {trouble}
        <main id="main" class="wrap" tabindex="-1">{children()}</main>
        <footer::Footer />
        <demo_menu::IdentityPopover />
        <phone_popover::PhonePopover />
        <help_popover::HelpPopover />
    }
    .into_any()
}
