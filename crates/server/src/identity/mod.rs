//! Who asks: people who sign in with a code, their sessions, the mini-program that hands them over, and the e-sign system
//! that signs its calls.
//!
//! What decides is pure, with `now` as an argument: `limits`, `lifetime`, `signature`, `pages`, `cookie`, and
//! `sessions::acting`. What is kept stands in `sql_store::identity`, where several processes share it; of tokens, codes
//! and phones that ask, only digests. The handlers are in `api/`.

mod calls;
mod codes;
mod configured;
mod cookie;
mod demo;
mod hand_over;
mod lifetime;
mod limits;
mod pages;
mod people;
pub(crate) mod secret;
mod sessions;
mod sign_in;
pub(crate) mod signature;
mod step_up;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api::{Failure, RequestMistake, StoreFailure};
use axum::http::{HeaderMap, Method};
use rules::calendar::Instant;
use service::Clock;
use sql_store::SqlStore;
use tokio_util::task::TaskTracker;

pub use configured::IdentityProblem;
pub use demo::{sample_phone, seed_demonstration};
pub use hand_over::HandOver;
pub use lifetime::Lifetime;
pub use people::{EnterpriseReported, MemberReported, NotTaken, report_enterprise, report_member};
pub use secret::{NoRandomness, ServerSecret};

use cookie::SessionCookie;

use crate::config::{PartnerKey, PublicOrigin};
use crate::sms::Messages;

/// How many seconds pass before what is old is looked for again.
const SWEPT_EVERY: i64 = 3_600;

/// What identities are made of.
pub struct IdentityParts {
    /// Where everything is kept.
    pub store: SqlStore,
    /// What time it is.
    pub clock: Arc<dyn Clock + Send + Sync>,
    /// The server's secret.
    pub secret: ServerSecret,
    /// How long sessions last.
    pub lifetime: Lifetime,
    /// Where browsers find the shop.
    pub origin: PublicOrigin,
    /// The keys that the e-sign system signs its calls with.
    pub partners: Vec<PartnerKey>,
    /// Who sends messages.
    pub messages: Arc<dyn Messages>,
    /// Whether it is a demonstration, whose answers show the codes.
    pub is_demonstration: bool,
}

/// Knows who asks.
pub struct Identity {
    parts: IdentityParts,
    cookie: SessionCookie,
    swept_at: AtomicI64,
    sending: TaskTracker,
}

impl Identity {
    /// Over these parts.
    #[must_use]
    pub fn new(parts: IdentityParts) -> Self {
        let cookie = SessionCookie::of(&parts.origin);
        Self { parts, cookie, swept_at: AtomicI64::new(0), sending: TaskTracker::new() }
    }

    /// The name of the cookie of sessions.
    #[must_use]
    pub const fn cookie_name(&self) -> &'static str {
        self.cookie.name()
    }

    /// The messages under way that nobody waits for; a server that stops does.
    #[must_use]
    pub fn sending(&self) -> TaskTracker {
        self.sending.clone()
    }

    /// That a request which changes something comes from a page of the shop, as far as it says where from.
    pub(crate) fn check_page(&self, method: &Method, headers: &HeaderMap) -> Result<(), RequestMistake> {
        pages::check(&self.parts.origin, method, headers)
    }

    /// Where everything is kept.
    pub(crate) const fn store(&self) -> &SqlStore {
        &self.parts.store
    }

    fn now(&self) -> Instant {
        self.parts.clock.now()
    }

    /// Now and then forgets what no longer counts. Where it fails, it is tried again in an hour.
    async fn sweep(&self, now: Instant) {
        let seconds = now.timestamp();
        if seconds.saturating_sub(self.swept_at.load(Ordering::Relaxed)) < SWEPT_EVERY {
            return;
        }
        self.swept_at.store(seconds, Ordering::Relaxed);
        let _ = self.parts.store.forget_old_identity(now).await;
        let before = |span| now.checked_sub_signed(span).unwrap_or(Instant::MIN_UTC);
        let Lifetime { idle, absolute } = self.parts.lifetime;
        let _ = self.parts.store.forget_sessions(before(absolute), before(idle)).await;
    }
}

impl From<NoRandomness> for Failure {
    fn from(none: NoRandomness) -> Self {
        StoreFailure::Other { detail: none.to_string() }.into()
    }
}
