//! From a request to its answer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use service::{Clock, Schedule};

use crate::address::{Address, Refusal};
use crate::base::{Base, Place};
use crate::encoding::wants_brotli;
use crate::site::File;
use crate::sold::Dressed;

/// The site as it is at every instant.
pub(crate) struct Shop {
    pub(crate) sites: Arc<Schedule<Arc<Dressed>>>,
    pub(crate) clock: Arc<dyn Clock + Send + Sync>,
    pub(crate) base: Base,
}

impl Shop {
    /// The path inside the site that a request asks for.
    fn path_inside(&self, uri: &Uri) -> Option<String> {
        let address = Address::try_from(uri.path()).ok()?;
        match self.base.place(address.as_str()) {
            Place::Inside(path) => Some(path.to_owned()),
            Place::Doorstep | Place::Outside => None,
        }
    }
}

/// The service for a site, and for what a balancer asks; its security headers go on every answer, whatever it is.
pub(crate) fn router(shop: Shop, probes: Router) -> Router {
    let shop = Arc::new(shop);
    // `get` also answers HEAD, and any other method with 405 and its Allow.
    Router::new()
        .merge(probes.with_state(()))
        .fallback(get(answer))
        .layer(from_fn_with_state(shop.clone(), secure))
        .with_state(shop)
}

/// One site answers a request as a whole, also where the next is in force a moment later: its headers fit its pages.
async fn secure(State(shop): State<Arc<Shop>>, mut request: Request, next: Next) -> Response {
    let path = shop.path_inside(request.uri());
    let shown = shop.sites.at(shop.clock.now());
    request.extensions_mut().insert(Shown(shown.clone()));
    let mut response = next.run(request).await;
    response.headers_mut().extend(shown.security.of(path.as_deref()).iter().cloned());
    response
}

/// The site that answers a request.
#[derive(Clone)]
struct Shown(Arc<Dressed>);

async fn answer(
    State(shop): State<Arc<Shop>>,
    Extension(Shown(shown)): Extension<Shown>,
    uri: Uri,
    request: HeaderMap,
) -> Response {
    let address = match Address::try_from(uri.path()) {
        Ok(address) => address,
        Err(Refusal::Malformed) => return text(StatusCode::BAD_REQUEST, "Bad request\n"),
        Err(Refusal::Hidden) => return not_found(),
    };
    match shop.base.place(address.as_str()) {
        Place::Inside(path) => shown.site.find(path).map_or_else(not_found, |file| send(file, &request)),
        // Temporary: a shop that moves to another folder must not stay behind in the caches of browsers.
        Place::Doorstep => Redirect::temporary(&with_query(shop.base.as_str(), &uri)).into_response(),
        Place::Outside => not_found(),
    }
}

fn send(file: &File, request: &HeaderMap) -> Response {
    let brotli = file.brotli.as_ref().filter(|_| wants_brotli(request));
    let form = brotli.unwrap_or(&file.plain);
    let mut headers = HeaderMap::new();
    headers.insert(ETAG, form.etag.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(file.keep.as_str()));
    if file.brotli.is_some() {
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    if has(request, &form.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if brotli.is_some() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    (headers, form.bytes.clone()).into_response()
}

/// Whether the client says that it has this very form. Weak tags count: proxies that recompress weaken them.
pub(crate) fn has(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let tags = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

fn with_query(path: &str, uri: &Uri) -> String {
    uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

fn not_found() -> Response {
    text(StatusCode::NOT_FOUND, "Not found\n")
}

/// A short answer that nobody keeps.
fn text(status: StatusCode, body: &'static str) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], body).into_response()
}
