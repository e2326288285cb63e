//! What every handler has at hand.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use api::Failure;
use axum::body::Bytes;
use axum::extract::FromRef;
use rules::calendar::Instant;
use service::{Clock, RecordKind, Records, Schedule, Shop};

use super::answer::Done;
use super::key::{Claimed, Key, Sender};
use super::seams::{Backing, Partners, Sessions};
use super::unanswered::Unanswered;
use crate::identity::Identity;

/// How long it takes until what was kept long enough is looked for again.
const SWEPT_EVERY: Duration = Duration::from_hours(1);

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
pub struct Api<B: Backing>(Arc<ApiParts<B>>);

impl<B: Backing> Api<B> {
    /// Shares it.
    pub fn new(parts: ApiParts<B>) -> Self {
        Self(Arc::new(parts))
    }

    /// What time it is.
    pub(crate) fn now(&self) -> Instant {
        self.shop.clock.now()
    }

    /// Sees to it that a key of this sender stands for one request (ORD-3).
    pub(crate) async fn claim(&self, key: &Key, sender: Sender<'_>) -> Result<Claimed, Unanswered> {
        key.claim(&self.shop.store, sender, self.now()).await
    }

    /// Writes, unless the request of this key has been done: sent again late, it must not undo what was written since. What
    /// nothing undoes, such as cancelling or binding an order, needs only its key claimed.
    /// Where the program ends just after the write, the key does not know yet, and the write is repeated.
    pub(crate) async fn once<T, E: Into<Unanswered>>(
        &self,
        key: &Key,
        sender: Sender<'_>,
        write: impl Future<Output = Result<T, E>>,
    ) -> Result<Done, Unanswered> {
        let claimed = self.claim(key, sender).await?;
        if claimed.is_done() {
            return Ok(Done);
        }
        write.await.map_err(Into::into)?;
        if let Err(failure) = claimed.settle(&self.shop.store).await {
            tracing::warn!(%failure, "it could not be kept that a write is done; sent again, it is done again");
        }
        Ok(Done)
    }

    /// Sweeps now and every hour, without end.
    pub async fn keep_swept(self) {
        loop {
            self.sweep().await;
            tokio::time::sleep(SWEPT_EVERY).await;
        }
    }

    /// Forgets what was kept long enough: keys of writes, contact data after the days that were agreed to, and the papers of
    /// invoices that failed. Where one fails, that is logged, and it is tried again the next time.
    pub async fn sweep(&self) {
        let swept = [
            (
                "keys of writes",
                self.shop.store.forget_due(RecordKind::WriteKey, self.now()).await.map_err(Failure::from),
            ),
            ("contact data", self.shop.erase_expired_contacts().await),
            ("papers of failed invoices", self.shop.erase_failed_papers().await),
        ];
        for (what, done) in swept {
            if let Err(failure) = done {
                tracing::warn!(%failure, "{what} could not be forgotten");
            }
        }
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
        &self.0
    }
}

impl<B: Backing> FromRef<Api<B>> for Arc<dyn Partners> {
    fn from_ref(api: &Api<B>) -> Self {
        Arc::clone(&api.partners)
    }
}
