//! Signing in and out, and whom somebody acts for.

use api::answers::SessionNow;
use api::paths::{MEMBERSHIPS, SESSION, SESSION_ACCOUNT, SESSION_HANDOVER, SESSIONS, SIGN_IN, SIGN_IN_CODES};
use api::phone_code::{CodeEntered, CodeSent};
use api::{ChosenAccount, Failure, Membership, SignIn, SignInCode, TakenOver};
use rules::vocabulary::{AccountId, Channel};

use super::HttpBackend;
use super::request::Request;
use crate::browser;

impl HttpBackend {
    /// Sends a code to sign in with.
    ///
    /// # Errors
    /// The server's, or that it did not answer.
    pub async fn send_sign_in_code(&self, phone: &str) -> Result<CodeSent, Failure> {
        let wanted = SignInCode { phone: phone.to_owned() };
        self.ask(Request::post(SIGN_IN_CODES, &browser::fresh_request_key()).with(&wanted)?).await
    }

    /// Enters that code; the right one brings a session.
    ///
    /// # Errors
    /// The server's, or that it did not answer.
    pub async fn sign_in(&self, signing_in: &SignIn) -> Result<CodeEntered, Failure> {
        // Each entry counts, also one that nobody heard the answer to.
        self.ask(Request::post(SIGN_IN, &browser::fresh_request_key()).once().with(signing_in)?).await
    }

    /// Takes over the session that a mini-program handed to its web view; each token counts once (CH-12).
    ///
    /// # Errors
    /// The server's, or that it did not answer.
    pub async fn take_over(&self, token: String) -> Result<(), Failure> {
        let taking = Request::post(SESSION_HANDOVER, &browser::fresh_request_key()).once();
        self.tell(taking.with(&TakenOver { token })?).await
    }

    /// The channel of the session, which the server decides by (CH-12); that of the page where nobody is signed in.
    ///
    /// # Errors
    /// The server's, or that it cannot be reached.
    pub async fn channel(&self) -> Result<Channel, Failure> {
        self.ask(Request::get(SESSION).once()).await.map(|SessionNow { channel, .. }| channel)
    }

    /// The accounts that the person can act for.
    ///
    /// # Errors
    /// The server's, or that it cannot be reached.
    pub async fn memberships(&self) -> Result<Vec<Membership>, Failure> {
        self.ask(Request::get(MEMBERSHIPS)).await
    }

    /// Acts for an account from now on.
    ///
    /// # Errors
    /// The server's, or that it did not answer.
    pub async fn act_for(&self, account: &AccountId) -> Result<(), Failure> {
        let chosen = ChosenAccount { account: account.clone() };
        // The session goes on under another token, and one whose answer got lost is over.
        self.tell(Request::put(SESSION_ACCOUNT, &browser::fresh_request_key()).once().with(&chosen)?).await
    }

    /// Ends this session, or every one of the person.
    ///
    /// # Errors
    /// The server's, or that it did not answer.
    pub async fn sign_out(&self, everywhere: bool) -> Result<(), Failure> {
        let sessions = if everywhere { SESSIONS } else { SESSION };
        self.tell(Request::delete(sessions, &browser::fresh_request_key())).await
    }
}
