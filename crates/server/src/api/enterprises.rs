//! What the e-sign system says of enterprises and their members, and whom the mini-program hands over (CH-12); all signed.

use aide::axum::ApiRouter;
use aide::axum::routing::{post_with, put_with};
use api::RequestMistake;
use api::paths::{PARTNER_ENTERPRISE, PARTNER_HANDOVERS, PARTNER_MEMBER};
use axum::extract::State;
use rules::vocabulary::{AccountId, Channel, PersonId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::{Done, Made};
use super::describe::{Said, said};
use super::key::Sender;
use super::partner::{Signed, SignedAct};
use super::request::{At, WireBody};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;
use crate::identity::{EnterpriseReported, HandOver, MemberReported, NotTaken, report_enterprise, report_member};

const TAG: &str = "Enterprises";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let enterprise = Said {
        id: "reportEnterprise",
        tag: TAG,
        does: "An enterprise as it is now; its account is opened the first time.",
        refusals: &[409],
    };
    let member = Said {
        id: "reportMember",
        tag: TAG,
        does: "A member with all of their roles; a role that is not named is taken away, in open sessions at once.",
        refusals: &[409],
    };
    let leaver = Said {
        id: "removeMember",
        tag: TAG,
        does: "That somebody is no longer a member, in open sessions at once.",
        refusals: &[],
    };
    let hand_over = Said {
        id: "handOver",
        tag: TAG,
        does: "A token with which the mini-program's web view opens a session in its channel, once and within a minute \
            (CH-12).",
        refusals: &[403, 404],
    };
    ApiRouter::new()
        .api_route(PARTNER_ENTERPRISE, put_with(enterprise_reported::<B>, said(enterprise)))
        .api_route(
            PARTNER_MEMBER,
            put_with(member_reported::<B>, said(member)).delete_with(member_removed::<B>, said(leaver)),
        )
        .api_route(PARTNER_HANDOVERS, post_with(handed_over::<B>, said(hand_over)))
}

/// An enterprise in the path.
#[derive(Debug, Deserialize, JsonSchema)]
struct EnterprisePath {
    /// Its account.
    account: AccountId,
}

/// A member in the path.
#[derive(Debug, Deserialize, JsonSchema)]
struct MemberPath {
    /// The account of the enterprise.
    account: AccountId,
    /// Who.
    person: PersonId,
}

/// Whom the mini-program hands over.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HandOverWanted {
    /// Who.
    person: PersonId,
    /// For which enterprise; without it for the person's own account.
    #[serde(default)]
    account: Option<AccountId>,
    /// Into which channel.
    channel: Channel,
}

async fn enterprise_reported<B: Backing>(
    State(api): State<Api<B>>,
    At(EnterprisePath { account }): At<EnterprisePath>,
    Signed { body, key }: Signed<EnterpriseReported>,
) -> Result<Done, Unanswered> {
    check_id(account.as_str())?;
    let write = report_enterprise(&api.shop, api.identity.store(), &account, body);
    api.once(&key, Sender::ESignSystem, write).await
}

async fn member_reported<B: Backing>(
    State(api): State<Api<B>>,
    At(MemberPath { account, person }): At<MemberPath>,
    Signed { body, key }: Signed<MemberReported>,
) -> Result<Done, Unanswered> {
    check_id(person.as_str())?;
    let write = report_member(api.identity.store(), &account, &person, &body);
    api.once(&key, Sender::ESignSystem, write).await
}

async fn member_removed<B: Backing>(
    State(api): State<Api<B>>,
    At(MemberPath { account, person }): At<MemberPath>,
    SignedAct { key }: SignedAct,
) -> Result<Done, Unanswered> {
    let write = api.identity.store().remove_member(&account, &person);
    api.once(&key, Sender::ESignSystem, write).await
}

async fn handed_over<B: Backing>(
    State(api): State<Api<B>>,
    Signed { body, key }: Signed<HandOverWanted>,
) -> Result<Made<HandOver>, Unanswered> {
    api.claim(&key, Sender::ESignSystem).await?;
    Ok(Made(api.identity.hand_over(&api.shop, &body.person, body.account, body.channel).await?))
}

fn check_id(id: &str) -> Result<(), RequestMistake> {
    if is_long(id) { Err(RequestMistake::NotFound) } else { Ok(()) }
}

fn is_long(id: &str) -> bool {
    id.is_empty() || id.len() > super::LONGEST_NAME
}

impl From<NotTaken> for Unanswered {
    fn from(not_taken: NotTaken) -> Self {
        match not_taken {
            NotTaken::Phone(place) => {
                let detail = "no mobile number of eleven digits".to_owned();
                RequestMistake::Body { place: place.to_owned(), detail }.into()
            }
            NotTaken::PhoneTaken | NotTaken::OwnAccount => RequestMistake::Taken.into(),
            NotTaken::NoEnterprise => RequestMistake::NotFound.into(),
            NotTaken::Failed(failure) => failure.into(),
        }
    }
}

impl WireBody for EnterpriseReported {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let is_named = (1..=LONGEST_TITLE).contains(&self.name.len());
        let is_long = self.security_phone.len() > 100;
        let places = [("name", !is_named, "1 to 500 bytes"), ("security_phone", is_long, "longer than 100 bytes")];
        places.into_iter().find(|(_, is_wrong, _)| *is_wrong).map(|(place, _, detail)| (place, detail))
    }
}

impl WireBody for MemberReported {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let is_named = (1..=LONGEST_TITLE).contains(&self.name.len());
        (!is_named).then_some(("name", "1 to 500 bytes"))
    }
}

impl WireBody for HandOverWanted {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        is_long(self.person.as_str()).then_some(("person", "1 to 200 bytes"))
    }
}

/// The longest name, in bytes.
const LONGEST_TITLE: usize = 500;
