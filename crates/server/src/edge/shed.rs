//! How it is told that a request was not taken on.

use api::RequestMistake;
use api::problem::{MEDIA_TYPE, Problem, Shed};
use axum::extract::{OriginalUri, Request};
use axum::http::header::{CONNECTION, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rules::vocabulary::Language;

use super::request_id::RequestId;
use crate::language::language_of;

/// What of a request an answer needs, when the request itself is gone.
pub(super) struct Asked {
    language: Language,
    path: String,
    id: Option<RequestId>,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        let original = request.extensions().get::<OriginalUri>();
        let path = original.map_or(request.uri().path(), |uri| uri.path()).to_owned();
        let id = request.extensions().get::<RequestId>().cloned();
        Self { language: language_of(request.headers()), path, id }
    }

    /// The request is not taken on, and worth trying again after so many seconds.
    pub(super) fn shed(&self, shed: Shed, seconds: u64) -> Response {
        let mut response = self.told(Problem::of_shedding(shed, self.language));
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    /// The body is too large. The connection is closed, since the rest of it is not read.
    pub(super) fn too_large(&self, most: usize) -> Response {
        let mut response = self.told(Problem::of_mistake(&RequestMistake::TooLarge { most }, self.language));
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        response
    }

    fn told(&self, mut problem: Problem) -> Response {
        problem.instance = Some(self.path.clone());
        problem.request_id = self.id.as_ref().map(|id| id.as_str().to_owned());
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        let headers = [(CONTENT_TYPE, MEDIA_TYPE), (CONTENT_LANGUAGE, self.language.tag()), (VARY, "Accept-Language")];
        (status, headers, serde_json::to_vec(&problem).unwrap_or_default()).into_response()
    }
}
