//! Who is signed in, and what the account has.

use std::sync::Arc;

use api::{Failure, Session};
use chrono::TimeDelta;
use rules::account::Account;
use rules::calendar::Instant;
use rules::permissions::account_as_seen;
use rules::vocabulary::Channel;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::shop::Shop;
use crate::store::Store;

/// Who is signed in, what the account has, and when this was so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// The instant it was read, by the backend's clock.
    pub at: Instant,
    /// How far that clock is ahead of the wall's; whole seconds where it is sent.
    #[serde(with = "seconds")]
    #[cfg_attr(feature = "schema", schemars(with = "i64"))]
    pub clock_offset: TimeDelta,
    /// Who is signed in.
    pub session: Option<Session>,
    /// The account of the session.
    pub account: Option<Account>,
}

impl<S: Store, C: Clock> Shop<S, C> {
    /// Who is signed in and what the account has, with everything delivered that has arrived: the whole account, which
    /// stays with the backend.
    ///
    /// # Errors
    /// The store's.
    pub async fn standing(&self, session: Option<&Session>) -> Result<Standing, Failure> {
        let account = self.account_of(session).await?.map(Arc::unwrap_or_clone);
        Ok(self.now_with(session, account))
    }

    /// The same with the account as this person may see it in this channel: what can be sent to them (RULES §10, CH-9).
    ///
    /// # Errors
    /// The store's.
    pub async fn standing_as_seen(&self, session: Option<&Session>, channel: Channel) -> Result<Standing, Failure> {
        let account = self.account_of(session).await?;
        let seen = session.and_then(|session| account_as_seen(account.as_deref(), &self.asked_by(session, channel)));
        Ok(self.now_with(session, seen))
    }

    async fn account_of(&self, session: Option<&Session>) -> Result<Option<Arc<Account>>, Failure> {
        match session {
            Some(session) => Ok(Some(self.account(&session.account).await?)),
            None => Ok(None),
        }
    }

    fn now_with(&self, session: Option<&Session>, account: Option<Account>) -> Standing {
        Standing { at: self.clock.now(), clock_offset: TimeDelta::zero(), session: session.cloned(), account }
    }
}

/// A span of time as whole seconds.
mod seconds {
    use chrono::TimeDelta;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(span: &TimeDelta, serializer: S) -> Result<S::Ok, S::Error> {
        span.num_seconds().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TimeDelta, D::Error> {
        let seconds = i64::deserialize(deserializer)?;
        TimeDelta::try_seconds(seconds).ok_or_else(|| D::Error::custom("a span of time that is too long"))
    }
}
