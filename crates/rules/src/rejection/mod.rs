//! Why something is refused: every reason at once, each with its rule and the ways forward.

mod channel;
mod remedy;

use serde::{Deserialize, Serialize};

pub use channel::{ChannelRule, Handover};
pub use remedy::Remedy;

use crate::account::{Activation, OrderState};
use crate::calendar::Instant;
use crate::money::Money;
use crate::offer::EditionAction;
use crate::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};

/// A refusal with all of its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Every reason, in the order in which a person would clear them.
    pub reasons: Vec<Reason>,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// Nobody is signed in (BUY-1).
    SignInRequired,
    /// The roles of this person do not reach (ROLE-3).
    RoleMissing,
    /// The account is not a certified enterprise (BUY-2).
    NotCertified,
    /// The enterprise is not activated (BUY-3).
    NotActivated {
        /// For which of the two causes.
        cause: Activation,
    },
    /// The security phone was not verified, or too long ago (BUY-4).
    PhoneNotVerified {
        /// For how long a verification counts.
        window_minutes: u32,
    },
    /// The channel does not do this (RULES §5).
    ChannelRefuses {
        /// Which channel.
        channel: Channel,
        /// What it does instead.
        instead: Handover,
        /// Under which rule.
        rule: ChannelRule,
    },
    /// Nothing was chosen.
    EmptyBasket,
    /// No such edition is sold (ED-1).
    EditionNotSold {
        /// Which one.
        edition: EditionCode,
    },
    /// The edition is not sold for this term (ED-2).
    TermNotOffered {
        /// Which edition.
        edition: EditionCode,
        /// The terms that are offered.
        offered: Vec<Term>,
    },
    /// A lower edition than the one in force (ED-7).
    Downgrade {
        /// Which edition.
        edition: EditionCode,
        /// The one in force.
        in_force: EditionCode,
        /// Until when the enterprise has paid.
        paid_end: Instant,
    },
    /// The action does not fit what the enterprise has.
    ActionDoesNotFit {
        /// What was asked for.
        action: EditionAction,
        /// What fits instead, where anything does.
        fitting: Option<EditionAction>,
    },
    /// The credit is more than the price of this term (BUY-10).
    CreditExceedsPrice {
        /// The unused value.
        credit: Money,
        /// The shortest term whose price is not below it.
        shortest: Option<Term>,
    },
    /// An edition order is unpaid already (BUY-12).
    OpenOrder {
        /// Which order.
        order: OrderId,
    },
    /// No such add-on is sold in packs of this size (ADD-10).
    PackNotSold {
        /// Which add-on.
        add_on: AddOnCode,
        /// The sizes that are sold.
        sizes: Vec<u32>,
    },
    /// None, or more than one order can hold (ADD-10).
    QuantityOutOfRange {
        /// Which add-on.
        add_on: AddOnCode,
        /// The most.
        max: u32,
    },
    /// The same pack stands in the basket twice (ADD-10).
    PackTwice {
        /// Which add-on.
        add_on: AddOnCode,
        /// Which size.
        size: u32,
    },
    /// The add-on needs another edition (ADD-1 … ADD-3).
    AddOnNeedsEdition {
        /// Which add-on.
        add_on: AddOnCode,
        /// Under which editions that are sold it can be bought, the lowest first.
        editions: Vec<EditionCode>,
    },
    /// The amount is beyond what can be computed.
    AmountTooLarge,
    /// The price that was shown is not the price (ORD-4).
    QuoteChanged {
        /// What it costs now.
        total: Money,
    },
    /// The purchase terms in force were not accepted (ORD-10).
    TermsNotAccepted {
        /// Their version.
        version: String,
    },
    /// The key stands for another order (ORD-3).
    KeyReused {
        /// Which key.
        order: OrderId,
    },
    /// No such order here.
    OrderUnknown,
    /// The order belongs to somebody else's care (ROLE-6, ROLE-7).
    OrderNotYours,
    /// The order has come too far for this (ORD-8).
    OrderStateRefuses {
        /// How far it has come.
        state: OrderState,
    },
    /// The one trial is used up (TRIAL-3).
    TrialUsed {
        /// The edition that was tried.
        edition: EditionCode,
    },
    /// A trial must be above the edition in force (TRIAL-1).
    TrialNotHigher {
        /// The edition in force.
        in_force: EditionCode,
    },
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
        self.reasons.iter().all(|reason| matches!(reason, Reason::SignInRequired | Reason::PhoneNotVerified { .. }))
    }
}

impl Reason {
    /// The id of the rule that it comes from.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::SignInRequired => "BUY-1",
            Self::RoleMissing => "ROLE-3",
            Self::NotCertified => "BUY-2",
            Self::NotActivated { .. } => "BUY-3",
            Self::PhoneNotVerified { .. } => "BUY-4",
            Self::ChannelRefuses { rule, .. } => rule.id(),
            Self::EmptyBasket | Self::EditionNotSold { .. } => "ED-1",
            Self::TermNotOffered { .. } => "ED-2",
            Self::Downgrade { .. } => "ED-7",
            Self::ActionDoesNotFit { action, fitting } => {
                match if let Some(fitting) = fitting { fitting } else { action } {
                    EditionAction::Buy => "BUY-6",
                    EditionAction::Renew => "BUY-5",
                    EditionAction::Upgrade => "BUY-7",
                }
            }
            Self::CreditExceedsPrice { .. } => "BUY-10",
            Self::OpenOrder { .. } => "BUY-12",
            Self::PackNotSold { .. }
            | Self::QuantityOutOfRange { .. }
            | Self::PackTwice { .. }
            | Self::AmountTooLarge => "ADD-10",
            Self::AddOnNeedsEdition { .. } => "ADD-1",
            Self::QuoteChanged { .. } => "ORD-4",
            Self::TermsNotAccepted { .. } => "ORD-10",
            Self::KeyReused { .. } => "ORD-3",
            Self::OrderUnknown | Self::OrderNotYours => "ROLE-7",
            Self::OrderStateRefuses { state: OrderState::Unpaid | OrderState::AwaitingBinding { .. } } => "ORD-1",
            Self::OrderStateRefuses { .. } => "ORD-8",
            Self::TrialUsed { .. } => "TRIAL-3",
            Self::TrialNotHigher { .. } => "TRIAL-1",
        }
    }
}
