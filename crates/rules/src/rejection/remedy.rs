//! The ways forward out of a refusal, the shortest first.

use serde::{Deserialize, Serialize};

use super::{ChannelRule, Handover, Reason};
use crate::account::OrderState;
use crate::offer::EditionAction;
use crate::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};

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
    /// Buy as a person in the personal mini-program, and bind the order once the enterprise is certified (CH-11).
    BuyAsPerson,
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
    /// Take an app integration for another term.
    ChooseIntegrationTerm {
        /// Which add-on.
        add_on: AddOnCode,
        /// For how long.
        term: Term,
    },
    /// Take an add-on out of the basket.
    LeaveOut {
        /// Which one.
        add_on: AddOnCode,
    },
    /// Renew the edition first, or along with it.
    RenewFirst {
        /// Which edition.
        edition: EditionCode,
    },
    /// Buy packs of an add-on.
    BuyPacks {
        /// Which one.
        add_on: AddOnCode,
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
    /// Name the enterprise that the purchase is for.
    NameEnterprise,
    /// Verify the own phone.
    VerifyOwnPhone,
    /// Choose an enterprise to bind to.
    ChooseEnterprise,
    /// Join the enterprise.
    JoinEnterprise,
    /// Confirm that the enterprise of this name is meant.
    ConfirmName {
        /// The name.
        name: String,
    },
    /// Correct a field of the form.
    CorrectField,
    /// Agree to be contacted.
    GiveConsent,
    /// Choose the orders anew.
    ChooseOrders,
    /// Take an ordinary invoice.
    TakeOrdinaryInvoice,
    /// Go to the order.
    SeeOrder {
        /// Which one.
        order: OrderId,
    },
    /// Start again with a new order.
    StartAgain,
}

impl Reason {
    /// The shortest ways forward, the best first.
    #[must_use]
    pub fn remedies(&self) -> Vec<Remedy> {
        match self {
            Self::SignInRequired => vec![Remedy::SignIn],
            Self::RoleMissing | Self::OrderNotYours | Self::HistoryRoleMissing | Self::InvoiceRoleMissing => {
                vec![Remedy::AskAdministrator]
            }
            Self::AccountNotYours => vec![Remedy::SignIn],
            Self::OperatorOnly
            | Self::ContractUnknown { .. }
            | Self::ContractNotWithdrawable { .. }
            | Self::NothingPaid { .. }
            | Self::InvoiceUnknown => vec![Remedy::ContactService],
            Self::NotShownHere { .. } => vec![Remedy::OpenOnWeb],
            Self::NotCertified => vec![Remedy::Certify, Remedy::BuyAsPerson],
            Self::EnterpriseNameMissing => vec![Remedy::NameEnterprise],
            Self::OwnPhoneNotVerified { .. } => vec![Remedy::VerifyOwnPhone],
            Self::BindingTargetMissing => vec![Remedy::ChooseEnterprise],
            Self::NotAMember { .. } => vec![Remedy::JoinEnterprise, Remedy::ChooseEnterprise],
            Self::NameNotConfirmed { found, .. } => vec![Remedy::ConfirmName { name: found.clone() }],
            Self::QuotaExhausted { ways, .. } => ways.clone(),
            Self::FormField { .. } | Self::InvoiceField { .. } => vec![Remedy::CorrectField],
            Self::ConsentMissing => vec![Remedy::GiveConsent],
            Self::InvoiceOrdersMissing | Self::AlreadyInvoiced { .. } => vec![Remedy::ChooseOrders],
            Self::NotDelivered { order } => vec![Remedy::SeeOrder { order: order.clone() }],
            Self::SpecialForCompanies => vec![Remedy::TakeOrdinaryInvoice],
            Self::NotActivated { .. } => vec![Remedy::Activate],
            Self::PhoneNotVerified { .. } => vec![Remedy::VerifyPhone],
            Self::ChannelRefuses { instead, rule, .. } => match instead {
                Handover::Together if matches!(rule, ChannelRule::Bundle) => vec![Remedy::ChangePacks],
                Handover::Web if matches!(rule, ChannelRule::Invoice) => {
                    vec![Remedy::OpenOnWeb, Remedy::ContactService]
                }
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
            Self::CreditExceedsPrice { shortest, .. } | Self::EndsBeforeIntegration { shortest, .. } => {
                match shortest {
                    Some(term) => vec![Remedy::ChooseTerm { term: *term }],
                    None => vec![Remedy::ContactSales],
                }
            }
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
            Self::IntegrationNotSold { add_on } | Self::IntegrationTwice { add_on } => {
                vec![Remedy::LeaveOut { add_on: add_on.clone() }]
            }
            Self::IntegrationTermNotOffered { add_on, offered, .. } => {
                let terms =
                    offered.iter().map(|term| Remedy::ChooseIntegrationTerm { add_on: add_on.clone(), term: *term });
                terms.chain([Remedy::LeaveOut { add_on: add_on.clone() }]).collect()
            }
            Self::AmountAboveLimit { channel: Channel::Web, .. } => vec![Remedy::ContactSales],
            Self::AmountAboveLimit { .. } => vec![Remedy::OpenOnWeb],
            Self::AmountTooLarge => vec![Remedy::ChangePacks, Remedy::ContactSales],
            Self::TrialUsed { .. } => vec![Remedy::ContactSales],
            Self::QuoteChanged { .. } => vec![Remedy::ConfirmQuote],
            Self::TermsNotAccepted { .. } => vec![Remedy::AcceptTerms],
            Self::KeyReused { .. } | Self::InvoiceKeyReused { .. } => vec![Remedy::StartAgain],
            Self::OrderStateRefuses { state: OrderState::Cancelled { .. } | OrderState::Expired { .. }, .. } => {
                vec![Remedy::StartAgain]
            }
            Self::OrderStateRefuses { order, state: OrderState::Unpaid } => {
                vec![Remedy::PayOrder { order: order.clone() }]
            }
            Self::OrderStateRefuses { .. } => vec![Remedy::ContactService],
            Self::TrialNotHigher { .. } => vec![Remedy::SeePricing],
        }
    }
}
