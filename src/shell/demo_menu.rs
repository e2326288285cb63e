//! The demonstration's menu: who to be, what time it is, start again.

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::format;

use super::IDENTITY_POPOVER;
use crate::browser;
use crate::i18n::text;
use crate::parts::PersonaList;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, Popover};

/// Chooses who to be, and moves the clock.
#[component]
pub(crate) fn IdentityPopover() -> impl IntoView {
    let language = use_language();
    let done = || {
        browser::hide_popover(IDENTITY_POPOVER);
        browser::focus_if_lost("main h1");
    };
    view! {
        <Popover id=IDENTITY_POPOVER title=text!(language, identity.title)>
            <PersonaList on_chosen=done />
            <ClockControls />
        </Popover>
    }
}

#[component]
fn ClockControls() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let now = Memo::new(move |_| format::date_time(shop.now(), language));
    let forward = move |by: TimeDelta| {
        move || {
            spawn_local(async move {
                // A failure shows itself above the page.
                let _ = shop.play(async |played| played.fast_forward(by).await).await;
            });
        }
    };
    let reset = move || {
        spawn_local(async move {
            // A failure shows itself above the page.
            let _ = shop.play(async |played| played.reset().await).await;
            browser::hide_popover(IDENTITY_POPOVER);
        });
    };
    view! {
        <div class="clock">
            <p>{text!(language, demo.clock)} " " <span class="clock-now">{now}</span></p>
            <div class="button-row">
                <Button on_press=forward(TimeDelta::minutes(5))>{text!(language, demo.five_minutes)}</Button>
                <Button on_press=forward(TimeDelta::days(1))>{text!(language, demo.one_day)}</Button>
                <Button on_press=forward(TimeDelta::days(30))>{text!(language, demo.thirty_days)}</Button>
            </div>
            <Button kind=ButtonKind::Quiet on_press=reset>{text!(language, demo.reset)}</Button>
        </div>
    }
}
