//! When a session ends by itself.

use chrono::TimeDelta;
use rules::calendar::Instant;

use crate::config::SessionRules;

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Without a request.
    pub idle: TimeDelta,
    /// All the same.
    pub absolute: TimeDelta,
}

/// How often it is written down that a session is used; it ends so much earlier, and more where it could not be.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

impl Default for Lifetime {
    fn default() -> Self {
        Self { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) }
    }
}

impl From<&SessionRules> for Lifetime {
    fn from(rules: &SessionRules) -> Self {
        let span = |span| TimeDelta::from_std(span).unwrap_or(TimeDelta::MAX);
        Self { idle: span(rules.idle), absolute: span(rules.absolute) }
    }
}

impl Lifetime {
    /// Whether a session that was opened and last used at these instants has ended. A clock that went back ends none.
    #[must_use]
    pub fn is_over(&self, opened: Instant, seen: Instant, now: Instant) -> bool {
        now.signed_duration_since(seen) >= self.idle || now.signed_duration_since(opened) >= self.absolute
    }

    /// Whether it is to be written down that it is used now.
    #[must_use]
    pub fn is_worth_noting(seen: Instant, now: Instant) -> bool {
        now.signed_duration_since(seen) >= SEEN_EVERY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn a_session_ends_half_an_hour_after_its_last_use() {
        let lifetime = Lifetime::default();
        assert!(!lifetime.is_over(at(0), at(100), at(130) - TimeDelta::microseconds(1)));
        assert!(lifetime.is_over(at(0), at(100), at(130)));
    }

    #[test]
    fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
        let lifetime = Lifetime::default();
        let end = at(12 * 60);
        assert!(!lifetime.is_over(at(0), end - TimeDelta::microseconds(1), end - TimeDelta::microseconds(1)));
        assert!(lifetime.is_over(at(0), end, end));
    }

    #[test]
    fn use_is_noted_once_a_minute() {
        assert!(!Lifetime::is_worth_noting(at(1), at(2) - TimeDelta::microseconds(1)));
        assert!(Lifetime::is_worth_noting(at(1), at(2)));
    }
}
