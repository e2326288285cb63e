//! How many requests are worked on, and how many wait for their turn.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::config::Limits;

/// Places for those who are worked on and those who wait, and turns for the former.
pub(super) struct Queue {
    places: Semaphore,
    turns: Semaphore,
    longest: Duration,
}

/// The place and the turn of a request, until this is dropped.
pub(super) struct Turn<'a> {
    _place: SemaphorePermit<'a>,
    _turn: SemaphorePermit<'a>,
}

impl Queue {
    pub(super) fn of(limits: &Limits) -> Self {
        let turns = usize::try_from(limits.concurrent_requests).unwrap_or(Semaphore::MAX_PERMITS);
        let waiting = usize::try_from(limits.queued_requests).unwrap_or(Semaphore::MAX_PERMITS);
        let places = turns.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        Self { places: Semaphore::new(places), turns: Semaphore::new(turns), longest: limits.queue }
    }

    /// Waits until it is the request's turn. `None` where even the places to wait are taken, at once, or where it waits for too
    /// long.
    pub(super) async fn turn(&self) -> Option<Turn<'_>> {
        let place = self.places.try_acquire().ok()?;
        let turn = timeout(self.longest, self.turns.acquire()).await.ok()?.ok()?;
        Some(Turn { _place: place, _turn: turn })
    }
}
