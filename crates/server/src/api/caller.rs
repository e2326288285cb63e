//! Who asks: a visitor or a member.

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response, StatusCode};
use api::paths::CHANNEL;
use api::{Failure, RequestMistake, Session};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use rules::calendar::Instant;
use rules::context::{Actor, Context};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::Channel;

use super::key::Sender;
use super::seams::Sessions;
use super::unanswered::{Unanswered, problem_response};

/// Whoever asks.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Who is signed in; `None` for a visitor.
    pub(crate) session: Option<Session>,
    /// Where the shop is opened (CH-12).
    pub(crate) channel: Channel,
}

impl Caller {
    /// Reads who asks from the headers of a request. The channel belongs to the session; a visitor says it, which only
    /// narrows what is offered.
    pub(super) async fn of(sessions: &dyn Sessions, headers: &HeaderMap) -> Result<Self, Unanswered> {
        if let Some(open) = sessions.open_session(headers).await? {
            return Ok(Self { session: Some(open.session), channel: open.channel });
        }
        let Some(said) = headers.get(CHANNEL) else {
            return Ok(Self { session: None, channel: Channel::Web });
        };
        let known = Channel::ALL.into_iter().find(|channel| said.as_bytes() == channel.code().as_bytes());
        let expected = "web, mini_program, personal_mini_program";
        let channel = known.ok_or(RequestMistake::Header { name: CHANNEL, expected })?;
        Ok(Self { session: None, channel })
    }

    /// The circumstances of a decision.
    pub(crate) fn context(&self, now: Instant) -> Context {
        let person = self.session.as_ref().map(|session| session.person.clone());
        Context::new(now, self.channel, person.map_or(Actor::Visitor, Actor::Person))
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) session: Session,
    pub(crate) channel: Channel,
}

impl Member {
    /// The circumstances of a decision.
    pub(crate) fn context(&self, now: Instant) -> Context {
        Context::new(now, self.channel, Actor::Person(self.session.person.clone()))
    }

    /// Whose keys of writes are told apart from everybody else's.
    pub(crate) fn sender(&self) -> Sender<'_> {
        Sender::Member(&self.session)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Unanswered;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Unanswered> {
        let asking = parts.extensions.get::<Self>().cloned();
        Ok(asking.unwrap_or(Self { session: None, channel: Channel::Web }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = Unanswered;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Unanswered> {
        let Caller { session, channel } = Caller::from_request_parts(parts, state).await?;
        let session = session.ok_or_else(|| Failure::from(Rejection::because(Reason::SignInRequired)))?;
        Ok(Self { session, channel })
    }
}

impl OperationInput for Caller {}

impl OperationInput for Member {
    fn operation_input(_ctx: &mut GenContext, operation: &mut Operation) {
        operation.security.push([("session".to_owned(), Vec::new())].into_iter().collect());
    }

    fn inferred_early_responses(
        ctx: &mut GenContext,
        _operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Response)> {
        vec![(Some(StatusCode::Code(401)), problem_response(ctx, "Nobody is signed in (BUY-1)."))]
    }
}
