//! What surrounds every page: header, notices, footer, and the demonstration's menu.

mod demo_menu;
mod footer;
mod header;
mod help_popover;
mod phone_popover;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
pub use phone_popover::{CodeEntry, CodeEntryProps};

use crate::i18n::text;
use crate::parts::failure_text;
use crate::routes::is_embedded;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// The popover in which a person chooses who to be.
pub(crate) const IDENTITY_POPOVER: &str = "identity";
/// The popover that helps whoever was refused something.
pub(crate) const HELP_POPOVER: &str = "help";
/// The popover in which a phone is verified.
pub(crate) const PHONE_POPOVER: &str = "security-phone";

/// What surrounds a page: in a page of others nothing but the page itself.
#[component]
pub(crate) fn Shell(children: Children) -> impl IntoView {
    // An embedded page is a document of its own, which leads to others in new windows only.
    if is_embedded(&use_site(), &use_location().pathname.get_untracked()) {
        view! { <Bare>{children()}</Bare> }.into_any()
    } else {
        view! { <Surroundings>{children()}</Surroundings> }.into_any()
    }
}

#[component]
fn Bare(children: Children) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    // The page around it has a main part too, so this one has a name.
    let name = text!(language, embed.title, brand = catalogue.brand.name.in_language(language));
    let strip = catalogue.sample.then(|| view! { <p class="sample-strip">{text!(language, shell.sample)}</p> });
    view! {
        <main id="main" class="embedded" tabindex="-1" aria-label=name>
            {strip}
            {children()}
        </main>
    }
}

#[component]
fn Surroundings(children: Children) -> impl IntoView {
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
