//! Who is signed in, what the account has, and who else has to do with it.

use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use api::RequestMistake;
use api::answers::{PersonName, SessionNow};
use api::paths::{ACCOUNT, ENTERPRISES, PERSON, SESSION};
use axum::extract::State;
use rules::context::BindingTarget;
use rules::vocabulary::PersonId;
use schemars::JsonSchema;
use serde::Deserialize;
use service::Standing;

use super::answer::{Json, Known, Tagged};
use super::caller::{Caller, Member};
use super::describe::{Said, said};
use super::request::At;
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Account";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let session = Said { id: "session", tag: TAG, does: "Who is signed in, and where.", refusals: &[] };
    let standing = Said {
        id: "account",
        tag: TAG,
        does: "Who is signed in, and the account as this person sees it. Meant to be asked again and again.",
        refusals: &[],
    };
    let person = Said { id: "person", tag: TAG, does: "The name of a person who has to do with it.", refusals: &[] };
    let joined = Said {
        id: "enterprises",
        tag: TAG,
        does: "The enterprises that this person has joined, and can bind an order to (BIND-3).",
        refusals: &[],
    };
    ApiRouter::new()
        .api_route(SESSION, get_with(session_now, said(session)))
        .api_route(ACCOUNT, get_with(account::<B>, said(standing)))
        .api_route(PERSON, get_with(person_name::<B>, said(person)))
        .api_route(ENTERPRISES, get_with(enterprises::<B>, said(joined)))
}

/// A person in the path.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct PersonPath {
    /// Whose name is asked for.
    person: PersonId,
}

async fn session_now(Caller { session, channel }: Caller, known: Known) -> Result<Tagged<SessionNow>, Unanswered> {
    known.or(&SessionNow { session, channel })
}

async fn account<B: Backing>(
    State(api): State<Api<B>>,
    caller: Caller,
    known: Known,
) -> Result<Tagged<Standing>, Unanswered> {
    let standing = api.shop.standing_as_seen(caller.session.as_ref(), caller.channel).await?;
    // The instant changes with each reading, and matters to nobody who has the rest.
    known.or_tagged(&(&standing.session, &standing.account), &standing)
}

async fn person_name<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(PersonPath { person }): At<PersonPath>,
) -> Result<Json<PersonName>, Unanswered> {
    let name = api.shop.person_name(&member.session, &person, &api.directory).await?;
    Ok(Json(PersonName { name: name.ok_or(RequestMistake::NotFound)? }))
}

async fn enterprises<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
) -> Result<Json<Vec<BindingTarget>>, Unanswered> {
    Ok(Json(api.shop.joined_enterprises(&member.session, member.channel, &api.directory).await?))
}
