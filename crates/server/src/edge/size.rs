//! How large a body may be.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::Limited;

use super::shed::Asked;

/// The most bytes.
#[derive(Clone, Copy)]
pub(super) struct Most(pub(super) u32);

/// Refuses a body that says it is too large. One that does not say, ends with an error where it becomes so, which the
/// handler that reads it tells.
pub(super) async fn within(State(Most(most)): State<Most>, request: Request, next: Next) -> Response {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        return Asked::of(&request).too_large(most);
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most)))).await
}
