//! A session that the mini-program hands over to its web view, with the channel that it is bound to (CH-12).

use api::{Failure, RequestMistake};
use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId};
use schemars::JsonSchema;
use serde::Serialize;
use service::{Clock, Shop, Store};
use sql_store::HandedOver;

use super::Identity;
use super::secret::{fresh_token, token_digest};
use crate::api::Unanswered;

/// How long a hand-over can be taken.
const VALID: TimeDelta = TimeDelta::seconds(60);

/// What the mini-program gives its web view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandOver {
    /// The token, which counts once.
    pub token: String,
    /// Until when it can be taken.
    pub valid_until: Instant,
}

impl Identity {
    /// Hands a person over into a channel, for an enterprise that they have joined, or for their own account.
    pub(crate) async fn hand_over<S: Store, C: Clock>(
        &self,
        shop: &Shop<S, C>,
        person: &PersonId,
        account: Option<AccountId>,
        channel: Channel,
    ) -> Result<HandOver, Unanswered> {
        let now = self.now();
        let person = self.parts.store.person(person).await?.ok_or(RequestMistake::NotFound)?;
        let account = match account {
            None => self.own_account(shop, &person).await?,
            Some(account) => {
                let joined = self.parts.store.enterprises_of(&person.id).await?;
                let is_own = person.account.as_ref() == Some(&account);
                if !is_own && !joined.iter().any(|joined| joined.account == account) {
                    return Err(RequestMistake::NotJoined.into());
                }
                account
            }
        };
        let token = fresh_token().map_err(Failure::from)?;
        let valid_until = now.checked_add_signed(VALID).unwrap_or(now);
        let handed = HandedOver { person: person.id, account, channel, valid_until };
        self.parts.store.hand_over(&token_digest(&token), &handed).await?;
        self.sweep(now).await;
        Ok(HandOver { token, valid_until })
    }

    /// Opens the session that was handed over. Its token is used up, whether or not it came in time.
    pub(crate) async fn take_over(&self, headers: &HeaderMap, token: &str) -> Result<HeaderValue, Unanswered> {
        let handed = self.parts.store.take_hand_over(&token_digest(token)).await?;
        let now = self.now();
        let handed = handed.filter(|handed| now < handed.valid_until).ok_or(RequestMistake::HandOver)?;
        Ok(self.start(headers, &handed.person, handed.account, handed.channel).await?)
    }
}
