//! Why something is refused: every reason at once, each with its rule and the ways forward.

mod about;
mod channel;
mod reason;
mod remedy;

use serde::{Deserialize, Serialize};

pub use channel::{AddOnRule, CertifiedFor, ChannelRule, Handover};
pub use reason::Reason;
pub use remedy::Remedy;

/// A refusal with all of its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rejection {
    /// Every reason, in the order in which a person would clear them.
    pub reasons: Vec<Reason>,
}

impl Rejection {
    /// A refusal for one reason.
    #[must_use]
    pub fn because(reason: Reason) -> Self {
        Self { reasons: vec![reason] }
    }

    /// Adds a reason, unless it was given already: two packs against one rule are one reason.
    pub fn add(&mut self, reason: Reason) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Adds reasons as [`Rejection::add`] does.
    pub fn add_all(&mut self, reasons: impl IntoIterator<Item = Reason>) {
        for reason in reasons {
            self.add(reason);
        }
    }

    /// `Ok` where there is no reason against.
    ///
    /// # Errors
    /// The reasons, where there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.reasons.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Whether every reason can be cleared without leaving the checkout: by signing in or verifying the phone.
    #[must_use]
    pub fn is_cleared_in_checkout(&self) -> bool {
        self.reasons.iter().all(Reason::is_cleared_in_checkout)
    }

    /// The same without what can be cleared in the checkout.
    #[must_use]
    pub fn beyond_checkout(mut self) -> Self {
        self.reasons.retain(|reason| !reason.is_cleared_in_checkout());
        self
    }
}
