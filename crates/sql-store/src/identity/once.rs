//! What comes once: the nonces of signed calls, and hand-overs into another channel (CH-12).

use api::StoreFailure;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId};

use super::sessions::channel;
use super::{instant, micros};
use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::statement::Row;

const NONCE: &str = "INSERT INTO nonces (name, kept_until) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
const HAND_OVER: &str =
    "INSERT INTO handovers (token, person, account, channel, valid_until) VALUES ($1, $2, $3, $4, $5)";
const TAKE: &str = "DELETE FROM handovers WHERE token = $1 RETURNING person, account, channel, valid_until";

/// A session that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// Whose.
    pub person: PersonId,
    /// For which account.
    pub account: AccountId,
    /// Into which channel.
    pub channel: Channel,
    /// Until when it can be taken.
    pub valid_until: Instant,
}

impl SqlStore {
    /// Whether a nonce comes for the first time; it is kept until then.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_first(&self, nonce: &str, kept_until: Instant) -> Result<bool, StoreFailure> {
        Ok(self.change(NONCE, &[nonce.into(), micros(kept_until)]).await? > 0)
    }

    /// Keeps a hand-over under its token's digest.
    ///
    /// # Errors
    /// The database's.
    pub async fn hand_over(&self, token: &str, handed: &HandedOver) -> Result<(), StoreFailure> {
        let HandedOver { person, account, channel, valid_until } = handed;
        let values = [
            token.into(),
            person.as_str().into(),
            account.as_str().into(),
            channel.code().into(),
            micros(*valid_until),
        ];
        self.change(HAND_OVER, &values).await?;
        Ok(())
    }

    /// Takes a hand-over, which nobody can take again, whether or not it is still valid.
    ///
    /// # Errors
    /// The database's.
    pub async fn take_hand_over(&self, token: &str) -> Result<Option<HandedOver>, StoreFailure> {
        let mut work = self.begin().await?;
        let found = work.find(TAKE, &[token.into()]).await?;
        work.commit().await?;
        Ok(found.first().map(handed).transpose()?)
    }
}

fn handed(row: &Row) -> Result<HandedOver, SqlFailure> {
    let (person, account): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(HandedOver {
        person: PersonId::new(&person),
        account: AccountId::new(&account),
        channel: channel(&row.get::<String>(2)?)?,
        valid_until: instant(row.get(3)?)?,
    })
}
