//! The trial and leads, and the contact data of both (RULES §6).

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use api::Consent;
use api::answers::{ApplicationKey, ContactKept};
use api::paths::{CONTACT, LEADS, TRIAL_APPLICATION_KEYS, TRIAL_APPLICATIONS};
use api::requests::{ApplicationKeyWanted, ConsentedApplication, ConsentedLead};
use axum::extract::State;
use rules::trial::{LeadAnswer, TrialForm};
use rules::vocabulary::{ApplicationId, EditionCode};
use rules::way_forward::Wish;
use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::{Done, Json, Made};
use super::caller::{Caller, Member};
use super::describe::{Said, said};
use super::key::Sender;
use super::request::{Act, At, WireBody, Write};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Trial and leads";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let key = Said {
        id: "trialApplicationKey",
        tag: TAG,
        does: "The key of the enterprise's application for an edition, the same for every page and try (ORD-3).",
        refusals: &[],
    };
    let apply = Said {
        id: "applyForTrial",
        tag: TAG,
        does: "Applies for the trial, which then runs at once, once per enterprise (TRIAL-2, TRIAL-3).",
        refusals: &[403, 409],
    };
    let lead = Said {
        id: "leaveLead",
        tag: TAG,
        does: "Leaves a lead, of anybody, and says which step opens the trial (TRIAL-7).",
        refusals: &[409],
    };
    let kept = Said { id: "contact", tag: TAG, does: "Whether contact data is kept under a key.", refusals: &[] };
    let erase = Said { id: "eraseContact", tag: TAG, does: "Erases it: consent is withdrawn.", refusals: &[422] };
    ApiRouter::new()
        .api_route(TRIAL_APPLICATION_KEYS, post_with(application_key::<B>, said(key)))
        .api_route(TRIAL_APPLICATIONS, post_with(apply_for_trial::<B>, said(apply)))
        .api_route(LEADS, post_with(leave_lead::<B>, said(lead)))
        .api_route(CONTACT, get_with(contact::<B>, said(kept)).delete_with(erase_contact::<B>, said(erase)))
}

/// An application or a lead in the path.
#[derive(Debug, Deserialize, JsonSchema)]
struct ContactPath {
    /// Its key.
    application: ApplicationId,
}

async fn application_key<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Write { body, key }: Write<ApplicationKeyWanted>,
) -> Result<Json<ApplicationKey>, Unanswered> {
    key.is_id(body.fresh.as_str())?;
    let application = api.shop.application_key(&member.session, &body.edition, &body.fresh).await?;
    Ok(Json(ApplicationKey { application }))
}

async fn apply_for_trial<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Write { body, key }: Write<ConsentedApplication>,
) -> Result<Done, Unanswered> {
    let ConsentedApplication { application, consent } = body;
    key.is_id(application.application.as_str())?;
    let wish = Wish::Trial(application.edition.clone());
    let applied = api.shop.apply_for_trial(&member.session, member.channel, application, consent).await;
    applied.map_err(Unanswered::wishing(wish))?;
    Ok(Done)
}

async fn leave_lead<B: Backing>(
    State(api): State<Api<B>>,
    caller: Caller,
    Write { body, key }: Write<ConsentedLead>,
) -> Result<Made<LeadAnswer>, Unanswered> {
    let ConsentedLead { lead, consent } = body;
    key.is_id(lead.lead.as_str())?;
    Ok(Made(api.shop.leave_lead(caller.session.as_ref(), caller.channel, &lead, consent).await?))
}

async fn contact<B: Backing>(
    State(api): State<Api<B>>,
    caller: Caller,
    At(ContactPath { application }): At<ContactPath>,
) -> Result<Json<ContactKept>, Unanswered> {
    Ok(Json(ContactKept { is_kept: api.shop.contact_of(caller.session.as_ref(), &application).await?.is_some() }))
}

async fn erase_contact<B: Backing>(
    State(api): State<Api<B>>,
    caller: Caller,
    At(ContactPath { application }): At<ContactPath>,
    act: Act,
) -> Result<Done, Unanswered> {
    // Whoever knows the key is whoever made it.
    let write = api.shop.erase_contact(caller.session.as_ref(), &application);
    api.once(&act.key, Sender::Contact(&application), write).await
}

fn is_long(form: &TrialForm, edition: &EditionCode, consent: &Consent) -> bool {
    let texts = [&form.contact_name, &form.contact_phone, &form.industry, &form.expected_signatures, &consent.version];
    edition.as_str().len() > super::LONGEST_NAME || texts.into_iter().any(|text| text.len() > 1_000)
}

impl WireBody for ApplicationKeyWanted {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.edition.as_str().len() > super::LONGEST_NAME).then_some(("edition", "longer than 200 bytes"))
    }
}

impl WireBody for ConsentedApplication {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let is_long = is_long(&self.application.form, &self.application.edition, &self.consent);
        is_long.then_some(("application", "a text is longer than 1000 bytes"))
    }
}

impl WireBody for ConsentedLead {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let is_long = is_long(&self.lead.form, &self.lead.edition, &self.consent);
        is_long.then_some(("lead", "a text is longer than 1000 bytes"))
    }
}
