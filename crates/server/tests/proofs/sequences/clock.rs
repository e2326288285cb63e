//! The clock of both backends.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use rules::calendar::Instant;
use service::Clock;

/// A clock that is set, and shared by whoever has a copy of it.
#[derive(Clone, Debug, Default)]
pub(super) struct MovableClock(Arc<AtomicI64>);

impl MovableClock {
    pub(super) fn set(&self, now: Instant) {
        self.0.store(now.timestamp_micros(), Ordering::Relaxed);
    }

    pub(super) fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_microseconds().unwrap(), Ordering::Relaxed);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Instant {
        DateTime::<Utc>::from_timestamp_micros(self.0.load(Ordering::Relaxed)).unwrap()
    }
}
