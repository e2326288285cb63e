//! Answers that are successes: JSON that nobody keeps, or that is asked for again with its tag.

use aide::generate::GenContext;
use aide::openapi::{Header, MediaType, Operation, Response as Described, SchemaObject, StatusCode as Code};
use aide::{OperationInput, OperationOutput};
use api::StoreFailure;
use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use schemars::{JsonSchema, json_schema};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::request::describe_header;
use super::unanswered::Unanswered;
use crate::answer::has;

/// JSON.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

/// JSON of something that was made.
#[derive(Debug)]
pub(crate) struct Made<T>(pub(crate) T);

/// Nothing more to say.
#[derive(Debug)]
pub(crate) struct Done;

/// An answer that gives the browser a cookie, or takes it away.
#[derive(Debug)]
pub(crate) struct WithCookie<T> {
    pub(crate) told: T,
    pub(crate) cookie: Option<HeaderValue>,
}

/// What the client has already, by its tag.
#[derive(Debug)]
pub(crate) struct Known(HeaderMap);

/// JSON with a tag, or that the client has it already.
#[derive(Debug)]
pub(crate) struct Tagged<T> {
    response: Response,
    of: std::marker::PhantomData<fn() -> T>,
}

impl Known {
    /// JSON, tagged with what it says.
    pub(crate) fn or<T: Serialize>(&self, told: &T) -> Result<Tagged<T>, Unanswered> {
        self.or_tagged(told, told)
    }

    /// JSON, tagged with that of it which matters.
    pub(crate) fn or_tagged<T: Serialize>(&self, matters: &impl Serialize, told: &T) -> Result<Tagged<T>, Unanswered> {
        let tag = tag(&written(matters)?);
        let response = if has(&self.0, &tag) {
            (StatusCode::NOT_MODIFIED, polled(tag)).into_response()
        } else {
            let json = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
            (polled(tag), [json], written(told)?).into_response()
        };
        Ok(Tagged { response, of: std::marker::PhantomData })
    }

    /// Bytes that are JSON already.
    pub(crate) fn or_bytes<T>(&self, bytes: &Bytes) -> Tagged<T> {
        let tag = tag(bytes);
        let response = if has(&self.0, &tag) {
            (StatusCode::NOT_MODIFIED, polled(tag)).into_response()
        } else {
            let json = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
            (polled(tag), [json], bytes.clone()).into_response()
        };
        Tagged { response, of: std::marker::PhantomData }
    }
}

/// Asked for again each time, by nobody but whom it was for.
fn polled(tag: HeaderValue) -> [(axum::http::HeaderName, HeaderValue); 2] {
    [(ETAG, tag), (CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))]
}

fn tag(bytes: &[u8]) -> HeaderValue {
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
    HeaderValue::try_from(format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn written(told: &impl Serialize) -> Result<Vec<u8>, StoreFailure> {
    serde_json::to_vec(told).map_err(|error| StoreFailure::Unreadable { detail: error.to_string() })
}

fn told<T: Serialize>(status: StatusCode, told: &T) -> Response {
    match written(told) {
        Ok(bytes) => {
            let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
            (status, headers, bytes).into_response()
        }
        Err(failure) => Unanswered::from(failure).into_response(),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Known {
    type Rejection = Unanswered;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Unanswered> {
        Ok(Self(head.headers.clone()))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        told(StatusCode::OK, &self.0)
    }
}

impl<T: Serialize> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        told(StatusCode::CREATED, &self.0)
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        (StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response()
    }
}

impl<T: IntoResponse> IntoResponse for WithCookie<T> {
    fn into_response(self) -> Response {
        let mut response = self.told.into_response();
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}

impl<T> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        self.response
    }
}

impl OperationInput for Known {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let about = "The tag of the answer that the client has.";
        describe_header(ctx, operation, "If-None-Match", about, false, json_schema!({ "type": "string" }));
    }

    fn inferred_early_responses(_ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        let known = Described { description: "The client has it already.".to_owned(), ..Described::default() };
        vec![(Some(Code::Code(304)), known)]
    }
}

impl<T: JsonSchema> OperationOutput for Json<T> {
    type Inner = T;

    fn inferred_responses(ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        vec![(Some(Code::Code(200)), described::<T>(ctx))]
    }
}

impl<T: JsonSchema> OperationOutput for Made<T> {
    type Inner = T;

    fn inferred_responses(ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        vec![(Some(Code::Code(201)), described::<T>(ctx))]
    }
}

impl OperationOutput for Done {
    type Inner = ();

    fn inferred_responses(_ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        let done = Described { description: "It is done, or was before.".to_owned(), ..Described::default() };
        vec![(Some(Code::Code(204)), done)]
    }
}

impl<T: OperationOutput> OperationOutput for WithCookie<T> {
    type Inner = T::Inner;

    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        T::inferred_responses(ctx, operation)
    }
}

impl<T: JsonSchema> OperationOutput for Tagged<T> {
    type Inner = T;

    fn inferred_responses(ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        let mut response = described::<T>(ctx);
        let header: Header = Header {
            description: Some("Changes with the answer.".to_owned()),
            style: Default::default(),
            required: true,
            deprecated: None,
            format: aide::openapi::ParameterSchemaOrContent::Schema(SchemaObject {
                json_schema: json_schema!({ "type": "string" }),
                example: None,
                external_docs: None,
            }),
            example: None,
            examples: Default::default(),
            extensions: Default::default(),
        };
        response.headers.insert("ETag".to_owned(), aide::openapi::ReferenceOr::Item(header));
        vec![(Some(Code::Code(200)), response)]
    }
}

fn described<T: JsonSchema>(ctx: &mut GenContext) -> Described {
    let json_schema = ctx.schema.subschema_for::<T>();
    let schema = Some(SchemaObject { json_schema, example: None, external_docs: None });
    let content = [("application/json".to_owned(), MediaType { schema, ..MediaType::default() })];
    Described {
        description: "What was asked for.".to_owned(),
        content: content.into_iter().collect(),
        ..Described::default()
    }
}
