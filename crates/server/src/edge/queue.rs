//! How many requests are worked on, how many wait for their turn, and how long each may take.

use std::sync::Arc;
use std::time::Duration;

use api::problem::{RETRY_AFTER_SECONDS, Shed};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::shed::Asked;
use crate::config::Limits;

/// Places for those who are worked on and those who wait, and turns for the former.
pub(super) struct Queue {
    places: Semaphore,
    turns: Semaphore,
    longest: Duration,
}

impl Queue {
    pub(super) fn of(limits: &Limits) -> Self {
        let turns = usize::try_from(limits.concurrent_requests).unwrap_or(Semaphore::MAX_PERMITS);
        let waiting = usize::try_from(limits.queued_requests).unwrap_or(Semaphore::MAX_PERMITS);
        let places = turns.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        Self { places: Semaphore::new(places), turns: Semaphore::new(turns), longest: limits.queue }
    }
}

/// Goes on once it is the request's turn. Where even the places to wait are taken, it is told so at once.
pub(super) async fn in_turn(State(queue): State<Arc<Queue>>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let overloaded = || asked.shed(Shed::Overloaded, RETRY_AFTER_SECONDS.into());
    let Ok(_place) = queue.places.try_acquire() else { return overloaded() };
    let Ok(Ok(_turn)) = timeout(queue.longest, queue.turns.acquire()).await else { return overloaded() };
    next.run(request).await
}

/// Gives up what takes too long. A write may still be done then: sent again with its key, it is done once.
pub(super) async fn in_time(State(longest): State<Duration>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let answered = timeout(longest, next.run(request)).await;
    answered.unwrap_or_else(|_| asked.shed(Shed::TookTooLong, RETRY_AFTER_SECONDS.into()))
}
