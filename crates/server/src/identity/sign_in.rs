//! Signing in by a code on one's own phone. Nothing of an answer says whether anybody is known by the phone: a code is
//! made and kept for every one, in the same way, and only the message is not sent.

use std::sync::Arc;

use api::phone_code::{CodeEntered, CodeSent};
use api::{Failure, StoreFailure};
use axum::http::{HeaderMap, HeaderValue};
use rules::vocabulary::{AccountId, Channel, Language};
use service::{Clock, Shop, Store};
use sql_store::KnownPerson;

use super::Identity;
use super::codes::Subject;
use crate::edge::Subscriber;
use crate::sms::{CodeMessage, message};

/// How the ids of people's own accounts begin; no enterprise has such a one.
pub(super) const OWN: &str = "person-";

impl Identity {
    /// Sends a code to a phone of eleven digits, if anybody is known by it.
    pub(crate) async fn send_sign_in_code(
        &self,
        phone: &str,
        from: Option<Subscriber>,
        language: Language,
    ) -> Result<CodeSent, Failure> {
        let now = self.now();
        let subject = subject(phone);
        if let Some(too_soon) = self.count_code(&subject, from, now).await? {
            return Ok(too_soon);
        }
        let person = self.parts.store.person_by_phone(phone).await?;
        let fresh = self.make_code(&subject, person.as_ref().map(|person| &person.id), now).await?;
        if person.is_some() {
            let text = message(CodeMessage::SignIn, &fresh.code, language);
            let (messages, phone) = (Arc::clone(&self.parts.messages), phone.to_owned());
            // Nobody waits for it: how long it takes would say that somebody is known.
            self.sending.spawn(async move {
                if let Err(failure) = messages.send(&phone, &text).await {
                    tracing::warn!(%failure, "a code to sign in could not be sent");
                }
            });
        }
        let is_shown = self.parts.is_demonstration && person.is_some();
        Ok(fresh.told(is_shown))
    }

    /// Enters that code. The right one opens a session, on the web (CH-12), and ends the one that was open before.
    pub(crate) async fn sign_in<S: Store, C: Clock>(
        &self,
        shop: &Shop<S, C>,
        headers: &HeaderMap,
        phone: &str,
        typed: &str,
    ) -> Result<(CodeEntered, Option<HeaderValue>), Failure> {
        let (entered, sent_to) = self.enter_code(&subject(phone), typed, self.now()).await?;
        let Some(sent_to) = sent_to else {
            return Ok((entered, None));
        };
        let person = self.parts.store.person_by_phone(phone).await?;
        let Some(person) = person.filter(|person| person.id == sent_to) else {
            // The phone became somebody else's since.
            return Ok((CodeEntered::Spent, None));
        };
        let account = self.first_account(shop, &person).await?;
        let cookie = self.start(headers, &person.id, account, Channel::Web).await?;
        Ok((entered, Some(cookie)))
    }

    /// The account that somebody acts for first: an enterprise that they have joined, else their own.
    async fn first_account<S: Store, C: Clock>(
        &self,
        shop: &Shop<S, C>,
        person: &KnownPerson,
    ) -> Result<AccountId, Failure> {
        let joined = self.parts.store.enterprises_of(&person.id).await?;
        match joined.into_iter().next() {
            Some(joined) => Ok(joined.account),
            None => self.own_account(shop, person).await,
        }
    }

    /// A person's own account (RULES §9), opened where it is not yet.
    pub(super) async fn own_account<S: Store, C: Clock>(
        &self,
        shop: &Shop<S, C>,
        person: &KnownPerson,
    ) -> Result<AccountId, Failure> {
        if let Some(own) = &person.account {
            return Ok(own.clone());
        }
        let own = AccountId::new(&format!("{OWN}{}", person.id.as_str()));
        if !shop.open_own_account(&own, &person.id, &person.name).await? {
            let detail = format!("the account {} is not that person's", own.as_str());
            return Err(StoreFailure::Other { detail }.into());
        }
        self.parts.store.set_own_account(&person.id, &own).await?;
        Ok(own)
    }
}

fn subject(phone: &str) -> Subject<'_> {
    Subject { purpose: "sign-in", of: &[], phone }
}
