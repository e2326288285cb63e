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
    NotPartner,
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

impl RequestMistake {
    pub(super) const fn kind(&self) -> ProblemKind {
        match self {
            Self::Body { .. } => ProblemKind::UnreadableBody,
            Self::Parameter { .. } => ProblemKind::UnreadableParameter,
            Self::Header { .. } | Self::OtherKey => ProblemKind::Header,
            Self::KeyReused => ProblemKind::KeyReused,
            Self::NotPartner => ProblemKind::NotPartner,
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
            Self::NotPartner => 401,
            Self::DemonstrationOnly => 403,
            Self::NotFound => 404,
            Self::Method => 405,
            Self::NotAcceptable => 406,
            Self::TooLarge { .. } => 413,
            Self::MediaType => 415,
            Self::KeyReused | Self::UnfitProof(_) => 422,
        }
    }
}
