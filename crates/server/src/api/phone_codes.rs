//! Codes by message that prove who holds a phone (BUY-4, BIND-1).

use aide::axum::ApiRouter;
use aide::axum::routing::post_with;
use api::paths::{PHONE_CODE_ENTRY, PHONE_CODES};
use api::phone_code::{CodeEntered, CodeSent};
use api::requests::TypedCode;
use axum::extract::State;
use axum::http::HeaderMap;

use super::answer::{Json, WithCookie};
use super::caller::Member;
use super::client::Client;
use super::describe::{Said, said};
use super::request::{Act, WireBody, Write};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Phone codes";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let send = Said {
        id: "sendPhoneCode",
        tag: TAG,
        does: "Sends a code to the enterprise's security phone, or to a buyer's own; once a minute (BUY-4, BIND-1). The \
               answer says whether the message is on its way.",
        refusals: &[409, 422],
    };
    let enter = Said {
        id: "enterPhoneCode",
        tag: TAG,
        does: "Enters a code; the right one verifies the phone from now on. Each entry counts, also one sent again.",
        refusals: &[409],
    };
    ApiRouter::new()
        .api_route(PHONE_CODES, post_with(send_code::<B>, said(send)))
        .api_route(PHONE_CODE_ENTRY, post_with(enter_code::<B>, said(enter)))
}

async fn send_code<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    client: Client,
    act: Act,
) -> Result<Json<CodeSent>, Unanswered> {
    api.claim(&act.key, member.sender()).await?;
    Ok(Json(api.identity.send_step_up_code(&member.session, client.subscriber, client.language).await?))
}

async fn enter_code<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    headers: HeaderMap,
    Write { body, key }: Write<TypedCode>,
) -> Result<WithCookie<Json<CodeEntered>>, Unanswered> {
    api.claim(&key, member.sender()).await?;
    let (entered, cookie) = api.identity.enter_step_up_code(&headers, &body.code).await?;
    Ok(WithCookie { told: Json(entered), cookie })
}

impl WireBody for TypedCode {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.code.len() > 100).then_some(("code", "longer than 100 bytes"))
    }
}
