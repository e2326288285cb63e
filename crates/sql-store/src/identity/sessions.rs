//! Open sessions. A row holds the person and the account alone; the roles are those of the membership when it is read.

use api::StoreFailure;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId, Roles};
use serde_json::json;

use super::{instant, micros, or_zero, read};
use crate::failure::{SqlFailure, unfit, unreadable};
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
/// The same for a JSON array of tokens, but for those whose rows somebody holds just now: nobody waits for them.
const SEEN_TOGETHER: &str = "UPDATE sessions SET seen_at = $2 WHERE token = ANY (ARRAY( \
       SELECT idle.token FROM json_array_elements_text($1::json) AS asked (token) \
       CROSS JOIN LATERAL (SELECT sessions.token FROM sessions \
         WHERE sessions.token = asked.token AND sessions.seen_at < $2 FOR UPDATE SKIP LOCKED) AS idle))";
const END: &str = "DELETE FROM sessions WHERE token = $1";
const END_ALL: &str = "DELETE FROM sessions WHERE person = $1";
const FORGET: &str = "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2";

/// A session by its token's digest, and when it was used.
pub(crate) type Touch = (String, Instant);
/// That it is kept.
pub(crate) type Touched = Result<(), SqlFailure>;

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

    /// Keeps that a session was used. PostgreSQL keeps it together with all that are used meanwhile, with the instant of the last
    /// of them, and passes over one that somebody else is changing just now.
    ///
    /// # Errors
    /// The database's.
    pub async fn touch_session(&self, token: &str, seen_at: Instant) -> Result<(), StoreFailure> {
        match self {
            Self::Sqlite(_) => self.change(SEEN, &[token.into(), micros(seen_at)]).await.map(drop)?,
            Self::Postgres(server) => {
                let store = self.clone();
                let touched = server.touches.ask((token.to_owned(), seen_at), move |touches| {
                    let store = store.clone();
                    async move { store.touch_together(touches).await }
                });
                touched.await.unwrap_or_else(|| Err(unfit("no answer came in time").into()))?;
            }
        }
        Ok(())
    }

    /// All of them, or none.
    async fn touch_together(&self, touches: Vec<Touch>) -> Vec<Touched> {
        let count = touches.len();
        let (tokens, instants): (Vec<String>, Vec<Instant>) = touches.into_iter().unzip();
        let Some(latest) = instants.into_iter().max() else {
            return Vec::new();
        };
        let touched = self.change(SEEN_TOGETHER, &[(&json!(tokens).to_string()).into(), micros(latest)]).await;
        vec![touched.map(drop); count]
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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use futures::future::join_all;
    use postgres_fixture::TestDatabase;

    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    /// A server on which a person has these sessions.
    async fn with_sessions(tokens: &[&str]) -> (SqlStore, TestDatabase) {
        let database = TestDatabase::create().await.unwrap_or_else(|why| panic!("{why}"));
        let store = SqlStore::open(&database.url().parse().unwrap()).await.unwrap();
        store.put_person(&PersonId::new("p"), "林", None).await.unwrap();
        let session = StoredSession {
            person: PersonId::new("p"),
            account: AccountId::new("e"),
            channel: Channel::Web,
            created_at: at(0),
            seen_at: at(0),
            phone_verified_at: None,
        };
        for token in tokens {
            store.open_session(token, &session).await.unwrap();
        }
        (store, database)
    }

    async fn seen_at(store: &SqlStore, token: &str) -> Instant {
        store.session(token).await.unwrap().unwrap().stored.seen_at
    }

    #[tokio::test]
    async fn sessions_that_are_used_at_once_are_kept_in_one_commit() {
        let (store, _database) = with_sessions(&["a", "b", "c", "idle"]).await;
        let touched = join_all(["a", "b", "c"].map(|token| store.touch_session(token, at(60)))).await;
        assert!(touched.iter().all(Result::is_ok), "{touched:?}");
        let commits = "SELECT count(DISTINCT xmin::text) FROM sessions WHERE seen_at > 0";
        assert_eq!(store.find(commits, &[]).await.unwrap()[0].get::<i64>(0).unwrap(), 1);
        for (token, seen) in [("a", 60), ("b", 60), ("c", 60), ("idle", 0)] {
            assert_eq!(seen_at(&store, token).await, at(seen), "{token}");
        }
    }

    #[tokio::test]
    async fn a_session_that_somebody_holds_does_not_hold_up_the_others() {
        let (store, _database) = with_sessions(&["a", "b"]).await;
        let mut holding = store.begin().await.unwrap();
        holding.change("UPDATE sessions SET phone_verified_at = 0 WHERE token = 'a'", &[]).await.unwrap();
        let touched = join_all(["a", "b"].map(|token| store.touch_session(token, at(60)))).await;
        assert!(touched.iter().all(Result::is_ok), "{touched:?}");
        holding.roll_back().await;
        assert_eq!((seen_at(&store, "a").await, seen_at(&store, "b").await), (at(0), at(60)));
    }
}
