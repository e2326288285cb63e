//! Requests that a server does not take on, to stay well for the others.

use super::ProblemKind;

/// Why a request was not taken on, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shed {
    /// Too many came from the same address or session.
    TooManyRequests,
    /// The server works on as many as it can.
    Overloaded,
    /// The answer took longer than it may.
    TookTooLong,
}

impl Shed {
    pub(super) const fn kind(self) -> ProblemKind {
        match self {
            Self::TooManyRequests => ProblemKind::TooManyRequests,
            Self::Overloaded => ProblemKind::Overloaded,
            Self::TookTooLong => ProblemKind::TookTooLong,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::TooManyRequests => 429,
            Self::Overloaded | Self::TookTooLong => 503,
        }
    }
}
