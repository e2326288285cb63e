//! Whether a request is sent again, and after how long: a few times, further apart each time, and never at once for all
//! pages that lost the same server.

use std::time::Duration;

use super::answer::Answer;

/// How often a request is sent at most.
const MOST_TRIES: u32 = 4;
/// The pause after the first try; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// Whoever is told to wait longer than this is told so.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// The pause before the next try after so many; `None` where there is none. `chance` is anything from 0 to 255.
pub(super) fn pause_before_next(heard: Option<&Answer>, tries: u32, may_repeat: bool, chance: u8) -> Option<Duration> {
    let may_pass = heard.is_none_or(|answer| matches!(answer.status, 429 | 502 | 503 | 504));
    if !may_repeat || !may_pass || tries >= MOST_TRIES {
        return None;
    }
    let doubled = FIRST_PAUSE.saturating_mul(1 << tries.saturating_sub(1));
    // Between a half of it and the whole.
    let own = doubled / 2 + (doubled / 2).mul_f64(f64::from(chance) / 255.0);
    let told = heard.and_then(|answer| answer.retry_after_seconds).map(|seconds| Duration::from_secs(seconds.into()));
    let pause = told.map_or(own, |told| own.max(told));
    (pause <= LONGEST_PAUSE).then_some(pause)
}
