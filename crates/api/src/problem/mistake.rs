//! What can be wrong with a request, whatever it asks for.

use super::ProblemKind;
use crate::transfer_proof::UnfitProof;

/// Why a request is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestMistake {
    /// The body is not what was expected.
    Body {
        /// Where in the body: `basket.edition.term`; a dot for the whole.
        place: String,
        /// What the reader says.
        detail: String,
    },
    /// A parameter of the address is not known, or not what was expected.
    Parameter {
        /// What the reader says.
        detail: String,
    },
    /// A header that has to be there is not, or not as it has to be.
    Header {
        /// Which one.
        name: &'static str,
        /// What it has to be.
        expected: &'static str,
    },
    /// The key in the header is not the one of what is sent.
    OtherKey,
    /// The key came before, with another request.
    KeyReused,
    /// The request is not signed by the e-sign system.
    NotPartner(SignatureFault),
    /// A page of another origin sent it, or one that does not say which.
    OtherOrigin,
    /// Nobody has handed it over, it was taken before, or it is too late (CH-12).
    HandOver,
    /// The person has not joined that enterprise.
    NotJoined,
    /// There is no phone that a code could be sent to.
    NoPhone,
    /// The phone, or the account, is somebody else's.
    Taken,
    /// There is nothing at this address.
    NotFound,
    /// The address does not know this method.
    Method,
    /// Nothing that there is would be accepted.
    NotAcceptable,
    /// The body is larger than the largest.
    TooLarge {
        /// The largest in bytes.
        most: usize,
    },
    /// The body is of another kind.
    MediaType,
    /// The file is no proof of a transfer.
    UnfitProof(UnfitProof),
    /// Only a demonstration does this.
    DemonstrationOnly,
}

/// What is wrong with a signature. It says nothing that helps to make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureFault {
    /// A header is missing, comes twice, or cannot be read.
    Header(&'static str),
    /// Nobody has a key of this id.
    UnknownKey,
    /// It was signed too long ago, or in the future.
    OutOfTime,
    /// It is not the signature of this request by this key.
    Wrong,
    /// The nonce came before.
    Replayed,
}

impl RequestMistake {
    pub(super) const fn kind(&self) -> ProblemKind {
        match self {
            Self::Body { .. } => ProblemKind::UnreadableBody,
            Self::Parameter { .. } => ProblemKind::UnreadableParameter,
            Self::Header { .. } | Self::OtherKey => ProblemKind::Header,
            Self::KeyReused => ProblemKind::KeyReused,
            Self::NotPartner(_) => ProblemKind::NotPartner,
            Self::OtherOrigin => ProblemKind::OtherOrigin,
            Self::HandOver => ProblemKind::HandOver,
            Self::NotJoined => ProblemKind::NotJoined,
            Self::NoPhone => ProblemKind::NoPhone,
            Self::Taken => ProblemKind::Taken,
            Self::NotFound => ProblemKind::NotFound,
            Self::Method => ProblemKind::Method,
            Self::NotAcceptable => ProblemKind::NotAcceptable,
            Self::TooLarge { .. } => ProblemKind::TooLarge,
            Self::MediaType => ProblemKind::MediaType,
            Self::UnfitProof(_) => ProblemKind::UnfitProof,
            Self::DemonstrationOnly => ProblemKind::DemonstrationOnly,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Body { .. } | Self::Parameter { .. } | Self::Header { .. } | Self::OtherKey => 400,
            Self::NotPartner(_) => 401,
            Self::DemonstrationOnly | Self::OtherOrigin | Self::HandOver | Self::NotJoined => 403,
            Self::NotFound => 404,
            Self::Method => 405,
            Self::NotAcceptable => 406,
            Self::NoPhone | Self::Taken => 409,
            Self::TooLarge { .. } => 413,
            Self::MediaType => 415,
            Self::KeyReused | Self::UnfitProof(_) => 422,
        }
    }
}
