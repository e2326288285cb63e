//! What a request brings: a path, parameters, a body, a key. What cannot be read is told with its place.

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::{
    MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent, RequestBody, Response, SchemaObject,
    StatusCode,
};
use aide::operation::{ParamLocation, add_parameters, parameters_from_schema, set_body};
use api::RequestMistake;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::describe::meaning;
use super::key::Key;
use super::unanswered::{Unanswered, problem_response};

/// A body that the API takes.
pub(crate) trait WireBody: DeserializeOwned + JsonSchema + Send {
    /// The largest in bytes.
    const MOST_BYTES: usize = 64 * 1024;

    /// What of it is longer than anything that is kept; the place and what is wrong there.
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        None
    }
}

/// A write with a body.
#[derive(Debug)]
pub(crate) struct Write<T> {
    pub(crate) body: T,
    pub(crate) key: Key,
}

/// A write without one.
#[derive(Debug)]
pub(crate) struct Act {
    pub(crate) key: Key,
}

/// A question that needs a body, and changes nothing.
#[derive(Debug)]
pub(crate) struct Ask<T>(pub(crate) T);

/// What stands in the path.
#[derive(Debug)]
pub(crate) struct At<T>(pub(crate) T);

/// The parameters of the address.
#[derive(Debug)]
pub(crate) struct Parameters<T>(pub(crate) T);

impl<T: WireBody, S: Send + Sync> FromRequest<S> for Write<T> {
    type Rejection = Unanswered;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Unanswered> {
        let (head, body) = request.into_parts();
        Key::check_page(&head.headers)?;
        let bytes = read::<T>(&head, body).await?;
        Ok(Self { key: Key::of(&head, &bytes)?, body: parse(&bytes)? })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Act {
    type Rejection = Unanswered;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Unanswered> {
        Key::check_page(&head.headers)?;
        Ok(Self { key: Key::of(head, &[])? })
    }
}

impl<T: WireBody, S: Send + Sync> FromRequest<S> for Ask<T> {
    type Rejection = Unanswered;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Unanswered> {
        let (head, body) = request.into_parts();
        Ok(Self(parse(&read::<T>(&head, body).await?)?))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Unanswered;

    async fn from_request_parts(head: &mut Parts, state: &S) -> Result<Self, Unanswered> {
        let written = percent_encoding::percent_decode_str(head.uri.path()).decode_utf8();
        // No id has such characters, and some stores cannot even look for them.
        if written.is_ok_and(|path| path.chars().any(char::is_control)) {
            return Err(RequestMistake::NotFound.into());
        }
        let Path(read) = Path::from_request_parts(head, state).await.map_err(|_| RequestMistake::NotFound)?;
        Ok(Self(read))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Parameters<T> {
    type Rejection = Unanswered;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Unanswered> {
        let read = Query::try_from_uri(&head.uri);
        let Query(read) = read.map_err(|refused| RequestMistake::Parameter { detail: refused.body_text() })?;
        Ok(Self(read))
    }
}

/// The bytes of a JSON body that is not too large.
pub(super) async fn read<T: WireBody>(head: &Parts, body: Body) -> Result<Bytes, RequestMistake> {
    let stated = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = stated.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(RequestMistake::MediaType);
    }
    to_bytes(body, T::MOST_BYTES).await.map_err(|_| RequestMistake::TooLarge { most: T::MOST_BYTES })
}

/// A body that was read.
pub(super) fn parse<T: WireBody>(bytes: &[u8]) -> Result<T, RequestMistake> {
    let mistake = |place: String, detail: String| RequestMistake::Body { place, detail };
    let deserializer = &mut serde_json::Deserializer::from_slice(bytes);
    let read: T = serde_path_to_error::deserialize(&mut *deserializer)
        .map_err(|error| mistake(error.path().to_string(), error.inner().to_string()))?;
    deserializer.end().map_err(|error| mistake(".".to_owned(), error.to_string()))?;
    if has_null_character(bytes) {
        return Err(mistake(".".to_owned(), "no text may have the character U+0000".to_owned()));
    }
    match read.overlong() {
        Some((place, detail)) => Err(mistake(place.to_owned(), detail.to_owned())),
        None => Ok(read),
    }
}

/// Whether a text in it has the one character that not every store can keep.
fn has_null_character(bytes: &[u8]) -> bool {
    const ESCAPED: &[u8] = br"\u0000";
    let may_be = bytes.windows(ESCAPED.len()).any(|window| window == ESCAPED);
    may_be && serde_json::from_slice(bytes).is_ok_and(|value| holds_null(&value))
}

fn holds_null(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_null),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || holds_null(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

impl<T: WireBody> OperationInput for Write<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        Key::describe(ctx, operation);
        Key::describe_page(ctx, operation);
        describe_body::<T>(ctx, operation);
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        body_problems(ctx)
    }
}

impl OperationInput for Act {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        Key::describe(ctx, operation);
        Key::describe_page(ctx, operation);
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        vec![from_elsewhere(ctx)]
    }
}

impl<T: WireBody> OperationInput for Ask<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        describe_body::<T>(ctx, operation);
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        body_problems(ctx)
    }
}

impl<T: JsonSchema> OperationInput for At<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        Path::<T>::operation_input(ctx, operation);
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        vec![(Some(StatusCode::Code(404)), problem_response(ctx, "There is no such thing for whoever asks."))]
    }
}

impl<T: JsonSchema> OperationInput for Parameters<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = ctx.schema.subschema_for::<T>();
        let parameters = parameters_from_schema(ctx, schema, ParamLocation::Query);
        add_parameters(ctx, operation, parameters);
    }
}

/// A header that a request carries.
pub(super) fn describe_header(
    ctx: &mut GenContext,
    operation: &mut Operation,
    name: &str,
    about: &str,
    required: bool,
    schema: schemars::Schema,
) {
    let format =
        ParameterSchemaOrContent::Schema(SchemaObject { json_schema: schema, example: None, external_docs: None });
    let parameter_data = ParameterData {
        name: name.to_owned(),
        description: Some(about.to_owned()),
        required,
        deprecated: None,
        format,
        example: None,
        examples: Default::default(),
        explode: None,
        extensions: Default::default(),
    };
    add_parameters(ctx, operation, [Parameter::Header { parameter_data, style: Default::default() }]);
}

pub(super) fn describe_body<T: JsonSchema>(ctx: &mut GenContext, operation: &mut Operation) {
    let json_schema = ctx.schema.subschema_for::<T>();
    let schema = Some(SchemaObject { json_schema, example: None, external_docs: None });
    let content = [("application/json".to_owned(), MediaType { schema, ..MediaType::default() })];
    let body = RequestBody { content: content.into_iter().collect(), required: true, ..RequestBody::default() };
    set_body(ctx, operation, body);
}

/// What is answered to whatever is no `GET` and says that a page of another site sent it.
pub(super) fn from_elsewhere(ctx: &mut GenContext) -> (Option<StatusCode>, Response) {
    (Some(StatusCode::Code(403)), problem_response(ctx, meaning(403)))
}

pub(super) fn body_problems(ctx: &mut GenContext) -> Vec<(Option<StatusCode>, Response)> {
    vec![
        from_elsewhere(ctx),
        (Some(StatusCode::Code(413)), problem_response(ctx, "The body is too large.")),
        (Some(StatusCode::Code(415)), problem_response(ctx, "The body is no JSON.")),
        (Some(StatusCode::Code(422)), problem_response(ctx, "What was sent is wrong, or its key stands for another.")),
    ]
}
