//! What could not be answered, until it is told as a problem: the language, the ways out and the path are known outside the
//! handlers (`told.rs`).

use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{MediaType, Operation, Response as Described, SchemaObject, StatusCode as Code};
use api::problem::{MEDIA_TYPE, Unavailable, status_of_failure};
use api::{Failure, Problem, RequestMistake, StoreFailure};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rules::context::BindingTarget;
use rules::rejection::Rejection;
use rules::way_forward::Wish;

/// What could not be answered.
#[derive(Clone, Debug)]
pub(crate) enum Unanswered {
    /// The shop could not, or a rule is against it.
    Failed {
        /// Why.
        failure: Failure,
        /// What was asked for, on which the ways out depend.
        wish: Wish,
        /// The enterprise that an order was to be bound to.
        binding_target: Option<Box<BindingTarget>>,
    },
    /// The request is not understood.
    Mistaken(RequestMistake),
    /// It cannot be had now.
    Unavailable(Unavailable),
}

impl Unanswered {
    /// A failure of somebody who wished for something.
    pub(crate) fn wishing(wish: Wish) -> impl FnOnce(Failure) -> Self {
        move |failure| Self::Failed { failure, wish, binding_target: None }
    }

    fn status(&self) -> StatusCode {
        let status = match self {
            Self::Failed { failure, .. } => status_of_failure(failure),
            Self::Mistaken(mistake) => mistake.status(),
            Self::Unavailable(unavailable) => unavailable.status(),
        };
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Failure> for Unanswered {
    fn from(failure: Failure) -> Self {
        Self::Failed { failure, wish: Wish::Other, binding_target: None }
    }
}

impl From<StoreFailure> for Unanswered {
    fn from(failure: StoreFailure) -> Self {
        Failure::from(failure).into()
    }
}

impl From<Rejection> for Unanswered {
    fn from(rejection: Rejection) -> Self {
        Failure::from(rejection).into()
    }
}

impl From<RequestMistake> for Unanswered {
    fn from(mistake: RequestMistake) -> Self {
        Self::Mistaken(mistake)
    }
}

impl IntoResponse for Unanswered {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl OperationOutput for Unanswered {
    type Inner = Problem;

    fn inferred_responses(ctx: &mut GenContext, _operation: &mut Operation) -> Vec<(Option<Code>, Described)> {
        vec![
            (Some(Code::Code(400)), problem_response(ctx, "The request is not understood.")),
            (Some(Code::Code(406)), problem_response(ctx, "Nothing that there is would be accepted.")),
            (Some(Code::Code(500)), problem_response(ctx, "What was stored cannot be read.")),
            (Some(Code::Code(503)), problem_response(ctx, "The shop is busy, or cannot store; worth trying again.")),
        ]
    }
}

/// How a problem is described.
pub(crate) fn problem_response(ctx: &mut GenContext, description: &str) -> Described {
    let json_schema = ctx.schema.subschema_for::<Problem>();
    let schema = Some(SchemaObject { json_schema, example: None, external_docs: None });
    let problem = MediaType { schema, ..MediaType::default() };
    Described {
        description: description.to_owned(),
        content: [(MEDIA_TYPE.to_owned(), problem)].into_iter().collect(),
        ..Described::default()
    }
}
