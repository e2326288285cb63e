//! Codes that prove who holds a phone: the enterprise's security phone (BUY-4), or a buyer's own (BIND-1).

use chrono::TimeDelta;
use rules::calendar::Instant;
use serde::{Deserialize, Serialize};

/// How long a code can be entered.
pub const CODE_LIFE: TimeDelta = TimeDelta::minutes(5);
/// How long to wait before another one is sent.
pub const RESEND_AFTER: TimeDelta = TimeDelta::seconds(60);
/// How often a code can be entered.
pub const CODE_TRIES: u32 = 5;
/// How many digits a code has.
pub const CODE_DIGITS: usize = 6;

/// What came of asking for a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "sent", rename_all = "snake_case")]
pub enum CodeSent {
    /// It is on its way.
    Sent {
        /// Until when it can be entered.
        valid_until: Instant,
        /// From when another one can be sent.
        resend_from: Instant,
        /// The code itself, in a demonstration alone, which sends no message.
        shown: Option<String>,
    },
    /// It was made, and whoever sends messages did not take it, or not in time: it may be on its way, and most likely is not.
    NotConfirmed {
        /// From when another one can be sent.
        resend_from: Instant,
    },
    /// The last one was sent a moment ago.
    TooSoon {
        /// From when another one can be sent.
        resend_from: Instant,
    },
}

impl CodeSent {
    /// In how many seconds another one can be sent, rounded up, and none once it can be; a minute at most, whatever the clock
    /// here says.
    #[must_use]
    pub fn seconds_to_wait(&self, now: Instant) -> i64 {
        let (Self::Sent { resend_from, .. } | Self::NotConfirmed { resend_from } | Self::TooSoon { resend_from }) =
            self;
        let whole = resend_from.signed_duration_since(now) + TimeDelta::milliseconds(999);
        whole.num_seconds().clamp(0, RESEND_AFTER.num_seconds())
    }
}

/// What came of entering a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "entered", rename_all = "snake_case")]
pub enum CodeEntered {
    /// It is right.
    Verified,
    /// It is wrong.
    Wrong {
        /// How often one can try again.
        tries_left: u32,
    },
    /// It was right or wrong too often, too late, or never sent: a new one has to be.
    Spent,
}

/// A code as it was typed or pasted: full-width digits, spaces and hyphens are understood; `None` where it cannot be one.
#[must_use]
pub fn normalized_code(typed: &str) -> Option<String> {
    let plain = typed.chars().map(rules::credit_code::half_width).filter(|c| !c.is_whitespace() && *c != '-');
    let code: String = plain.collect();
    (code.len() == CODE_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_code_is_never_asked_for_before_its_time() {
        let resend_from: Instant = "2026-03-01T02:01:00Z".parse().unwrap();
        let sent = CodeSent::TooSoon { resend_from };
        for (before, seconds) in [(62_000, 60), (60_000, 60), (59_999, 60), (1, 1), (0, 0), (-1, 0), (-60_000, 0)] {
            assert_eq!(
                sent.seconds_to_wait(resend_from - TimeDelta::milliseconds(before)),
                seconds,
                "{before} ms before"
            );
        }
    }
}
