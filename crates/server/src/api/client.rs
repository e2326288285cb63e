//! From where somebody asks, and in which language.

use std::convert::Infallible;

use aide::OperationInput;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use rules::vocabulary::Language;

use super::language::language_of;
use crate::edge::Subscriber;

/// The client of a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// Whose address it has, where somebody has found it out.
    pub(super) subscriber: Option<Subscriber>,
    /// The language that it asks to be answered in.
    pub(super) language: Language,
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self { subscriber: head.extensions.get().copied(), language: language_of(&head.headers) })
    }
}

impl OperationInput for Client {}
