//! What a balancer asks: whether the program lives (`/healthz`), and whether it may be sent requests (`/readyz`).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Whoever does not say it in this time is not ready.
const PATIENCE: Duration = Duration::from_secs(2);
/// For so long what was found out is told to everybody: nobody is counted here, and many who ask must not take the database's
/// connections from customers.
const TOLD_AGAIN_FOR: Duration = Duration::from_secs(1);

/// An answer that is waited for.
pub type Checking<'a> = Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

/// Something that requests cannot be answered without.
pub trait Ready: Send + Sync {
    /// What it is, in a word: `database`.
    fn name(&self) -> &'static str;

    /// Whether it is there.
    fn is_ready(&self) -> Checking<'_>;
}

/// Whether the program may be sent requests.
#[derive(Default)]
pub struct Health {
    is_stopping: AtomicBool,
    needed: Vec<Box<dyn Ready>>,
    /// What was missing, and when that was found out; whoever comes while it is being found out waits for it.
    found: Mutex<Option<(Instant, Vec<&'static str>)>>,
}

impl std::fmt::Debug for Health {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let needed: Vec<_> = self.needed.iter().map(|needed| needed.name()).collect();
        formatter.debug_struct("Health").field("is_stopping", &self.is_stopping).field("needed", &needed).finish()
    }
}

impl Health {
    /// Ready while all of these are.
    #[must_use]
    pub fn of(needed: Vec<Box<dyn Ready>>) -> Self {
        Self { needed, ..Self::default() }
    }

    /// From now on it is not ready any more.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Release);
    }

    /// What is missing, by its name.
    async fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.is_stopping.load(Ordering::Acquire) {
            missing.push("stopping");
        }
        missing.extend(self.missing_of_needed().await);
        missing
    }

    async fn missing_of_needed(&self) -> Vec<&'static str> {
        let mut found = self.found.lock().await;
        if let Some((at, missing)) = &*found
            && at.elapsed() < TOLD_AGAIN_FOR
        {
            return missing.clone();
        }
        let mut missing = Vec::new();
        for needed in &self.needed {
            if !tokio::time::timeout(PATIENCE, needed.is_ready()).await.unwrap_or(false) {
                missing.push(needed.name());
            }
        }
        *found = Some((Instant::now(), missing.clone()));
        missing
    }
}

/// Both questions, at the root whatever the base.
pub(crate) fn routes(health: Arc<Health>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { word(StatusCode::OK, "ok".to_owned()) }))
        .route("/readyz", get(readiness))
        .with_state(health)
}

async fn readiness(State(health): State<Arc<Health>>) -> Response {
    let missing = health.missing().await;
    if missing.is_empty() {
        word(StatusCode::OK, "ready".to_owned())
    } else {
        word(StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {}", missing.join(", ")))
    }
}

fn word(status: StatusCode, word: String) -> Response {
    let headers = [(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, headers, word).into_response()
}
