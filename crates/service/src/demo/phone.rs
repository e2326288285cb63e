//! Codes by message, which a demonstration shows instead of sending (BUY-4, BIND-1).

use api::phone_code::{CodeEntered, CodeSent};
use api::{Failure, Session};

use super::{Demo, unreadable};
use crate::clock::Clock;
use crate::phone_code::PhoneCode;
use crate::store::{Settings, Store};

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// Sends a code to the enterprise's security phone, or to a buyer's own; `fresh` is the code to send.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn send_code(&self, fresh: &str) -> Result<CodeSent, Failure> {
        let session = self.signed_in().await?;
        let now = self.shop.clock.now();
        let resend_from = self.sent_code(&session).await?.map(|code| code.resend_from());
        if let Some(resend_from) = resend_from.filter(|from| now < *from) {
            return Ok(CodeSent::TooSoon { resend_from });
        }
        let code = PhoneCode::new(fresh.to_owned(), now);
        self.keep_code(&session, &code).await?;
        let (valid_until, resend_from) = (code.valid_until(), code.resend_from());
        Ok(CodeSent::Sent { valid_until, resend_from, shown: Some(fresh.to_owned()) })
    }

    /// Enters a code; the right one verifies the phone from now on.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn enter_code(&self, typed: &str) -> Result<CodeEntered, Failure> {
        let mut session = self.signed_in().await?;
        let Some(mut code) = self.sent_code(&session).await? else {
            return Ok(CodeEntered::Spent);
        };
        let now = self.shop.clock.now();
        let entered = code.enter(typed, now);
        self.keep_code(&session, &code).await?;
        if entered == CodeEntered::Verified {
            session.person.phone_verified_at = Some(now);
            self.keep_session(Some(&session)).await?;
        }
        Ok(entered)
    }

    async fn sent_code(&self, session: &Session) -> Result<Option<PhoneCode>, Failure> {
        let text = self.shop.store.setting(&name(session)).await?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(&error))).transpose()
    }

    async fn keep_code(&self, session: &Session, code: &PhoneCode) -> Result<(), Failure> {
        let text = serde_json::to_string(code).map_err(|error| unreadable(&error))?;
        Ok(self.shop.store.set_setting(&name(session), Some(&text)).await?)
    }
}

fn name(session: &Session) -> String {
    format!("phone-code {} {}", session.account.as_str(), session.person.id.as_str())
}
