//! A code that was sent to a phone, and how it is entered.

use api::phone_code::{CODE_LIFE, CODE_TRIES, CodeEntered, CodeSent, RESEND_AFTER, normalized_code};
use api::{Failure, Session};
use rules::calendar::Instant;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::deciding::MAX_ATTEMPTS;
use crate::kept::{decoded, encoded};
use crate::records::{RecordKind, RecordName, Records};
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// Takes note of a code for the enterprise's security phone, or for a buyer's own (BUY-4, BIND-1). Whoever calls this
    /// has it delivered where it is [`CodeSent::Sent`], and shows it to nobody.
    ///
    /// # Errors
    /// The store's.
    pub async fn send_code(&self, session: &Session, fresh: &str) -> Result<CodeSent, Failure> {
        let now = self.clock.now();
        let name = name(session);
        let before = self.store.record(&name).await?;
        let sent: Option<PhoneCode> = decoded(before.as_deref())?;
        if let Some(resend_from) = sent.map(|code| code.resend_from()).filter(|from| now < *from) {
            return Ok(CodeSent::TooSoon { resend_from });
        }
        let code = PhoneCode::new(fresh.to_owned(), now);
        let (valid_until, resend_from) = (code.valid_until(), code.resend_from());
        let after = encoded(&code)?;
        if self.store.claim_record(&name, before.as_deref(), &after, None).await? == after {
            return Ok(CodeSent::Sent { valid_until, resend_from, shown: None });
        }
        // Another one was sent in the same moment.
        Ok(CodeSent::TooSoon { resend_from })
    }

    /// Enters a code, and gives the session as it is from then on: the right code verifies the phone. Whoever calls this
    /// keeps the session. However many try at once, each code that is tried counts.
    ///
    /// # Errors
    /// The store's.
    pub async fn enter_code(&self, session: &Session, typed: &str) -> Result<(CodeEntered, Session), Failure> {
        let now = self.clock.now();
        let name = name(session);
        for _ in 0..MAX_ATTEMPTS {
            let before = self.store.record(&name).await?;
            let Some(mut code) = decoded::<PhoneCode>(before.as_deref())? else {
                return Ok((CodeEntered::Spent, session.clone()));
            };
            let entered = code.enter(typed, now);
            let after = encoded(&code)?;
            if self.store.claim_record(&name, before.as_deref(), &after, None).await? == after {
                let mut session = session.clone();
                if entered == CodeEntered::Verified {
                    session.person.phone_verified_at = Some(now);
                }
                return Ok((entered, session));
            }
        }
        Err(Failure::Busy)
    }
}

fn name(session: &Session) -> RecordName {
    RecordName::of(&session.account, RecordKind::PhoneCode, session.person.id.as_str())
}

/// A code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PhoneCode {
    code: String,
    sent_at: Instant,
    /// What was tried instead, so that two who try different codes at once change it differently.
    #[serde(default)]
    wrong: Vec<String>,
    #[serde(default)]
    is_used: bool,
}

impl PhoneCode {
    pub(crate) fn new(code: String, sent_at: Instant) -> Self {
        Self { code, sent_at, wrong: Vec::new(), is_used: false }
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
        if self.is_used || self.tries_left() == 0 || now < self.sent_at || now >= self.valid_until() {
            return CodeEntered::Spent;
        }
        let typed = normalized_code(typed).unwrap_or_default();
        if typed == self.code {
            self.is_used = true;
            return CodeEntered::Verified;
        }
        self.wrong.push(typed);
        match self.tries_left() {
            0 => CodeEntered::Spent,
            tries_left => CodeEntered::Wrong { tries_left },
        }
    }

    fn tries_left(&self) -> u32 {
        CODE_TRIES.saturating_sub(u32::try_from(self.wrong.len()).unwrap_or(u32::MAX))
    }
}
