//! What surrounds every page: header, notices, footer, and the menu of who is signed in.

mod demo_menu;
mod footer;
mod header;
mod help_popover;
mod member_menu;
mod phone_popover;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::text;
use crate::parts::{SignInButton, failure_text, use_is_sign_in};
use crate::routes::is_embedded;
use crate::site::{use_language, use_site};
use crate::state::{Part, use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// The popover of who is signed in; in a demonstration one chooses there who to be.
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
    let plays_everybody = shop.plays(Part::Everybody);
    let identity = if plays_everybody {
        view! { <demo_menu::IdentityPopover /> }.into_any()
    } else {
        view! { <member_menu::MemberPopover /> }.into_any()
    };
    view! {
        <a class="skip-link" href="#main" rel="external">{text!(language, shell.skip)}</a>
        {is_sample.then(|| view! { <aside class="sample-strip">{text!(language, shell.sample)}</aside> })}
        <header::Header />
        <Trouble />
        <SessionLost />
        <main id="main" class="wrap" tabindex="-1">{children()}</main>
        <footer::Footer />
        {identity}
        <phone_popover::PhonePopover />
        <help_popover::HelpPopover />
    }
    .into_any()
}

/// What is wrong with the backend, and that one can ask it again.
#[component]
fn Trouble() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let asking = Action::new_local(move |(): &()| shop.reload());
    let can_recover = move || shop.is_lost();
    move || {
        shop.trouble().map(|failure| {
            let sentence = failure_text(&failure, &catalogue, language);
            view! {
                <div class="wrap">
                    <Notice tone=Tone::Warning role="status">
                        <p>{sentence}</p>
                        <Show when=can_recover>
                            <Button busy=asking.pending() on_press=move || { asking.dispatch(()); }>
                                {text!(language, trouble.again)}
                            </Button>
                        </Show>
                    </Notice>
                </div>
            }
        })
    }
}

/// That the session has ended by itself, and the way to sign in and back to this page.
#[component]
fn SessionLost() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let is_sign_in = use_is_sign_in();
    view! {
        <Show when=move || shop.is_session_lost() && !is_sign_in.get()>
            <div class="wrap">
                <Notice tone=Tone::Warning role="status">
                    <p>{text!(language, sign_in.ended)}</p>
                    <SignInButton kind=ButtonKind::Primary />
                </Notice>
            </div>
        </Show>
    }
}
