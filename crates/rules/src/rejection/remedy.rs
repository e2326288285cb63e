//! The ways forward out of a refusal, the shortest first.

use serde::{Deserialize, Serialize};

use super::{ChannelRule, Handover, Reason};
use crate::account::OrderState;
use crate::offer::EditionAction;
use crate::vocabulary::{EditionCode, OrderId, Term};

/// A way forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "remedy", rename_all = "snake_case")]
pub enum Remedy {
    /// Sign in.
    SignIn,
    /// Let somebody of the right role do it.
    AskAdministrator,
    /// Have the enterprise certified.
    Certify,
    /// Activate the enterprise from the e-sign web console.
    Activate,
    /// Verify the security phone.
    VerifyPhone,
    /// Continue on the web.
    OpenOnWeb,
    /// Talk to sales.
    ContactSales,
    /// Talk to customer service.
    ContactService,
    /// Choose something to buy.
    SeePricing,
    /// Take another term.
    ChooseTerm {
        /// Which one.
        term: Term,
    },
    /// Take another edition.
    ChooseEdition {
        /// Which one.
        edition: EditionCode,
    },
    /// Take another size or number of packs.
    ChangePacks,
    /// Do what fits instead.
    Take {
        /// What fits.
        action: EditionAction,
    },
    /// Pay the order.
    PayOrder {
        /// Which one.
        order: OrderId,
    },
    /// Cancel the order.
    CancelOrder {
        /// Which one.
        order: OrderId,
    },
    /// Look at the new price and confirm it.
    ConfirmQuote,
    /// Accept the purchase terms.
    AcceptTerms,
    /// Start again with a new order.
    StartAgain,
}

impl Reason {
    /// The shortest ways forward, the best first.
    #[must_use]
    pub fn remedies(&self) -> Vec<Remedy> {
        match self {
            Self::SignInRequired => vec![Remedy::SignIn],
            Self::RoleMissing | Self::OrderNotYours => vec![Remedy::AskAdministrator],
            Self::NotCertified => vec![Remedy::Certify],
            Self::NotActivated { .. } => vec![Remedy::Activate],
            Self::PhoneNotVerified { .. } => vec![Remedy::VerifyPhone],
            Self::ChannelRefuses { instead, rule, .. } => match instead {
                Handover::Together if matches!(rule, ChannelRule::Bundle) => vec![Remedy::ChangePacks],
                Handover::Web => vec![Remedy::OpenOnWeb],
                Handover::Sales => vec![Remedy::ContactSales],
                Handover::Together | Handover::Nobody => vec![Remedy::SeePricing],
            },
            Self::EmptyBasket | Self::EditionNotSold { .. } | Self::OrderUnknown => {
                vec![Remedy::SeePricing]
            }
            Self::TermNotOffered { offered, .. } => {
                offered.iter().map(|term| Remedy::ChooseTerm { term: *term }).collect()
            }
            Self::Downgrade { in_force, .. } => vec![Remedy::ChooseEdition { edition: in_force.clone() }],
            Self::ActionDoesNotFit { fitting, .. } => match fitting {
                Some(action) => vec![Remedy::Take { action: *action }],
                None => vec![Remedy::SeePricing],
            },
            Self::CreditExceedsPrice { shortest, .. } => match shortest {
                Some(term) => vec![Remedy::ChooseTerm { term: *term }],
                None => vec![Remedy::ContactSales],
            },
            Self::OpenOrder { order } => {
                vec![Remedy::PayOrder { order: order.clone() }, Remedy::CancelOrder { order: order.clone() }]
            }
            Self::PackNotSold { .. } | Self::QuantityOutOfRange { .. } | Self::PackTwice { .. } => {
                vec![Remedy::ChangePacks]
            }
            Self::AddOnNeedsEdition { editions, .. } => match editions.first() {
                Some(lowest) => vec![Remedy::ChooseEdition { edition: lowest.clone() }],
                None => vec![Remedy::ContactSales],
            },
            Self::AmountTooLarge => vec![Remedy::ChangePacks, Remedy::ContactSales],
            Self::TrialUsed { .. } => vec![Remedy::ContactSales],
            Self::QuoteChanged { .. } => vec![Remedy::ConfirmQuote],
            Self::TermsNotAccepted { .. } => vec![Remedy::AcceptTerms],
            Self::KeyReused { .. } => vec![Remedy::StartAgain],
            Self::OrderStateRefuses { state: OrderState::Cancelled { .. } | OrderState::Expired { .. } } => {
                vec![Remedy::StartAgain]
            }
            Self::OrderStateRefuses { .. } => vec![Remedy::ContactService],
            Self::TrialNotHigher { .. } => vec![Remedy::SeePricing],
        }
    }
}
