//! Where `now` comes from.

use rules::calendar::Instant;

/// A clock. Nothing else in the shop knows what time it is.
pub trait Clock {
    /// The present instant, UTC.
    fn now(&self) -> Instant;
}

/// A clock that stands still.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Instant);

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        self.0
    }
}
