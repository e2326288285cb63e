//! How often codes can be asked for. All limits stand here.

use chrono::TimeDelta;
use rules::calendar::Instant;

/// At most so often in any span of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    most: usize,
    span: TimeDelta,
}

/// Codes for one phone. The first is the pause that [`RESEND_AFTER`](api::phone_code::RESEND_AFTER) promises.
pub(super) const BY_PHONE: [Limit; 2] =
    [Limit::of(1, api::phone_code::RESEND_AFTER), Limit::of(5, TimeDelta::hours(1))];
/// Codes asked for from one address.
pub(super) const BY_ADDRESS: [Limit; 1] = [Limit::of(20, TimeDelta::hours(1))];
/// Codes for the security phone of one enterprise, whoever of its members asks.
pub(super) const BY_ENTERPRISE: [Limit; 1] = [Limit::of(50, TimeDelta::hours(1))];

/// Why something is too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooOften {
    /// Which of the limits is in the way, the shortest span being the first.
    pub(super) limit: usize,
    /// From when on it is not.
    pub(super) again_from: Instant,
}

impl Limit {
    const fn of(most: usize, span: TimeDelta) -> Self {
        Self { most, span }
    }
}

/// What was done, once something is done now; or why it is not to be done. What no limit needs any more is left out.
pub(super) fn counted(limits: &[Limit], before: &[Instant], now: Instant) -> Result<Vec<Instant>, TooOften> {
    for (number, limit) in limits.iter().enumerate() {
        let within = before.iter().filter(|at| now.signed_duration_since(**at) < limit.span);
        let mut within: Vec<Instant> = within.copied().collect();
        within.sort_unstable();
        // It is the one so many places from the end that has to grow old.
        let blocking = within.len().checked_sub(limit.most).and_then(|place| within.get(place));
        if let Some(blocking) = blocking {
            let again_from = blocking.checked_add_signed(limit.span).unwrap_or(*blocking);
            return Err(TooOften { limit: number, again_from });
        }
    }
    let longest = longest(limits);
    let mut after: Vec<Instant> =
        before.iter().copied().filter(|at| now.signed_duration_since(*at) < longest).collect();
    after.push(now);
    Ok(after)
}

/// For how long a count matters.
pub(super) fn longest(limits: &[Limit]) -> TimeDelta {
    limits.iter().map(|limit| limit.span).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    /// Asks at these seconds; which of them were let through.
    fn let_through(limits: &[Limit], asked: impl IntoIterator<Item = i64>) -> Vec<i64> {
        let mut hits = Vec::new();
        let mut through = Vec::new();
        for second in asked {
            if let Ok(after) = counted(limits, &hits, at(second)) {
                hits = after;
                through.push(second);
            }
        }
        through
    }

    #[test]
    fn a_phone_gets_a_code_a_minute_and_five_in_any_hour() {
        assert_eq!(
            let_through(&BY_PHONE, [0, 59, 60, 61, 120, 180, 240, 300, 3599, 3600, 3659, 3660]),
            [0, 60, 120, 180, 240, 3600, 3660]
        );
    }

    #[test]
    fn no_hour_has_more_than_its_limit_wherever_it_begins() {
        let through = let_through(&BY_ADDRESS, (0..20_000).step_by(7));
        for begin in &through {
            assert!(through.iter().filter(|at| (*begin..begin + 3600).contains(*at)).count() <= 20, "from {begin}");
        }
        assert!(through.len() >= 100, "{}", through.len());
    }

    #[test]
    fn it_says_from_when_on_it_goes_again() {
        let hits: Vec<Instant> = (0..5).map(|number| at(number * 100)).collect();
        let again = counted(&BY_PHONE, &hits, at(1000)).unwrap_err();
        assert_eq!(again, TooOften { limit: 1, again_from: at(3600) });
        let soon = counted(&BY_PHONE, &hits[..1], at(10)).unwrap_err();
        assert_eq!(soon, TooOften { limit: 0, again_from: at(60) });
    }

    #[test]
    fn what_is_kept_does_not_grow() {
        let mut hits = Vec::new();
        for second in (0..100_000).step_by(60) {
            hits = counted(&BY_PHONE, &hits, at(second)).unwrap_or(hits);
            assert!(hits.len() <= 5);
        }
    }
}
