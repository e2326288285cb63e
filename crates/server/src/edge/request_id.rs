//! What the log, the answer and a problem call a request.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};

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

/// Gives a request its id.
pub(super) fn give(request: &mut Request) -> RequestId {
    let id = request.headers().get(NAME).and_then(RequestId::taken_over).unwrap_or_else(RequestId::new);
    request.extensions_mut().insert(id.clone());
    id
}

/// Tells it in the answer.
pub(super) fn tell(id: RequestId, headers: &mut HeaderMap) {
    if let Ok(value) = HeaderValue::try_from(id.0) {
        headers.insert(NAME, value);
    }
}
