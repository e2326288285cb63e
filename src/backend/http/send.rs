//! Sends a request once.

use super::answer::Answer;
use super::request::Request;
use crate::site::Site;

/// The answer; `None` where none came in time, or nobody could be reached.
#[cfg(target_arch = "wasm32")]
pub(super) async fn once(site: &Site, request: &Request) -> Option<Answer> {
    use api::paths::{CHANNEL, IDEMPOTENCY_KEY, REQUESTED_BY, STOREFRONT};
    use gloo_net::http::Request as Fetch;

    use super::request::Method;

    let address = request.address(site);
    let fetch = match request.method {
        Method::Get => Fetch::get(&address),
        Method::Post => Fetch::post(&address),
        Method::Put => Fetch::put(&address),
        Method::Delete => Fetch::delete(&address),
    };
    let patience = web_sys::AbortSignal::timeout_with_u32(request.patience());
    let mut fetch = fetch
        .abort_signal(Some(&patience))
        .header("accept-language", site.language.tag())
        .header(CHANNEL, site.channel.code());
    if let Some(key) = &request.key {
        fetch = fetch.header(IDEMPOTENCY_KEY, key).header(REQUESTED_BY, STOREFRONT);
    }
    if let Some(known) = &request.known {
        fetch = fetch.header("if-none-match", known);
    }
    let fetch = match &request.body {
        Some(body) => fetch.header("content-type", "application/json").body(body.as_str()),
        None => fetch.build(),
    };
    let response = fetch.ok()?.send().await.ok()?;
    let headers = response.headers();
    let retry_after_seconds = headers.get("retry-after").and_then(|seconds| seconds.trim().parse().ok());
    let (status, tag, disposition) = (response.status(), headers.get("etag"), headers.get("content-disposition"));
    Some(Answer { status, retry_after_seconds, tag, disposition, body: response.text().await.ok()? })
}

/// Natively nobody is reached.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn once(site: &Site, request: &Request) -> Option<Answer> {
    let _ = (request.address(site), request.patience(), &request.key, &request.known, &request.body);
    None
}
