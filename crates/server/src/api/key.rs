//! The keys of writes (ORD-3): what a client sends again is done once, and no key stands for two things.
//!
//! What has an id of the client's own (an order, an application, a lead, an invoice) carries it as its key, and the rules see
//! to it. The key of everything else is kept for a day, with whether it was done: it is never taken for another request, and what
//! is sent again late does not undo what was written since.

use aide::generate::GenContext;
use aide::openapi::Operation;
use api::paths::{IDEMPOTENCY_KEY, REQUESTED_BY, STOREFRONT};
use api::{RequestMistake, Session, StoreFailure};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::vocabulary::ApplicationId;
use schemars::json_schema;
use serde::{Deserialize, Serialize};
use service::{RecordKind, RecordName, Records};
use sha2::{Digest, Sha256};

use super::request::describe_header;
use super::unanswered::Unanswered;

/// The longest key.
const LONGEST: usize = 100;
/// For how long a key stands for its request.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Who sends a write: the keys of one are not those of another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sender<'a> {
    /// A person who is signed in, for an account.
    Member(&'a Session),
    /// Whoever has the key of a contact.
    Contact(&'a ApplicationId),
    /// The e-sign system.
    ESignSystem,
}

impl Sender<'_> {
    /// What a key of this sender is kept under.
    fn name(self, key: &str) -> RecordName {
        let kind = RecordKind::WriteKey;
        match self {
            Self::Member(session) => {
                RecordName::of(&session.account, kind, format!("{} {key}", session.person.id.as_str()))
            }
            Self::Contact(contact) => RecordName::of_nobody(kind, format!("contact {} {key}", contact.as_str())),
            Self::ESignSystem => RecordName::of_nobody(kind, format!("e-sign {key}")),
        }
    }
}

/// The key of a write, and what was written with it.
#[derive(Debug)]
pub(crate) struct Key {
    text: String,
    digest: String,
}

/// What a key stands for.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    digest: String,
    at: Instant,
    #[serde(default)]
    progress: Progress,
}

/// How far the request of a key has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Progress {
    /// It was begun, and may have been refused.
    #[default]
    Begun,
    /// It is done.
    Done,
}

/// A key that stands for this request.
#[derive(Debug)]
pub(crate) struct Claimed {
    name: RecordName,
    /// As it stands in the store.
    stands: String,
    kept: Kept,
}

impl Key {
    /// The key in the headers of a request with this body.
    pub(super) fn of(head: &Parts, body: &[u8]) -> Result<Self, RequestMistake> {
        let expected = "1 to 100 visible characters of ASCII";
        let stated = head.headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let fits = (1..=LONGEST).contains(&stated.len()) && stated.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits {
            return Err(RequestMistake::Header { name: IDEMPOTENCY_KEY, expected });
        }
        let mut digest = Sha256::new();
        digest.update(head.method.as_str());
        digest.update(head.uri.path());
        digest.update([0]);
        digest.update(body);
        Ok(Self { text: stated.to_owned(), digest: URL_SAFE_NO_PAD.encode(digest.finalize()) })
    }

    /// That a page of the shop's own writes: a page of somebody else's cannot send this header along with a cookie.
    pub(super) fn check_page(headers: &HeaderMap) -> Result<(), RequestMistake> {
        let is_own = headers.get(REQUESTED_BY).is_some_and(|value| value.as_bytes() == STOREFRONT.as_bytes());
        if is_own { Ok(()) } else { Err(RequestMistake::Header { name: REQUESTED_BY, expected: STOREFRONT }) }
    }

    /// That it is the id of what is written.
    pub(crate) fn is_id(&self, id: &str) -> Result<(), RequestMistake> {
        if self.text == id { Ok(()) } else { Err(RequestMistake::OtherKey) }
    }

    /// Keeps it, unless it stands for another request of the same sender already.
    pub(crate) async fn claim(
        &self,
        store: &impl Records,
        sender: Sender<'_>,
        now: Instant,
    ) -> Result<Claimed, Unanswered> {
        let name = sender.name(&self.text);
        let fresh = Kept { digest: self.digest.clone(), at: now, progress: Progress::Begun };
        let kept_until = fresh.kept_until();
        let fresh = serde_json::to_string(&fresh).map_err(|error| unreadable(&error))?;
        let mut stands = store.claim_record(&name, None, &fresh, kept_until).await?;
        let mut kept: Kept = serde_json::from_str(&stands).map_err(|error| unreadable(&error))?;
        if kept.kept_until().is_some_and(|until| until <= now) {
            stands = store.claim_record(&name, Some(&stands), &fresh, kept_until).await?;
            kept = serde_json::from_str(&stands).map_err(|error| unreadable(&error))?;
        }
        if kept.digest == self.digest {
            Ok(Claimed { name, stands, kept })
        } else {
            Err(RequestMistake::KeyReused.into())
        }
    }

    pub(super) fn describe(ctx: &mut GenContext, operation: &mut Operation) {
        let about = "The client's own key of this write, the same whenever it is sent again (ORD-3). Where what is \
            written has an id of the client's own, it is that id.";
        let schema = json_schema!({ "type": "string", "pattern": "^[!-~]{1,100}$" });
        describe_header(ctx, operation, IDEMPOTENCY_KEY, about, true, schema);
    }

    pub(super) fn describe_page(ctx: &mut GenContext, operation: &mut Operation) {
        let about = "That no page of somebody else's sends this along with a visitor's cookie.";
        let schema = json_schema!({ "type": "string", "const": STOREFRONT });
        describe_header(ctx, operation, REQUESTED_BY, about, true, schema);
    }
}

impl Claimed {
    pub(crate) fn is_done(&self) -> bool {
        self.kept.progress == Progress::Done
    }

    /// Keeps that it is done.
    pub(crate) async fn settle(self, store: &impl Records) -> Result<(), StoreFailure> {
        let done = Kept { progress: Progress::Done, ..self.kept };
        let kept_until = done.kept_until();
        let done = serde_json::to_string(&done).map_err(|error| unreadable(&error))?;
        store.claim_record(&self.name, Some(&self.stands), &done, kept_until).await?;
        Ok(())
    }
}

impl Kept {
    fn kept_until(&self) -> Option<Instant> {
        self.at.checked_add_signed(KEPT)
    }
}

fn unreadable(error: &serde_json::Error) -> StoreFailure {
    StoreFailure::Unreadable { detail: error.to_string() }
}
