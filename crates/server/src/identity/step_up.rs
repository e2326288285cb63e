//! Proving who holds the enterprise's security phone (BUY-4), or one's own (BIND-1), within a session.

use std::sync::Arc;
use std::time::Duration;

use api::phone_code::{CodeEntered, CodeSent};
use api::{RequestMistake, Session};
use axum::http::{HeaderMap, HeaderValue};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::Language;
use sql_store::StoredSession;
use tokio::time::timeout;

use super::Identity;
use super::codes::Subject;
use super::limits::BY_ENTERPRISE;
use crate::api::Unanswered;
use crate::edge::Subscriber;
use crate::sms::{CodeMessage, message};

/// How long somebody waits for a message to be on its way: less than an answer of the API may take.
const LONGEST_WAIT: Duration = Duration::from_secs(6);

impl Identity {
    /// Sends a code to the security phone of the session's enterprise; where the session is for a person's own account, to
    /// the person's phone. Whoever is signed in waits for the message to be on its way, for a while.
    pub(crate) async fn send_step_up_code(
        &self,
        session: &Session,
        from: Option<Subscriber>,
        language: Language,
    ) -> Result<CodeSent, Unanswered> {
        let now = self.now();
        let phone = self.phone_to_prove(session).await?;
        let of = [session.account.as_str(), session.person.id.as_str()];
        let subject = Subject { purpose: "step-up", of: &of, phone: &phone };
        // What is too soon sends nothing, and must not use up what the enterprise has.
        if let Some(too_soon) = self.count_code(&subject, from, now).await? {
            return Ok(too_soon);
        }
        self.count(&["enterprise", session.account.as_str()], &BY_ENTERPRISE, now)
            .await?
            .map_err(|often| often.told(now))?;
        let fresh = self.make_code(&subject, Some(&session.person.id), now).await?;
        let text = message(CodeMessage::StepUp, &fresh.code, language);
        let messages = Arc::clone(&self.parts.messages);
        // It is tried to its end, also when nobody waits any more.
        let sending = self.sending.spawn(async move {
            let sent = messages.send(&phone, &text).await;
            sent.inspect_err(|failure| tracing::warn!(%failure, "a code for a security phone could not be sent"))
        });
        match timeout(LONGEST_WAIT, sending).await {
            Ok(Ok(Ok(()))) => Ok(fresh.told(self.parts.is_demonstration)),
            _ => Ok(CodeSent::NotConfirmed { resend_from: fresh.resend_from }),
        }
    }

    /// Enters that code. The right one verifies the phone in this session, which goes on under a new token.
    pub(crate) async fn enter_step_up_code(
        &self,
        headers: &HeaderMap,
        typed: &str,
    ) -> Result<(CodeEntered, Option<HeaderValue>), Unanswered> {
        let now = self.now();
        let current = self.current(headers).await?.ok_or_else(|| Rejection::because(Reason::SignInRequired))?;
        let session = &current.open.session;
        let phone = self.phone_to_prove(session).await?;
        let of = [session.account.as_str(), session.person.id.as_str()];
        let (entered, _) = self.enter_code(&Subject { purpose: "step-up", of: &of, phone: &phone }, typed, now).await?;
        if entered != CodeEntered::Verified {
            return Ok((entered, None));
        }
        let account = session.account.clone();
        let verified = StoredSession { account, phone_verified_at: Some(now), ..current.stored.clone() };
        Ok((entered, Some(self.go_on_as(&current, verified).await?)))
    }

    async fn phone_to_prove(&self, session: &Session) -> Result<String, Unanswered> {
        if let Some(enterprise) = self.parts.store.enterprise(&session.account).await? {
            return Ok(enterprise.security_phone);
        }
        let person = self.parts.store.person(&session.person.id).await?;
        Ok(person.and_then(|person| person.phone).ok_or(RequestMistake::NoPhone)?)
    }
}
