//! How large a body may be.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use http_body_util::Limited;

/// Whether a body says that it has more bytes.
pub(super) fn is_above(request: &Request, most: usize) -> bool {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    length.is_some_and(|length| length > most)
}

/// The request with a body that ends with an error where it has more bytes, which the handler that reads it tells.
pub(super) fn limited(request: Request, most: usize) -> Request {
    request.map(|body| Body::new(Limited::new(body, most)))
}
