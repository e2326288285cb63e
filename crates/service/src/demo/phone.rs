//! Codes by message, which a demonstration shows instead of sending (BUY-4, BIND-1).

use api::Failure;
use api::phone_code::{CodeEntered, CodeSent};

use super::Demo;
use crate::clock::Clock;
use crate::records::Records;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// Shows a code instead of sending it; `fresh` is the code.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn send_code(&self, fresh: &str) -> Result<CodeSent, Failure> {
        Ok(match self.shop.send_code(&self.signed_in().await?, fresh).await? {
            CodeSent::Sent { valid_until, resend_from, .. } => {
                CodeSent::Sent { valid_until, resend_from, shown: Some(fresh.to_owned()) }
            }
            not_sent => not_sent,
        })
    }

    /// Enters a code; the right one verifies the phone from now on.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn enter_code(&self, typed: &str) -> Result<CodeEntered, Failure> {
        let (entered, session) = self.shop.enter_code(&self.signed_in().await?, typed).await?;
        if entered == CodeEntered::Verified {
            self.keep_session(Some(&session)).await?;
        }
        Ok(entered)
    }
}
