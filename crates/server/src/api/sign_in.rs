//! Signing in and out, and for which account somebody acts.

use aide::axum::ApiRouter;
use aide::axum::routing::{delete_with, get_with, post_with, put_with};
use api::paths::{MEMBERSHIPS, SESSION, SESSION_ACCOUNT, SESSION_HANDOVER, SESSIONS, SIGN_IN, SIGN_IN_CODES};
use api::phone_code::{CodeEntered, CodeSent};
use api::{ChosenAccount, Membership, RequestMistake, SignIn, SignInCode, TakenOver, mobile_number};
use axum::extract::State;
use axum::http::HeaderMap;

use super::answer::{Done, Json, WithCookie};
use super::caller::Member;
use super::client::Client;
use super::describe::{Said, said};
use super::request::{Act, WireBody, Write};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Sessions";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let code = Said {
        id: "sendSignInCode",
        tag: TAG,
        does: "Sends a code to whoever is known by this phone; the answer is the same where nobody is.",
        refusals: &[],
    };
    let enter = Said {
        id: "signIn",
        tag: TAG,
        does: "Enters that code; the right one brings a session. Each entry counts, also one sent again.",
        refusals: &[],
    };
    let take = Said {
        id: "takeOver",
        tag: TAG,
        does: "Opens the session that the mini-program handed over, in its channel; once (CH-12).",
        refusals: &[403],
    };
    let out = Said { id: "signOut", tag: TAG, does: "Ends this session.", refusals: &[] };
    let everywhere =
        Said { id: "signOutEverywhere", tag: TAG, does: "Ends every session of this person.", refusals: &[] };
    let accounts =
        Said { id: "memberships", tag: TAG, does: "The accounts that this person can act for.", refusals: &[] };
    let choose = Said {
        id: "chooseAccount",
        tag: TAG,
        does: "Acts for this account from now on; a security phone has to be verified anew (BUY-4).",
        refusals: &[403],
    };
    ApiRouter::new()
        .api_route(SIGN_IN_CODES, post_with(send_code::<B>, said(code)))
        .api_route(SIGN_IN, post_with(sign_in::<B>, said(enter)))
        .api_route(SESSION_HANDOVER, post_with(take_over::<B>, said(take)))
        .api_route(SESSION, delete_with(sign_out::<B>, said(out)))
        .api_route(SESSIONS, delete_with(sign_out_everywhere::<B>, said(everywhere)))
        .api_route(MEMBERSHIPS, get_with(memberships::<B>, said(accounts)))
        .api_route(SESSION_ACCOUNT, put_with(choose_account::<B>, said(choose)))
}

async fn send_code<B: Backing>(
    State(api): State<Api<B>>,
    client: Client,
    Write { body, .. }: Write<SignInCode>,
) -> Result<Json<CodeSent>, Unanswered> {
    let phone = mobile_of(&body.phone)?;
    Ok(Json(api.identity.send_sign_in_code(&phone, client.subscriber, client.language).await?))
}

async fn sign_in<B: Backing>(
    State(api): State<Api<B>>,
    headers: HeaderMap,
    Write { body, .. }: Write<SignIn>,
) -> Result<WithCookie<Json<CodeEntered>>, Unanswered> {
    let phone = mobile_of(&body.phone)?;
    let (entered, cookie) = api.identity.sign_in(&api.shop, &headers, &phone, &body.code).await?;
    Ok(WithCookie { told: Json(entered), cookie })
}

async fn take_over<B: Backing>(
    State(api): State<Api<B>>,
    headers: HeaderMap,
    Write { body, .. }: Write<TakenOver>,
) -> Result<WithCookie<Done>, Unanswered> {
    let cookie = api.identity.take_over(&headers, &body.token).await?;
    Ok(WithCookie { told: Done, cookie: Some(cookie) })
}

async fn sign_out<B: Backing>(
    State(api): State<Api<B>>,
    headers: HeaderMap,
    _: Act,
) -> Result<WithCookie<Done>, Unanswered> {
    let cookie = api.identity.end(&headers).await?;
    Ok(WithCookie { told: Done, cookie: Some(cookie) })
}

async fn sign_out_everywhere<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    _: Act,
) -> Result<WithCookie<Done>, Unanswered> {
    let cookie = api.identity.end_everywhere(&member.session.person.id).await?;
    Ok(WithCookie { told: Done, cookie: Some(cookie) })
}

async fn memberships<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
) -> Result<Json<Vec<Membership>>, Unanswered> {
    Ok(Json(api.identity.memberships(&member.session.person.id).await?))
}

async fn choose_account<B: Backing>(
    State(api): State<Api<B>>,
    _: Member,
    headers: HeaderMap,
    Write { body, .. }: Write<ChosenAccount>,
) -> Result<WithCookie<Done>, Unanswered> {
    let cookie = api.identity.act_for(&headers, body.account).await?;
    Ok(WithCookie { told: Done, cookie: Some(cookie) })
}

fn mobile_of(typed: &str) -> Result<String, RequestMistake> {
    let detail = || "no mobile number of eleven digits".to_owned();
    mobile_number(typed).ok_or_else(|| RequestMistake::Body { place: "phone".to_owned(), detail: detail() })
}

impl WireBody for SignInCode {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.phone.len() > 100).then_some(("phone", "longer than 100 bytes"))
    }
}

impl WireBody for SignIn {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let places = [("phone", &self.phone), ("code", &self.code)];
        places.into_iter().find(|(_, text)| text.len() > 100).map(|(place, _)| (place, "longer than 100 bytes"))
    }
}

impl WireBody for TakenOver {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.token.len() > 100).then_some(("token", "longer than 100 bytes"))
    }
}

impl WireBody for ChosenAccount {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.account.as_str().len() > super::LONGEST_NAME).then_some(("account", "longer than 200 bytes"))
    }
}
