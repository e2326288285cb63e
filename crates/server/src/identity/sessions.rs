//! Open sessions: found by the token of their cookie, begun, continued under another token, and ended.

use api::{Failure, Membership, RequestMistake, Session, StoreFailure};
use axum::http::{HeaderMap, HeaderValue};
use rules::context::Person;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{AccountId, Channel, PersonId, Roles};
use sql_store::{FoundSession, Joined, StoredSession};

use super::Identity;
use super::lifetime::Lifetime;
use super::secret::{fresh_token, token_digest};
use crate::api::{Answering, OpenSession, Sessions, Unanswered};

/// The session that a request carries.
pub(crate) struct Current {
    /// Under what it is kept.
    digest: String,
    /// As it is kept.
    pub(super) stored: StoredSession,
    /// As it counts now.
    pub(crate) open: OpenSession,
}

impl Sessions for Identity {
    fn open_session<'a>(&'a self, headers: &'a HeaderMap) -> Answering<'a, Result<Option<OpenSession>, Failure>> {
        Box::pin(async move { Ok(self.current(headers).await?.map(|current| current.open)) })
    }
}

impl Identity {
    /// The session that the headers of a request carry, if it is open.
    pub(super) async fn current(&self, headers: &HeaderMap) -> Result<Option<Current>, Failure> {
        let Some(digest) = self.cookie.token(headers).map(token_digest) else {
            return Ok(None);
        };
        let Some(found) = self.parts.store.session(&digest).await? else {
            return Ok(None);
        };
        let (now, StoredSession { created_at, seen_at, .. }) = (self.now(), &found.stored);
        if self.parts.lifetime.is_over(*created_at, *seen_at, now) {
            self.parts.store.end_session(&digest).await?;
            return Ok(None);
        }
        if Lifetime::is_worth_noting(*seen_at, now) {
            // Where it fails, the session ends earlier; nobody who only reads is to fail for it.
            if let Err(failure) = self.parts.store.touch_session(&digest, now).await {
                tracing::warn!(%failure, "that a session is used could not be kept");
            }
        }
        let Some(session) = acting(&found) else {
            return Ok(None);
        };
        let open = OpenSession { session, channel: found.stored.channel };
        Ok(Some(Current { digest, stored: found.stored, open }))
    }

    /// Begins a session under a fresh token; the one that the request carried, whoever put it there, is over.
    pub(super) async fn start(
        &self,
        headers: &HeaderMap,
        person: &PersonId,
        account: AccountId,
        channel: Channel,
    ) -> Result<HeaderValue, Failure> {
        self.end(headers).await?;
        let (now, token) = (self.now(), fresh_token()?);
        let person = person.clone();
        let session =
            StoredSession { person, account, channel, created_at: now, seen_at: now, phone_verified_at: None };
        self.parts.store.open_session(&token_digest(&token), &session).await?;
        self.cookie_of(&token, &session)
    }

    /// Goes on with a session as it is from now on, under a fresh token; the old one is dead at once.
    pub(super) async fn go_on_as(&self, current: &Current, session: StoredSession) -> Result<HeaderValue, Failure> {
        let (token, session) = (fresh_token()?, StoredSession { seen_at: self.now(), ..session });
        if !self.parts.store.replace_session(&current.digest, &token_digest(&token), &session).await? {
            // It was ended in the same moment.
            return Err(Rejection::because(Reason::SignInRequired).into());
        }
        self.cookie_of(&token, &session)
    }

    /// Acts for another account from now on; what was verified for the one before does not count for it (BUY-4).
    pub(crate) async fn act_for(&self, headers: &HeaderMap, account: AccountId) -> Result<HeaderValue, Unanswered> {
        let current = self.current(headers).await?.ok_or_else(|| Rejection::because(Reason::SignInRequired))?;
        let person = &current.stored.person;
        let known = self.parts.store.person(person).await?;
        let is_own = known.is_some_and(|known| known.account.as_ref() == Some(&account));
        let joined = self.parts.store.enterprises_of(person).await?;
        if !is_own && !joined.iter().any(|joined| joined.account == account) {
            return Err(RequestMistake::NotJoined.into());
        }
        let session = StoredSession { account, phone_verified_at: None, ..current.stored.clone() };
        Ok(self.go_on_as(&current, session).await?)
    }

    /// The accounts that a person can act for, their own last.
    pub(crate) async fn memberships(&self, person: &PersonId) -> Result<Vec<Membership>, Failure> {
        let joined = self.parts.store.enterprises_of(person).await?;
        let joined =
            joined.into_iter().map(|Joined { account, name, roles }| Membership { account, name, roles: Some(roles) });
        let own = self.parts.store.person(person).await?.and_then(|known| {
            let name = known.name;
            known.account.map(|account| Membership { account, name, roles: None })
        });
        Ok(joined.chain(own).collect())
    }

    /// Ends the session that a request carries, if it is one, and gives the header that takes the cookie away.
    pub(crate) async fn end(&self, headers: &HeaderMap) -> Result<HeaderValue, Failure> {
        if let Some(token) = self.cookie.token(headers) {
            self.parts.store.end_session(&token_digest(token)).await?;
        }
        self.cookie.taken().ok_or_else(unwritable)
    }

    /// Ends every session of a person.
    pub(crate) async fn end_everywhere(&self, person: &PersonId) -> Result<HeaderValue, Failure> {
        self.parts.store.end_sessions_of(person).await?;
        self.cookie.taken().ok_or_else(unwritable)
    }

    fn cookie_of(&self, token: &str, session: &StoredSession) -> Result<HeaderValue, Failure> {
        let passed = session.seen_at.signed_duration_since(session.created_at);
        let lasts = self.parts.lifetime.absolute.checked_sub(&passed).unwrap_or_default();
        self.cookie.given(token, lasts).ok_or_else(unwritable)
    }
}

/// For whom somebody acts now. Whoever is no longer a member acts for their own account, where there is one, and for nobody
/// where there is none; nothing that was verified for the enterprise counts there.
fn acting(found: &FoundSession) -> Option<Session> {
    let FoundSession { stored, person_name, own_account, roles } = found;
    let as_person = |account: &AccountId, roles, phone_verified_at| {
        let person = Person { id: stored.person.clone(), roles, phone_verified_at };
        Session { account: account.clone(), person, person_name: person_name.clone() }
    };
    if own_account.as_ref() == Some(&stored.account) {
        return Some(as_person(&stored.account, Roles::default(), stored.phone_verified_at));
    }
    match roles {
        Some(roles) => Some(as_person(&stored.account, *roles, stored.phone_verified_at)),
        None => own_account.as_ref().map(|own| as_person(own, Roles::default(), None)),
    }
}

fn unwritable() -> Failure {
    StoreFailure::Other { detail: "a cookie that cannot be written".to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use rules::calendar::Instant;
    use rules::vocabulary::Role;

    use super::*;

    fn found(own: Option<&str>, roles: Option<Roles>) -> FoundSession {
        let stored = StoredSession {
            person: PersonId::new("p"),
            account: AccountId::new("e"),
            channel: Channel::Web,
            created_at: Instant::UNIX_EPOCH,
            seen_at: Instant::UNIX_EPOCH,
            phone_verified_at: Some(Instant::UNIX_EPOCH),
        };
        FoundSession { stored, person_name: "林".to_owned(), own_account: own.map(AccountId::new), roles }
    }

    #[test]
    fn a_member_acts_in_the_roles_of_this_moment() {
        let roles = Roles::of(&[Role::FeeManager]);
        let session = acting(&found(Some("own"), Some(roles))).unwrap();
        assert_eq!((session.account.as_str(), session.person.roles), ("e", roles));
        assert!(session.person.phone_verified_at.is_some());
    }

    #[test]
    fn whoever_is_no_member_any_more_acts_for_themselves_with_nothing_verified() {
        let session = acting(&found(Some("own"), None)).unwrap();
        assert_eq!((session.account.as_str(), session.person.roles), ("own", Roles::default()));
        assert_eq!(session.person.phone_verified_at, None);
    }

    #[test]
    fn whoever_is_no_member_and_has_no_account_is_signed_out() {
        assert_eq!(acting(&found(None, None)), None);
    }

    #[test]
    fn on_an_own_account_there_are_no_roles() {
        let session = acting(&found(Some("e"), Some(Roles::of(&[Role::SuperAdmin])))).unwrap();
        assert_eq!(session.person.roles, Roles::default());
        assert!(session.person.phone_verified_at.is_some());
    }
}
