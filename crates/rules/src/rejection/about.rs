//! What a reason is about: the rule that it comes from, the add-on, the person.

use super::{ChannelRule, Reason};
use crate::account::OrderState;
use crate::offer::EditionAction;
use crate::vocabulary::AddOnCode;

impl Reason {
    /// Whether both say the same of the same thing, though with other dates or amounts.
    #[must_use]
    pub fn is_same_matter(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.add_on() == other.add_on()
            && self.channel_rule() == other.channel_rule()
    }

    /// What it is that the channel does not sell, as its rule says it.
    const fn channel_rule(&self) -> Option<ChannelRule> {
        match self {
            Self::ChannelRefuses { rule, .. } => Some(*rule),
            _ => None,
        }
    }

    /// The add-on that it is about, where it is about one.
    #[must_use]
    pub const fn add_on(&self) -> Option<&AddOnCode> {
        match self {
            Self::PackNotSold { add_on, .. }
            | Self::QuantityOutOfRange { add_on, .. }
            | Self::PackTwice { add_on, .. }
            | Self::AddOnNeedsEdition { add_on, .. }
            | Self::IntegrationNotSold { add_on }
            | Self::IntegrationTwice { add_on }
            | Self::IntegrationTermNotOffered { add_on, .. } => Some(add_on),
            _ => None,
        }
    }

    /// Whether it can be cleared without leaving the checkout: by signing in or verifying the phone.
    #[must_use]
    pub const fn is_cleared_in_checkout(&self) -> bool {
        matches!(self, Self::SignInRequired | Self::PhoneNotVerified { .. })
    }

    /// Whether it is about who asks, not about what was asked for (BUY-1 … BUY-4, ROLE-3).
    #[must_use]
    pub const fn is_about_person(&self) -> bool {
        matches!(
            self,
            Self::SignInRequired
                | Self::AccountNotYours
                | Self::RoleMissing
                | Self::NotCertified { .. }
                | Self::NotActivated { .. }
                | Self::PhoneNotVerified { .. }
        )
    }

    /// The id of the rule that it comes from.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::SignInRequired => "BUY-1",
            Self::RoleMissing => "ROLE-3",
            Self::NotCertified { rule } => rule.id(),
            Self::NotActivated { .. } => "BUY-3",
            Self::PhoneNotVerified { .. } => "BUY-4",
            Self::ChannelRefuses { rule, .. } => rule.id(),
            Self::EmptyBasket | Self::EditionNotSold { .. } => "ED-1",
            Self::TermNotOffered { .. } => "ED-2",
            Self::EndsBeforeIntegration { .. } => "BUY-13",
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
            Self::IntegrationNotSold { .. }
            | Self::IntegrationTwice { .. }
            | Self::IntegrationTermNotOffered { .. } => "ADD-7",
            Self::AmountAboveLimit { .. } => "CH-10",
            Self::AddOnNeedsEdition { rule, .. } => rule.id(),
            Self::QuoteChanged { .. } => "ORD-4",
            Self::TermsNotAccepted { .. } => "ORD-10",
            Self::KeyReused { .. } => "ORD-3",
            Self::OrderUnknown | Self::OrderNotYours | Self::AccountNotYours => "ROLE-7",
            Self::OperatorOnly => "ORD-6",
            Self::BalancesRoleMissing => "ROLE-2",
            Self::HistoryRoleMissing => "ORD-7",
            Self::NotShownHere { .. } => "CH-9",
            Self::EnterpriseNameMissing | Self::OwnPhoneNotVerified { .. } => "BIND-1",
            Self::BindingTargetMissing
            | Self::TargetHasOpenOrder { .. }
            | Self::NotAMember { .. }
            | Self::NameNotConfirmed { .. } => "BIND-3",
            Self::QuotaExhausted { .. } => "QUOTA-4",
            Self::ContractUnknown { .. } | Self::ContractNotWithdrawable { .. } => "QUOTA-2",
            Self::FormField { .. } => "TRIAL-4",
            Self::ConsentMissing => "TRIAL-7",
            Self::InvoiceRoleMissing => "ROLE-5",
            Self::InvoicedByEnterprise
            | Self::InvoiceOrdersMissing
            | Self::NotDelivered { .. }
            | Self::AlreadyInvoiced { .. }
            | Self::NothingPaid { .. }
            | Self::InvoiceKeyReused { .. }
            | Self::InvoiceUnknown => "INV-3",
            Self::SpecialForCompanies | Self::InvoiceField { .. } => "INV-2",
            Self::OrderStateRefuses { state: OrderState::Unpaid, .. } => "ORD-1",
            Self::OrderStateRefuses { .. } => "ORD-8",
            Self::TrialUsed { .. } => "TRIAL-3",
            Self::TrialNotHigher { .. } => "TRIAL-1",
        }
    }
}
