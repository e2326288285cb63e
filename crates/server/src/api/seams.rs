//! What the API asks of others: who is signed in, who may speak for the e-sign system, who belongs to whom.

use std::future::Future;
use std::pin::Pin;

use api::problem::SignatureFault;
use api::{Failure, Session};
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use rules::vocabulary::Channel;
use service::{Clock, Directory, Issuer, Records, Store};

/// An answer that is waited for.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the shop runs over.
pub trait Backing: Send + Sync + 'static {
    /// Where everything is kept.
    type Store: Store + Records + Send + Sync;
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
}

/// Knows who speaks for the e-sign system.
pub trait Partners: Send + Sync {
    /// What is wrong with what the head of a request says of its signature: asked before its body is read, which may be long.
    fn fault_of_head(&self, head: &Parts) -> Option<SignatureFault>;

    /// What is wrong with the signature of a request, its head and its body as they came; `None` where it is signed.
    ///
    /// # Errors
    /// The store's.
    fn fault<'a>(&'a self, head: &'a Parts, body: &'a Bytes) -> Answering<'a, Result<Option<SignatureFault>, Failure>>;
}
