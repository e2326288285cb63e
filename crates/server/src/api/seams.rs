//! What the API asks of others: who is signed in, who may speak for the e-sign system, who belongs to whom.

use std::future::Future;
use std::pin::Pin;

use api::{Failure, Session};
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use rules::vocabulary::Channel;
use service::{Clock, Directory, Issuer, Settings, Store};

/// An answer that is waited for.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the shop runs over.
pub trait Backing: Send + Sync + 'static {
    /// Where everything is kept.
    type Store: Store + Settings + Send + Sync;
    /// What time it is.
    type Clock: Clock + Send + Sync;
    /// Who belongs to whom.
    type Directory: Directory + Send + Sync;
    /// Who issues invoices, and has their documents.
    type Issuer: Issuer + Send + Sync;
}

/// A session that is open, with the channel that it was opened in (CH-12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Who is signed in, and for which account.
    pub session: Session,
    /// Where.
    pub channel: Channel,
}

/// Knows who is signed in.
pub trait Sessions: Send + Sync {
    /// The session that the headers of a request carry; `None` for a visitor.
    ///
    /// # Errors
    /// The store's.
    fn open_session<'a>(&'a self, headers: &'a HeaderMap) -> Answering<'a, Result<Option<OpenSession>, Failure>>;

    /// Keeps the open session of these headers as it is from now on: with a phone that was verified (BUY-4).
    ///
    /// # Errors
    /// The store's.
    fn keep_session<'a>(&'a self, headers: &'a HeaderMap, session: &'a Session) -> Answering<'a, Result<(), Failure>>;
}

/// Makes codes, and sends them by message (BUY-4, BIND-1).
pub trait Messages: Send + Sync {
    /// A code that nobody can guess, of [`CODE_DIGITS`](api::phone_code::CODE_DIGITS) digits.
    fn fresh_code(&self) -> String;

    /// Sends it to the security phone of the session's enterprise, or to a buyer's own. In a demonstration, which sends
    /// nothing, the code itself, to be shown.
    ///
    /// # Errors
    /// It could not be sent.
    fn deliver<'a>(&'a self, session: &'a Session, code: &'a str) -> Answering<'a, Result<Option<String>, Failure>>;
}

/// Knows who speaks for the e-sign system.
pub trait Partners: Send + Sync {
    /// Whether a request is signed by it: its head and its body as they came.
    ///
    /// # Errors
    /// The store's.
    fn is_signed<'a>(&'a self, head: &'a Parts, body: &'a Bytes) -> Answering<'a, Result<bool, Failure>>;
}
