//! The demonstration's menu: who to be, what time it is, start again.

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::format;
use rules::vocabulary::Language;
use service::personas::Persona;

use super::IDENTITY_POPOVER;
use crate::browser;
use crate::i18n::text;
use crate::parts::failure_text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Popover, Tone};

/// Chooses who to be, and moves the clock.
#[component]
pub(crate) fn IdentityPopover() -> impl IntoView {
    let language = use_language();
    let personas = Persona::ALL.into_iter().map(|persona| view! { <PersonaButton persona=Some(persona) /> });
    view! {
        <Popover id=IDENTITY_POPOVER title=text!(language, identity.title)>
            <p class="popover-lead">{text!(language, identity.lead)}</p>
            <div class="persona-list" role="group" aria-label=text!(language, identity.choose)>
                <PersonaButton persona=None />
                {personas.collect_view()}
            </div>
            <ClockControls />
        </Popover>
    }
}

#[component]
fn PersonaButton(persona: Option<Persona>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let catalogue = use_catalogue();
    let failed = RwSignal::new(None);
    let is_current = move || {
        let person =
            shop.standing().with(|standing| standing.session.as_ref().map(|session| session.person.id.clone()));
        person == persona.map(Persona::person)
    };
    let become_it = move |_| {
        failed.set(None);
        spawn_local(async move {
            match shop.act(async |backend| backend.become_persona(persona).await).await {
                Ok(()) => {
                    browser::hide_popover(IDENTITY_POPOVER);
                    browser::focus_if_lost("main h1");
                }
                Err(failure) => failed.set(Some(failure)),
            }
        });
    };
    let name = persona.map_or_else(|| text!(language, identity.visitor), Persona::holder_name);
    let name_language = persona.filter(|_| language == Language::English).map(|_| "zh-CN");
    let failure = move || {
        failed.get().map(|failure| {
            let sentence = failure_text(&failure, &catalogue, language);
            view! { <Notice tone=Tone::Danger role="alert"><p>{sentence}</p></Notice> }
        })
    };
    view! {
        <button type="button" class="persona" aria-pressed=move || is_current().to_string() on:click=become_it>
            <span class="persona-name" lang=name_language>{name}</span>
            <span class="persona-story">{story(persona, language)}</span>
        </button>
        {failure}
    }
}

fn story(persona: Option<Persona>, language: Language) -> &'static str {
    match persona {
        None => text!(language, identity.visitor_story),
        Some(Persona::Experience) => text!(language, identity.experience_story),
        Some(Persona::Advanced) => text!(language, identity.advanced_story),
        Some(Persona::ProfessionalNearEnd) => text!(language, identity.professional_story),
        Some(Persona::Employee) => text!(language, identity.employee_story),
        Some(Persona::FeeManager) => text!(language, identity.fee_manager_story),
        Some(Persona::Flagship) => text!(language, identity.flagship_story),
        Some(Persona::NotActivated) => text!(language, identity.not_activated_story),
        Some(Persona::Uncertified) => text!(language, identity.uncertified_story),
        Some(Persona::Buyer) => text!(language, identity.buyer_story),
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
                let _ = shop.act(async |backend| backend.fast_forward(by).await).await;
            });
        }
    };
    let reset = move || {
        spawn_local(async move {
            // A failure shows itself above the page.
            let _ = shop.act(async |backend| backend.reset().await).await;
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
