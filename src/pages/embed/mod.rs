//! The trial's form alone, for a frame in pages of others: always anonymous, in their colours, and at their height (TRIAL-7).

mod editions;
mod form;
mod parent;
mod robots;
mod theme;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::format;
use rules::vocabulary::EditionCode;

use crate::browser::frame;
use crate::i18n::text;
use crate::parts::PageHeading;
use crate::parts::trial_form::NoScript;
use crate::site::use_language;
use crate::state::{Configured, use_catalogue};
use crate::ui::{Notice, Tone};
use parent::{Message, Parent};
use theme::Theme;

/// The embedded page.
#[component]
pub(crate) fn EmbeddedTrialPage() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let config = expect_context::<Configured>().0;
    let query = use_query_map().get_untracked();
    let theme = Theme::from_parameters(|name| query.get(name));
    let known =
        query.get("edition").map(|code| EditionCode::new(&code)).filter(|code| catalogue.edition(code).is_some());
    let recommended = catalogue.editions.iter().find(|edition| edition.recommended).or(catalogue.editions.first());
    let edition = known.or_else(|| recommended.map(|edition| edition.code.clone()));
    let origins = config.as_ref().map_or_else(Vec::new, |config| config.allowed_origins().to_vec());
    Effect::new(move || {
        theme.apply();
        let parent = Parent::of(&origins);
        frame::watch_height(move |height| parent.tell(&Message::Height { height }));
    });
    let brand = catalogue.brand.name.in_language(language).to_owned();
    let days = format::days(i64::from(catalogue.trial.hours / 24), language);
    let contact = catalogue.contact.clone();
    let content = match (config, edition) {
        (None, _) => view! { <p class="quiet" aria-hidden="true">{text!(language, embed.waiting)}</p> }.into_any(),
        (Some(config), Some(edition)) if config.leads.is_some() => {
            view! { <form::EmbeddedForm config edition /> }.into_any()
        }
        (Some(_), _) => view! {
            <Notice tone=Tone::Warning>
                <p>{text!(language, embed.no_endpoint, phone = contact.phone, email = contact.email)}</p>
            </Notice>
        }
        .into_any(),
    };
    view! {
        <PageHeading title=text!(language, embed.title, brand = brand) />
        <p class="lead">{text!(language, embed.lead, days = days)}</p>
        <NoScript />
        {content}
    }
    .into_any()
}
