//! What cannot be had at this moment, though nothing is against it.

use super::ProblemKind;

/// What cannot be had now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// The document of an invoice that is issued; it is not made yet.
    DocumentNotReady,
    /// The document of an invoice, since whoever issues invoices does not answer.
    IssuerDown,
}

impl Unavailable {
    pub(super) const fn kind(self) -> ProblemKind {
        match self {
            Self::DocumentNotReady => ProblemKind::DocumentNotReady,
            Self::IssuerDown => ProblemKind::IssuerDown,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::DocumentNotReady => 409,
            Self::IssuerDown => 503,
        }
    }
}
