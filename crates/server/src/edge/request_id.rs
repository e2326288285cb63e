//! What the log, the answer and a problem call a request.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request; among the extensions of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes over what a proxy or client calls it, if it looks like an id: it is going to be in the log, where no phone,
    /// name or line end belongs.
    fn taken_over(value: &HeaderValue) -> Option<Self> {
        let text = value.to_str().ok()?;
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let is_id = (16..=64).contains(&text.len()) && text.bytes().any(|byte| byte.is_ascii_alphabetic());
        (is_plain && is_id).then(|| Self(text.to_owned()))
    }

    fn new() -> Self {
        Self(format!("{:032x}", fastrand::u128(..)))
    }
}

/// Gives each request its id, and tells it in the answer.
pub(super) async fn known(mut request: Request, next: Next) -> Response {
    let id = request.headers().get(NAME).and_then(RequestId::taken_over).unwrap_or_else(RequestId::new);
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::try_from(id.0) {
        response.headers_mut().insert(NAME, value);
    }
    response
}
