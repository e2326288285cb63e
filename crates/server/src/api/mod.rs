//! The HTTP API under `/api` (`docs/API.md`): the use cases of the shop for whoever is signed in, and for the e-sign system.
//!
//! A handler reads a request through the extractors of `request.rs`, `caller.rs` and `partner.rs`, asks the shop, and answers
//! with the types of `answer.rs`; each of them also says what the description of the API has to know. `told.rs` stands
//! around all of them.

mod account;
mod answer;
mod caller;
mod catalogue;
mod client;
mod describe;
mod enterprises;
mod invoices;
mod key;
pub(crate) mod language;
mod order_steps;
mod orders;
mod paging;
mod parameter;
mod partner;
mod phone_codes;
mod request;
mod seams;
mod sign_in;
mod state;
mod told;
mod trials;
mod unanswered;
mod usage;

use aide::axum::ApiRouter;
use aide::openapi::OpenApi;
use api::RequestMistake;
use api::paths::{API, OPENAPI};
use axum::Router;
use axum::body::Bytes;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};

use answer::Known;
pub use seams::{Answering, Backing, OpenSession, Partners, Sessions};
pub use state::{Api, ApiParts};
pub(crate) use unanswered::Unanswered;

/// The longest code or id that a request may have, in bytes; some stores cannot look for longer ones.
const LONGEST_NAME: usize = 200;

/// The service for everything under `/api`, and its description for clients that find it at `base`.
pub(crate) fn router<B: Backing>(api: Api<B>, base: &str) -> Router {
    let mut description = describe::blank(base);
    let routes = endpoints::<B>().finish_api_with(&mut description, describe::whole);
    let description: Bytes = serde_json::to_vec(&description).unwrap_or_default().into();
    let described = |known: Known| async move { known.or_bytes::<()>(&description) };
    let absent = || async { Unanswered::from(RequestMistake::NotFound) };
    routes
        .route(OPENAPI, get(described))
        .route(API, any(absent))
        .route(&format!("{API}/"), any(absent))
        .route(&format!("{API}/{{*rest}}"), any(absent))
        .method_not_allowed_fallback(|| async { Unanswered::from(RequestMistake::Method) })
        .layer(from_fn_with_state(api.clone(), told::framed))
        .with_state(api)
}

/// The description of the API for clients that find it at the root of a host (OpenAPI 3.1).
#[must_use]
pub fn description<B: Backing>() -> OpenApi {
    let mut description = describe::blank("/");
    let _ = endpoints::<B>().finish_api_with(&mut description, describe::whole);
    description
}

fn endpoints<B: Backing>() -> ApiRouter<Api<B>> {
    ApiRouter::new()
        .merge(catalogue::routes())
        .merge(account::routes())
        .merge(orders::routes())
        .merge(order_steps::routes())
        .merge(trials::routes())
        .merge(usage::routes())
        .merge(invoices::routes())
        .merge(phone_codes::routes())
        .merge(sign_in::routes())
        .merge(enterprises::routes())
}
