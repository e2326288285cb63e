//! The form, the endpoint that its lead goes to, and what is said afterwards.

use std::sync::Arc;

use api::{Campaign, ClientConfig, LeadReport, LeadSource};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::context::{Actor, Context};
use rules::explain;
use rules::rejection::Rejection;
use rules::trial::{Lead, LeadAnswer, TrialForm, take_lead};
use rules::vocabulary::{Channel, EditionCode};

use super::editions::EditionRadios;
use super::parent::{Message, Parent};
use super::robots::{Robots, Trap};
use crate::backend::post_lead;
use crate::browser;
use crate::browser::frame;
use crate::i18n::text;
use crate::parts::trial_form::{FormState, Purpose, TrialFormView, consent_given};
use crate::routes::Page;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// The draft of this page's form.
const DRAFT: &str = "embedded-trial";

/// Why nothing was sent.
#[derive(Clone, Debug)]
enum NotSent {
    /// It looks like the work of a robot; a person succeeds the next time.
    TooSoon,
    /// A rule is against it.
    Refused(Rejection),
    /// The endpoint did not take it.
    NotDelivered,
}

/// The form of a site that has an endpoint.
#[component]
pub(super) fn EmbeddedForm(config: Arc<ClientConfig>, edition: EditionCode) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let form = FormState::with_draft(DRAFT);
    let robots = Robots::watch();
    let edition = RwSignal::new(edition);
    let query = use_query_map().get_untracked();
    let campaign = Campaign::from_parameters(|name| query.get(name));
    let host = config.leads.as_ref().map(|leads| leads.endpoint.origin().to_string()).unwrap_or_default();
    let judge = {
        let catalogue = catalogue.clone();
        move |lead: &Lead| {
            // Nobody is ever signed in here.
            let context = Context::new(shop.now(), Channel::Web, Actor::Visitor);
            let answer = take_lead(&catalogue, None, lead, &context)?;
            Ok::<_, Rejection>((answer, lead.form.check()?))
        }
    };
    let sending = Action::new_local(move |typed: &TrialForm| {
        let (config, campaign, judge) = (config.clone(), campaign.clone(), judge.clone());
        let lead =
            Lead { lead: form.key(DRAFT, browser::now()), edition: edition.get_untracked(), form: typed.clone() };
        async move {
            if robots.suspect() {
                return Err(NotSent::TooSoon);
            }
            let (answer, checked) = untrack(|| judge(&lead)).map_err(NotSent::Refused)?;
            let report = LeadReport {
                lead: lead.lead,
                edition: lead.edition,
                form: checked,
                consent: consent_given(language),
                source: LeadSource { origin: frame::parent_origin(), campaign },
                sent_at: browser::now(),
            };
            let leads = config.leads.as_ref().ok_or(NotSent::NotDelivered)?;
            post_lead(&leads.endpoint, &report).await.map_err(|_| NotSent::NotDelivered)?;
            form.done();
            let message = Message::Submitted { edition: &report.edition, lead: &report.lead };
            Parent::of(config.allowed_origins()).tell(&message);
            browser::focus_when_shown("#embed-received");
            Ok(answer)
        }
    });
    let phone = catalogue.contact.phone.clone();
    let outcome = move || {
        let sentence = match sending.value().get()?.err()? {
            NotSent::TooSoon => text!(language, embed.moment).to_owned(),
            NotSent::NotDelivered => text!(language, embed.not_delivered, phone = phone.as_str()),
            NotSent::Refused(rejection) => rejection
                .reasons
                .iter()
                .map(|reason| explain::reason(reason, &catalogue, language))
                .collect::<Vec<_>>()
                .join(" "),
        };
        Some(view! { <Notice tone=Tone::Danger><p>{sentence}</p></Notice> })
    };
    let submit = move |typed: TrialForm| {
        sending.dispatch(typed);
    };
    let received = Memo::new(move |_| sending.value().get().and_then(Result::ok));
    let outcome = StoredValue::new(outcome);
    let goes_to = StoredValue::new(text!(language, embed.goes_to, host = host));
    move || match received.get() {
        Some(answer) => view! { <Received answer edition=edition.get_untracked() /> }.into_any(),
        None => view! {
            <EditionRadios edition />
            <h2>{text!(language, trial.leave)}</h2>
            <TrialFormView
                state=form
                edition
                purpose=Purpose::Lead
                busy=sending.pending()
                on_submit=submit
                outcome=move || outcome.with_value(|outcome| outcome())
                extra=move || view! { <Trap robots /> }
            />
            <p class="quiet">{goes_to.get_value()}</p>
        }
        .into_any(),
    }
}

/// That it arrived, and where the trial is opened.
#[component]
fn Received(answer: LeadAnswer, edition: EditionCode) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    view! {
        <section class="trial-received" aria-labelledby="embed-received">
            <h2 id="embed-received" tabindex="-1">{text!(language, trial.received)}</h2>
            <p>{explain::next_step(answer.opens_trial, language)}</p>
            <p>
                <a class="button" href=site.href(&Page::Trial(Some(edition))) target="_blank" rel="noopener">
                    {text!(language, embed.open)}
                    <span class="visually-hidden">{text!(language, embed.new_window)}</span>
                </a>
            </p>
        </section>
    }
}
