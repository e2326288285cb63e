//! The time of this machine.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use rules::calendar::Instant;
use service::Clock;

/// The clock of this machine. Before 1970 it stands still.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let micros = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
        DateTime::from_timestamp_micros(micros).unwrap_or(Instant::UNIX_EPOCH)
    }
}
