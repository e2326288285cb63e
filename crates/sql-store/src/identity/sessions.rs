//! Open sessions. A row holds the person and the account alone; the roles are those of the membership when it is read.

use api::StoreFailure;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId, Roles};
use serde_json::json;

use super::{instant, micros, or_zero, read};
use crate::failure::{SqlFailure, unreadable};
use crate::open::SqlStore;
use crate::questions::Question;
use crate::statement::{Row, Sql};

/// Sessions by their tokens. PostgreSQL looks each up by its key, however few it believes to have (`OFFSET 0`).
const FIND: Question = Question(Sql::each(
    "SELECT asked.key, sessions.person, sessions.account, sessions.channel, sessions.created_at, sessions.seen_at, \
     sessions.phone_verified_at, people.name, people.account, members.roles FROM json_each($1) AS asked \
     CROSS JOIN sessions ON sessions.token = asked.value ->> 0 \
     JOIN people ON people.person = sessions.person \
     LEFT JOIN members ON members.account = sessions.account AND members.person = sessions.person",
    "SELECT asked.place - 1, found.* FROM json_array_elements($1::json) WITH ORDINALITY AS asked (value, place) \
     CROSS JOIN LATERAL (SELECT sessions.person, sessions.account, sessions.channel, sessions.created_at, sessions.seen_at, \
         sessions.phone_verified_at, people.name, people.account AS own, members.roles FROM sessions \
         JOIN people ON people.person = sessions.person \
         LEFT JOIN members ON members.account = sessions.account AND members.person = sessions.person \
         WHERE sessions.token = asked.value ->> 0 OFFSET 0) AS found",
));
const OPEN: &str = "INSERT INTO sessions (token, person, account, channel, created_at, seen_at, phone_verified_at) \
     VALUES ($1, $2, $3, $4, $5, $6, nullif($7, 0))";
const REPLACE: &str = "UPDATE sessions SET token = $1, account = $2, seen_at = $3, phone_verified_at = nullif($4, 0) \
     WHERE token = $5";
const SEEN: &str = "UPDATE sessions SET seen_at = $2 WHERE token = $1 AND seen_at < $2";
const END: &str = "DELETE FROM sessions WHERE token = $1";
const END_ALL: &str = "DELETE FROM sessions WHERE person = $1";
const FORGET: &str = "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2";

/// A session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// Who signed in.
    pub person: PersonId,
    /// For whom they act.
    pub account: AccountId,
    /// Where it was opened (CH-12).
    pub channel: Channel,
    /// When.
    pub created_at: Instant,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
    /// When the security phone of that account, or a person's own, was verified in it (BUY-4, BIND-1).
    pub phone_verified_at: Option<Instant>,
}

/// A session with what its person is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSession {
    /// As it is kept.
    pub stored: StoredSession,
    /// The person's name.
    pub person_name: String,
    /// The person's own account, once it is opened.
    pub own_account: Option<AccountId>,
    /// The roles in the session's account; `None` for somebody who is no member.
    pub roles: Option<Roles>,
}

impl SqlStore {
    /// The session of a token's digest, whether it has ended by its time or not.
    ///
    /// # Errors
    /// The database's.
    pub async fn session(&self, token: &str) -> Result<Option<FoundSession>, StoreFailure> {
        let found = self.find_together(FIND, &self.questions().sessions, json!([token])).await?;
        Ok(found.first().map(session).transpose()?)
    }

    /// Keeps a new session under its token's digest.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_session(&self, token: &str, session: &StoredSession) -> Result<(), StoreFailure> {
        let values = [
            token.into(),
            session.person.as_str().into(),
            session.account.as_str().into(),
            session.channel.code().into(),
            micros(session.created_at),
            micros(session.seen_at),
            or_zero(session.phone_verified_at),
        ];
        self.change(OPEN, &values).await?;
        Ok(())
    }

    /// Puts a session under a new token, with its account and verification as they are from now on; the old token is dead at
    /// once. Whether there still was one under it.
    ///
    /// # Errors
    /// The database's.
    pub async fn replace_session(&self, old: &str, new: &str, session: &StoredSession) -> Result<bool, StoreFailure> {
        let account = session.account.as_str().into();
        let values = [new.into(), account, micros(session.seen_at), or_zero(session.phone_verified_at), old.into()];
        Ok(self.change(REPLACE, &values).await? > 0)
    }

    /// Keeps that a session was used.
    ///
    /// # Errors
    /// The database's.
    pub async fn touch_session(&self, token: &str, seen_at: Instant) -> Result<(), StoreFailure> {
        self.change(SEEN, &[token.into(), micros(seen_at)]).await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_session(&self, token: &str) -> Result<(), StoreFailure> {
        self.change(END, &[token.into()]).await?;
        Ok(())
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_sessions_of(&self, person: &PersonId) -> Result<(), StoreFailure> {
        self.change(END_ALL, &[person.as_str().into()]).await?;
        Ok(())
    }

    /// Forgets the sessions that were opened, or used last, by then.
    ///
    /// # Errors
    /// The database's.
    pub async fn forget_sessions(&self, opened_by: Instant, used_by: Instant) -> Result<(), StoreFailure> {
        self.change(FORGET, &[micros(opened_by), micros(used_by)]).await?;
        Ok(())
    }
}

fn session(row: &Row) -> Result<FoundSession, SqlFailure> {
    let (person, account, roles): (String, String, Option<String>) = (row.get(1)?, row.get(2)?, row.get(9)?);
    let (verified, own): (Option<i64>, Option<String>) = (row.get(6)?, row.get(8)?);
    let stored = StoredSession {
        person: PersonId::new(&person),
        account: AccountId::new(&account),
        channel: channel(&row.get::<String>(3)?)?,
        created_at: instant(row.get(4)?)?,
        seen_at: instant(row.get(5)?)?,
        phone_verified_at: verified.map(instant).transpose()?,
    };
    Ok(FoundSession {
        stored,
        person_name: row.get(7)?,
        own_account: own.as_deref().map(AccountId::new),
        roles: roles.map(|roles| read("the roles of a member", &roles)).transpose()?,
    })
}

/// The channel with this code.
pub(super) fn channel(code: &str) -> Result<Channel, SqlFailure> {
    let known = Channel::ALL.into_iter().find(|channel| channel.code() == code);
    known.ok_or_else(|| unreadable("a channel", format_args!("{code} is not known")).into())
}
