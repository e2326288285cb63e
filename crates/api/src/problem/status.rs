//! Which HTTP status a failure has.

use rules::rejection::{Reason, Rejection};

use crate::failure::{Failure, StoreFailure};

/// After how many seconds it is worth trying again what failed with 503.
pub const RETRY_AFTER_SECONDS: u32 = 2;

/// The HTTP status of a failure.
#[must_use]
pub fn status_of_failure(failure: &Failure) -> u16 {
    match failure {
        Failure::Refused(rejection) => refusal_status(rejection),
        Failure::Store(StoreFailure::Unreadable { .. }) => 500,
        Failure::TooMany { .. } => 429,
        Failure::Told { .. } => 422,
        // A client says so of itself; of a server it is one behind it.
        Failure::Unreachable | Failure::Unanswered | Failure::OutOfOrder => 503,
        Failure::Busy | Failure::Store(StoreFailure::Full | StoreFailure::Blocked | StoreFailure::Other { .. }) => 503,
    }
}

/// The HTTP status of a refusal: that of its first reason, since a person clears it first.
#[must_use]
pub fn refusal_status(rejection: &Rejection) -> u16 {
    rejection.reasons.first().map_or(422, status_of_reason)
}

/// The HTTP status of a reason: 401 where signing in helps, 403 where it depends on who asks and from where, 404 for what is
/// not there, 409 where the account stands otherwise, 422 for what is wrong with the request whatever the account has.
#[must_use]
pub const fn status_of_reason(reason: &Reason) -> u16 {
    match reason {
        Reason::SignInRequired => 401,
        Reason::RoleMissing
        | Reason::NotCertified { .. }
        | Reason::NotActivated { .. }
        | Reason::PhoneNotVerified { .. }
        | Reason::OwnPhoneNotVerified { .. }
        | Reason::ChannelRefuses { .. }
        | Reason::NotShownHere { .. }
        | Reason::OrderNotYours
        | Reason::AccountNotYours
        | Reason::OperatorOnly
        | Reason::BalancesRoleMissing
        | Reason::HistoryRoleMissing
        | Reason::InvoiceRoleMissing
        | Reason::NotAMember { .. } => 403,
        Reason::OrderUnknown | Reason::ContractUnknown { .. } | Reason::InvoiceUnknown => 404,
        Reason::Downgrade { .. }
        | Reason::ActionDoesNotFit { .. }
        | Reason::CreditExceedsPrice { .. }
        | Reason::EndsBeforeIntegration { .. }
        | Reason::OpenOrder { .. }
        | Reason::AddOnNeedsEdition { .. }
        | Reason::IntegrationTermNotOffered { .. }
        | Reason::QuoteChanged { .. }
        | Reason::OrderStateRefuses { .. }
        | Reason::TargetHasOpenOrder { .. }
        | Reason::NameNotConfirmed { .. }
        | Reason::QuotaExhausted { .. }
        | Reason::ContractNotWithdrawable { .. }
        | Reason::NotDelivered { .. }
        | Reason::AlreadyInvoiced { .. }
        | Reason::NothingPaid { .. }
        | Reason::TrialUsed { .. }
        | Reason::TrialNotHigher { .. } => 409,
        Reason::EmptyBasket
        | Reason::EditionNotSold { .. }
        | Reason::TermNotOffered { .. }
        | Reason::PackNotSold { .. }
        | Reason::QuantityOutOfRange { .. }
        | Reason::PackTwice { .. }
        | Reason::IntegrationNotSold { .. }
        | Reason::IntegrationTwice { .. }
        | Reason::AmountAboveLimit { .. }
        | Reason::AmountTooLarge
        | Reason::TermsNotAccepted { .. }
        | Reason::KeyReused { .. }
        | Reason::InvoiceKeyReused { .. }
        | Reason::EnterpriseNameMissing
        | Reason::BindingTargetMissing
        | Reason::FormField { .. }
        | Reason::ConsentMissing
        | Reason::InvoiceOrdersMissing
        | Reason::SpecialForCompanies
        | Reason::InvoiceField { .. } => 422,
    }
}
