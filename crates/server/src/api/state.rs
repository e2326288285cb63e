//! What every handler has at hand.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Bytes;
use axum::extract::FromRef;
use rules::calendar::Instant;
use service::{Clock, Schedule, Shop};

use super::key::{self, Key};
use super::seams::{Backing, Partners, Sessions};
use super::unanswered::Unanswered;
use crate::identity::Identity;

/// How many seconds pass before old keys are looked for again.
const SWEPT_EVERY: i64 = 3_600;

/// The shop and everybody that its API asks.
pub struct ApiParts<B: Backing> {
    /// The shop.
    pub shop: Shop<B::Store, B::Clock>,
    /// Its catalogue as the file has it, at every instant.
    pub catalogue: Arc<Schedule<Bytes>>,
    /// Who is signed in.
    pub sessions: Arc<dyn Sessions>,
    /// Who belongs to whom.
    pub directory: B::Directory,
    /// Who issues invoices.
    pub issuer: B::Issuer,
    /// Who signs people in and out.
    pub identity: Arc<Identity>,
    /// Who speaks for the e-sign system.
    pub partners: Arc<dyn Partners>,
    /// Whether it is a demonstration, whose cashier is simulated.
    pub is_demonstration: bool,
}

/// The same, to be shared.
pub struct Api<B: Backing>(Arc<Shared<B>>);

/// What is shared.
struct Shared<B: Backing> {
    parts: ApiParts<B>,
    swept_at: AtomicI64,
}

impl<B: Backing> Api<B> {
    /// Shares it.
    pub fn new(parts: ApiParts<B>) -> Self {
        Self(Arc::new(Shared { parts, swept_at: AtomicI64::new(0) }))
    }

    /// What time it is.
    pub(crate) fn now(&self) -> Instant {
        self.shop.clock.now()
    }

    /// Sees to it that a key of this owner stands for one request (ORD-3), and now and then forgets old ones.
    pub(crate) async fn claim(&self, key: &Key, owner: &str) -> Result<(), Unanswered> {
        let now = self.now();
        key.claim(&self.shop.store, owner, now).await?;
        let swept_at = self.0.swept_at.load(Ordering::Relaxed);
        if now.timestamp().saturating_sub(swept_at) >= SWEPT_EVERY {
            self.0.swept_at.store(now.timestamp(), Ordering::Relaxed);
            // Where it fails, it is tried again in an hour; the write is not to fail for it.
            let _ = key::forget_old(&self.shop.store, now).await;
        }
        Ok(())
    }
}

impl<B: Backing> Clone for Api<B> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<B: Backing> Deref for Api<B> {
    type Target = ApiParts<B>;

    fn deref(&self) -> &ApiParts<B> {
        &self.0.parts
    }
}

impl<B: Backing> FromRef<Api<B>> for Arc<dyn Partners> {
    fn from_ref(api: &Api<B>) -> Self {
        Arc::clone(&api.partners)
    }
}
