//! What the e-sign system sends, signed.

use std::sync::Arc;

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response, StatusCode};
use api::RequestMistake;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::request::Parts;

use super::describe::signed;
use super::key::Key;
use super::request::{WireBody, body_problems, describe_body, from_elsewhere, parse, read};
use super::seams::Partners;
use super::unanswered::{Unanswered, problem_response};

/// A write of the e-sign system without a body.
#[derive(Debug)]
pub(crate) struct SignedAct {
    pub(crate) key: Key,
}

/// A write of the e-sign system.
#[derive(Debug)]
pub(crate) struct Signed<T> {
    pub(crate) body: T,
    pub(crate) key: Key,
}

impl<T: WireBody, S: Send + Sync> FromRequest<S> for Signed<T>
where
    Arc<dyn Partners>: FromRef<S>,
{
    type Rejection = Unanswered;

    async fn from_request(request: Request, state: &S) -> Result<Self, Unanswered> {
        let (head, body) = request.into_parts();
        check_head(state, &head)?;
        let bytes = read::<T>(&head, body).await?;
        check(state, &head, &bytes).await?;
        Ok(Self { key: Key::of(&head, &bytes)?, body: parse(&bytes)? })
    }
}

impl<S: Send + Sync> FromRequest<S> for SignedAct
where
    Arc<dyn Partners>: FromRef<S>,
{
    type Rejection = Unanswered;

    async fn from_request(request: Request, state: &S) -> Result<Self, Unanswered> {
        let (head, body) = request.into_parts();
        check_head(state, &head)?;
        let bytes = to_bytes(body, 0).await.map_err(|_| RequestMistake::TooLarge { most: 0 })?;
        check(state, &head, &bytes).await?;
        Ok(Self { key: Key::of(&head, &bytes)? })
    }
}

fn check_head<S>(state: &S, head: &Parts) -> Result<(), RequestMistake>
where
    Arc<dyn Partners>: FromRef<S>,
{
    match Arc::<dyn Partners>::from_ref(state).fault_of_head(head) {
        Some(fault) => Err(RequestMistake::NotPartner(fault)),
        None => Ok(()),
    }
}

async fn check<S>(state: &S, head: &Parts, body: &Bytes) -> Result<(), Unanswered>
where
    Arc<dyn Partners>: FromRef<S>,
{
    let partners = Arc::<dyn Partners>::from_ref(state);
    match partners.fault(head, body).await? {
        Some(fault) => Err(RequestMistake::NotPartner(fault).into()),
        None => Ok(()),
    }
}

impl<T: WireBody> OperationInput for Signed<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        signed(operation);
        Key::describe(ctx, operation);
        describe_body::<T>(ctx, operation);
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        let unsigned = (Some(StatusCode::Code(401)), problem_response(ctx, "The e-sign system has not signed it."));
        body_problems(ctx).into_iter().chain([unsigned]).collect()
    }
}

impl OperationInput for SignedAct {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        signed(operation);
        Key::describe(ctx, operation);
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        vec![
            (Some(StatusCode::Code(401)), problem_response(ctx, "The e-sign system has not signed it.")),
            from_elsewhere(ctx),
            (Some(StatusCode::Code(413)), problem_response(ctx, "It has a body, and takes none.")),
            (Some(StatusCode::Code(422)), problem_response(ctx, "Its key stands for another request.")),
        ]
    }
}
