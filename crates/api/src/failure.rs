//! Why a use case failed: refused by a rule, or the store could not do it.

use rules::rejection::{Reason, Rejection};
use serde::{Deserialize, Serialize};

/// Why a use case failed. Whatever it says, nothing was half done; what an order that is bound means for two accounts, binding and
/// delivery, goes on when it is done again. That a session has ended is a refusal (BUY-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Failure {
    /// A rule is against it.
    #[error("refused: {}", rule_ids(.0))]
    Refused(Rejection),
    /// The store could not do it.
    #[error(transparent)]
    Store(StoreFailure),
    /// Too many others changed the account at the same time, or it waits for what another account is to be told; trying again is
    /// safe.
    #[error("the account is being changed by others")]
    Busy,
    /// The backend cannot be reached, so nothing was changed.
    #[error("the backend cannot be reached")]
    Unreachable,
    /// The backend was asked to change something and did not answer. Whether it did so nobody knows; asking again with the
    /// same key does it once (ORD-3).
    #[error("the backend did not answer")]
    Unanswered,
    /// The backend cannot do it for now, through no fault of whoever asked. Nothing was changed.
    #[error("the backend is out of order")]
    OutOfOrder,
    /// The backend did not take it, and says in the person's language what was wrong with it.
    #[error("{detail}")]
    Told {
        /// What it says.
        detail: String,
    },
    /// The backend was asked too often, and did nothing.
    #[error("asked too often; again in {retry_after_seconds} s")]
    TooMany {
        /// After how many seconds it is worth asking again.
        retry_after_seconds: u32,
    },
}

/// What is wrong with the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "store", rename_all = "snake_case")]
pub enum StoreFailure {
    /// There is no room left.
    #[error("no room is left to store anything")]
    Full,
    /// The browser does not let this page store anything.
    #[error("storing is not allowed here")]
    Blocked,
    /// What was stored cannot be read.
    #[error("what was stored cannot be read: {detail}")]
    Unreadable {
        /// What the decoder says.
        detail: String,
    },
    /// Something else.
    #[error("the store failed: {detail}")]
    Other {
        /// What the store says.
        detail: String,
    },
}

impl Failure {
    /// Whether nobody is signed in who has to be (BUY-1).
    #[must_use]
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::Refused(rejection) if rejection.reasons.contains(&Reason::SignInRequired))
    }
}

fn rule_ids(rejection: &Rejection) -> String {
    let ids: Vec<&str> = rejection.reasons.iter().map(Reason::rule).collect();
    ids.join(", ")
}

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection)
    }
}

impl From<StoreFailure> for Failure {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}
