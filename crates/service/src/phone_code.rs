//! A code that was sent to a phone, and how it is entered.

use api::phone_code::{CODE_LIFE, CODE_TRIES, CodeEntered, RESEND_AFTER, normalized_code};
use rules::calendar::Instant;
use serde::{Deserialize, Serialize};

/// A code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PhoneCode {
    code: String,
    sent_at: Instant,
    tries_left: u32,
}

impl PhoneCode {
    pub(crate) fn new(code: String, sent_at: Instant) -> Self {
        Self { code, sent_at, tries_left: CODE_TRIES }
    }

    /// Until when it can be entered.
    pub(crate) fn valid_until(&self) -> Instant {
        self.sent_at.checked_add_signed(CODE_LIFE).unwrap_or(self.sent_at)
    }

    /// From when another one can be sent.
    pub(crate) fn resend_from(&self) -> Instant {
        self.sent_at.checked_add_signed(RESEND_AFTER).unwrap_or(self.sent_at)
    }

    /// Enters it once; a code that is spent stays so.
    pub(crate) fn enter(&mut self, typed: &str, now: Instant) -> CodeEntered {
        if self.tries_left == 0 || now < self.sent_at || now >= self.valid_until() {
            return CodeEntered::Spent;
        }
        if normalized_code(typed).as_ref() == Some(&self.code) {
            self.tries_left = 0;
            return CodeEntered::Verified;
        }
        self.tries_left = self.tries_left.saturating_sub(1);
        match self.tries_left {
            0 => CodeEntered::Spent,
            tries_left => CodeEntered::Wrong { tries_left },
        }
    }
}
