//! Codes by message: made, counted and entered, whatever they prove.

use api::Failure;
use api::phone_code::{CODE_LIFE, CODE_TRIES, CodeEntered, CodeSent, RESEND_AFTER, normalized_code};
use rules::calendar::Instant;
use rules::vocabulary::PersonId;

use super::Identity;
use super::limits::{self, BY_ADDRESS, BY_PHONE, Limit, TooOften};
use super::secret::{fresh_code, is_same};
use crate::edge::Subscriber;

/// How often a counter is read anew where others are faster.
const MOST_ATTEMPTS: u32 = 20;

/// What a code proves, and by which phone. On it depends the digest that the code is kept under.
pub(super) struct Subject<'a> {
    /// What it is for: a code for one thing is none for another.
    pub(super) purpose: &'static str,
    /// Who and for what.
    pub(super) of: &'a [&'a str],
    /// The phone.
    pub(super) phone: &'a str,
}

/// A code that is to be sent.
pub(super) struct FreshCode {
    pub(super) code: String,
    pub(super) valid_until: Instant,
    pub(super) resend_from: Instant,
}

impl FreshCode {
    /// What is told of it.
    pub(super) fn told(self, shown: bool) -> CodeSent {
        let Self { code, valid_until, resend_from } = self;
        CodeSent::Sent { valid_until, resend_from, shown: shown.then_some(code) }
    }
}

impl Identity {
    /// Counts that somebody asks for a code; the answer where it is too often.
    pub(super) async fn count_code(
        &self,
        subject: &Subject<'_>,
        from: Option<Subscriber>,
        now: Instant,
    ) -> Result<Option<CodeSent>, Failure> {
        self.sweep(now).await;
        if let Some(from) = from {
            let address = from.0.to_string();
            self.count(&["address", &address], &BY_ADDRESS, now).await?.map_err(|often| often.told(now))?;
        }
        match self.count(&["phone", subject.purpose, subject.phone], &BY_PHONE, now).await? {
            Ok(()) => Ok(None),
            Err(TooOften { limit: 0, again_from }) => Ok(Some(CodeSent::TooSoon { resend_from: again_from })),
            Err(often) => Err(often.told(now)),
        }
    }

    /// Counts something, unless it is too often.
    pub(super) async fn count(
        &self,
        of: &[&str],
        limits: &[Limit],
        now: Instant,
    ) -> Result<Result<(), TooOften>, Failure> {
        let name = self.parts.secret.digest("rate", of);
        let kept_until = now.checked_add_signed(limits::longest(limits)).unwrap_or(now);
        for _ in 0..MOST_ATTEMPTS {
            let before = self.parts.store.hits(&name).await?;
            let after = match limits::counted(limits, before.as_deref().unwrap_or_default(), now) {
                Ok(after) => after,
                Err(often) => return Ok(Err(often)),
            };
            if self.parts.store.count_hit(&name, before.as_deref(), &after, kept_until).await? {
                return Ok(Ok(()));
            }
        }
        Err(Failure::Busy)
    }

    /// Makes a code and keeps it, in the place of the one before. Without a person it is a code that nobody gets.
    pub(super) async fn make_code(
        &self,
        subject: &Subject<'_>,
        person: Option<&PersonId>,
        now: Instant,
    ) -> Result<FreshCode, Failure> {
        let code = fresh_code()?;
        let valid_until = now.checked_add_signed(CODE_LIFE).unwrap_or(now);
        let resend_from = now.checked_add_signed(RESEND_AFTER).unwrap_or(now);
        let name = self.name_of(subject);
        let digest = self.code_digest(&name, now, &code);
        self.parts.store.put_code(&name, &digest, person, now, valid_until).await?;
        Ok(FreshCode { code, valid_until, resend_from })
    }

    /// Enters a code once; with the right one, whom it was sent to.
    pub(super) async fn enter_code(
        &self,
        subject: &Subject<'_>,
        typed: &str,
        now: Instant,
    ) -> Result<(CodeEntered, Option<PersonId>), Failure> {
        let name = self.name_of(subject);
        let Some(tried) = self.parts.store.try_code(&name, CODE_TRIES, now).await? else {
            return Ok((CodeEntered::Spent, None));
        };
        let typed = normalized_code(typed).unwrap_or_default();
        let is_right = is_same(&tried.digest, &self.code_digest(&name, tried.sent_at, &typed));
        if let Some(person) = tried.person.filter(|_| is_right) {
            // Of several who enter it at once, one has used it.
            let is_first = self.parts.store.use_code(&name, &tried.digest).await?;
            return Ok(if is_first { (CodeEntered::Verified, Some(person)) } else { (CodeEntered::Spent, None) });
        }
        let entered = match CODE_TRIES.saturating_sub(tried.tries) {
            0 => CodeEntered::Spent,
            tries_left => CodeEntered::Wrong { tries_left },
        };
        Ok((entered, None))
    }

    fn name_of(&self, subject: &Subject<'_>) -> String {
        let parts: Vec<&str> = [subject.phone].into_iter().chain(subject.of.iter().copied()).collect();
        self.parts.secret.digest(subject.purpose, &parts)
    }

    fn code_digest(&self, name: &str, sent_at: Instant, code: &str) -> String {
        self.parts.secret.digest("code", &[name, &sent_at.timestamp_micros().to_string(), code])
    }
}

impl TooOften {
    /// How it is told where it is no matter of a minute.
    pub(super) fn told(self, now: Instant) -> Failure {
        let seconds = self.again_from.signed_duration_since(now).num_seconds().saturating_add(1);
        Failure::TooMany { retry_after_seconds: u32::try_from(seconds.max(1)).unwrap_or(u32::MAX) }
    }
}
