//! The kinds of problems, each with an address that never changes.

use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// What kind of problem. On the wire a URI reference; `docs/API.md` says more of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ProblemKind {
    /// A rule is against it.
    #[serde(rename = "/problems/refused")]
    Refused,
    /// Too many others change the same account.
    #[serde(rename = "/problems/busy")]
    Busy,
    /// The shop cannot store or read.
    #[serde(rename = "/problems/store")]
    Store,
    /// It was asked too often.
    #[serde(rename = "/problems/too-many")]
    TooMany,
    /// Something behind the shop did not answer.
    #[serde(rename = "/problems/unanswered")]
    Unanswered,
    /// The body cannot be read.
    #[serde(rename = "/problems/unreadable-body")]
    UnreadableBody,
    /// A parameter of the address cannot be read, or is not known.
    #[serde(rename = "/problems/unreadable-parameter")]
    UnreadableParameter,
    /// A header is missing or cannot be read.
    #[serde(rename = "/problems/header")]
    Header,
    /// The key was used for another request.
    #[serde(rename = "/problems/key-reused")]
    KeyReused,
    /// The request is not signed by the e-sign system.
    #[serde(rename = "/problems/not-partner")]
    NotPartner,
    /// A page of another origin sent it.
    #[serde(rename = "/problems/other-origin")]
    OtherOrigin,
    /// Nobody has handed it over, or somebody took it.
    #[serde(rename = "/problems/hand-over")]
    HandOver,
    /// The person has not joined that enterprise.
    #[serde(rename = "/problems/not-joined")]
    NotJoined,
    /// There is no phone that a code could be sent to.
    #[serde(rename = "/problems/no-phone")]
    NoPhone,
    /// The phone, or the account, is somebody else's.
    #[serde(rename = "/problems/taken")]
    Taken,
    /// There is nothing at this address.
    #[serde(rename = "/problems/not-found")]
    NotFound,
    /// The address does not know this method.
    #[serde(rename = "/problems/method")]
    Method,
    /// Nothing that there is would be accepted.
    #[serde(rename = "/problems/not-acceptable")]
    NotAcceptable,
    /// The body is too large.
    #[serde(rename = "/problems/too-large")]
    TooLarge,
    /// The body is of another kind.
    #[serde(rename = "/problems/media-type")]
    MediaType,
    /// The file is no proof of a transfer.
    #[serde(rename = "/problems/unfit-proof")]
    UnfitProof,
    /// Only a demonstration does this.
    #[serde(rename = "/problems/demonstration-only")]
    DemonstrationOnly,
    /// Too many requests came from there.
    #[serde(rename = "/problems/too-many-requests")]
    TooManyRequests,
    /// The server works on as many requests as it can.
    #[serde(rename = "/problems/overloaded")]
    Overloaded,
    /// The answer took longer than it may.
    #[serde(rename = "/problems/took-too-long")]
    TookTooLong,
}

impl ProblemKind {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::Refused,
        Self::Busy,
        Self::Store,
        Self::TooMany,
        Self::Unanswered,
        Self::UnreadableBody,
        Self::UnreadableParameter,
        Self::Header,
        Self::KeyReused,
        Self::NotPartner,
        Self::OtherOrigin,
        Self::HandOver,
        Self::NotJoined,
        Self::NoPhone,
        Self::Taken,
        Self::NotFound,
        Self::Method,
        Self::NotAcceptable,
        Self::TooLarge,
        Self::MediaType,
        Self::UnfitProof,
        Self::DemonstrationOnly,
        Self::TooManyRequests,
        Self::Overloaded,
        Self::TookTooLong,
    ];

    pub(super) const fn of_failure(failure: &Failure) -> Self {
        match failure {
            Failure::Refused(_) | Failure::Told { .. } => Self::Refused,
            Failure::Busy => Self::Busy,
            Failure::Store(_) | Failure::OutOfOrder => Self::Store,
            Failure::TooMany { .. } => Self::TooMany,
            Failure::Unreachable | Failure::Unanswered => Self::Unanswered,
        }
    }
}
