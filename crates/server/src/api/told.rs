//! The frame around every handler: who asks, and how what could not be answered is told (RFC 9457).

use api::problem::{MEDIA_TYPE, Problem, RETRY_AFTER_SECONDS, ToldReason, ToldRemedy};
use api::{Failure, RequestMistake};
use axum::extract::{OriginalUri, Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rules::context::Context;
use rules::explain;
use rules::vocabulary::{Channel, Language};
use rules::way_forward::{Refused, ways_out};
use service::Clock;

use super::caller::Caller;
use super::language::language_of;
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

/// Finds out who asks before the handler, and tells afterwards what it could not answer.
pub(super) async fn framed<B: Backing>(State(api): State<Api<B>>, mut request: Request, next: Next) -> Response {
    let language = language_of(request.headers());
    let path = request.extensions().get::<OriginalUri>().map_or(request.uri().path(), |uri| uri.path()).to_owned();
    let visitor = Caller { session: None, channel: Channel::Web };
    let (caller, response) = match Caller::of(&*api.sessions, request.headers()).await {
        Ok(caller) => match check(&api, &request, &path) {
            Ok(()) => {
                request.extensions_mut().insert(caller.clone());
                (caller, next.run(request).await)
            }
            Err(mistake) => (caller, Unanswered::from(mistake).into_response()),
        },
        Err(unanswered) => (visitor, unanswered.into_response()),
    };
    let (mut head, body) = response.into_parts();
    let Some(unanswered) = head.extensions.remove::<Unanswered>() else {
        return Response::from_parts(head, body);
    };
    let mut problem = match &unanswered {
        Unanswered::Mistaken(mistake) => Problem::of_mistake(mistake, language),
        Unanswered::Unavailable(unavailable) => Problem::of_unavailable(*unavailable, language),
        Unanswered::Failed { failure, .. } => {
            let reasons = reasons(&api, &caller, &unanswered, language).await;
            Problem::of_failure(failure, reasons, language)
        }
    };
    problem.instance = Some(path);
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    head.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    head.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    head.headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    if let Some(Failure::TooMany { retry_after_seconds }) = problem.failure {
        head.headers.insert(RETRY_AFTER, HeaderValue::from(retry_after_seconds));
    }
    if problem.status == 503 {
        head.headers.insert(RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
    if let Unanswered::Failed { failure, .. } = unanswered {
        // Not for the client: for whoever keeps a log.
        head.extensions.insert::<Failure>(failure);
    }
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    Response::from_parts(head, body.into())
}

/// What no handler has to look at: that the shop's own page sends it, and takes what is answered.
fn check<B: Backing>(api: &Api<B>, request: &Request, path: &str) -> Result<(), RequestMistake> {
    api.identity.check_page(request.method(), request.headers())?;
    if accepts_answer(request.headers(), path) { Ok(()) } else { Err(RequestMistake::NotAcceptable) }
}

/// Whether a client takes what this address answers with.
fn accepts_answer(headers: &HeaderMap, path: &str) -> bool {
    let answered =
        if path.ends_with("/document") { ["text/html", "text/*"] } else { ["application/json", "application/*"] };
    let mut stated = headers.get_all(ACCEPT).iter().peekable();
    let is_taken = |range: &str| {
        let essence = range.split(';').next().unwrap_or_default().trim();
        essence == "*/*" || answered.iter().any(|known| essence.eq_ignore_ascii_case(known))
    };
    stated.peek().is_none() || stated.any(|value| value.to_str().is_ok_and(|ranges| ranges.split(',').any(is_taken)))
}

/// Every reason of a refusal in words, each with the ways out that are open to whoever asks.
async fn reasons<B: Backing>(
    api: &Api<B>,
    caller: &Caller,
    unanswered: &Unanswered,
    language: Language,
) -> Vec<ToldReason> {
    let Unanswered::Failed { failure: Failure::Refused(rejection), wish, binding_target } = unanswered else {
        return Vec::new();
    };
    let account = match &caller.session {
        Some(session) => api.shop.account(&session.account).await.ok(),
        None => None,
    };
    let context = Context { binding_target: binding_target.clone(), ..caller.context(api.shop.clock.now()) };
    let catalogue = &*api.shop.catalogues.at(context.now);
    let refused = Refused { catalogue, account: account.as_deref(), context: &context, wish };
    let told = ways_out(rejection, &refused).into_iter().map(|(reason, remedies)| {
        let remedy = |remedy| ToldRemedy { text: explain::remedy(&remedy, catalogue, language), remedy };
        ToldReason {
            rule: reason.rule().to_owned(),
            text: explain::reason(&reason, catalogue, language),
            remedies: remedies.into_iter().map(remedy).collect(),
            reason,
        }
    });
    told.collect()
}
