//! The customers that one can slip into in a demonstration.

use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::vocabulary::Language;
use service::personas::Persona;

use super::failure_text;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// All of them, and nobody.
#[component]
pub(crate) fn PersonaList(
    /// What happens once one is somebody else.
    on_chosen: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let language = use_language();
    let personas = Persona::ALL.into_iter().map(|persona| view! { <PersonaButton persona=Some(persona) on_chosen /> });
    view! {
        <p class="popover-lead">{text!(language, identity.lead)}</p>
        <div class="persona-list" role="group" aria-label=text!(language, identity.choose)>
            <PersonaButton persona=None on_chosen />
            {personas.collect_view()}
        </div>
    }
}

#[component]
fn PersonaButton(persona: Option<Persona>, on_chosen: impl Fn() + Copy + 'static) -> impl IntoView {
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
            match shop.play(async |played| played.become_persona(persona).await).await {
                Ok(()) => on_chosen(),
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
