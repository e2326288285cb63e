//! What the HTTP API takes, where it is not a type of the rules as it is.

use rules::account::PaymentMethod;
use rules::basket::Basket;
use rules::trial::{Lead, TrialApplication};
use rules::usage::Signing;
use rules::vocabulary::{AccountId, ApplicationId, EditionCode, OrderId, QuotaKind, SubjectId};
use serde::{Deserialize, Serialize};

use crate::lead::Consent;
use crate::session::CashierChoice;

/// What a key is wanted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderKeyWanted {
    /// The basket.
    pub basket: Basket,
    /// The key to take where there is none yet; the header `Idempotency-Key` has it too.
    pub fresh: OrderId,
}

/// How an order is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodChosen {
    /// In which way.
    pub method: PaymentMethod,
}

/// What is done at the simulated cashier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cashing {
    /// What.
    pub choice: CashierChoice,
}

/// What an order is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BindingWanted {
    /// The enterprise.
    pub enterprise: AccountId,
    /// Its name, where it differs from the one given at the purchase and the buyer confirmed it.
    #[serde(default)]
    pub confirmed_name: Option<String>,
}

/// What a key is wanted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationKeyWanted {
    /// The edition to try.
    pub edition: EditionCode,
    /// The key to take where there is none yet; the header `Idempotency-Key` has it too.
    pub fresh: ApplicationId,
}

/// An application with what was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsentedApplication {
    /// The application.
    pub application: TrialApplication,
    /// What was agreed to.
    pub consent: Consent,
}

/// A lead with what was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsentedLead {
    /// The lead.
    pub lead: Lead,
    /// What was agreed to.
    pub consent: Consent,
}

/// A code as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypedCode {
    /// Full-width digits, spaces and hyphens are understood.
    pub code: String,
}

/// Uses of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UsesReported {
    /// Whose.
    pub account: AccountId,
    /// Which.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
    pub uses: Vec<ReportedUse>,
}

/// One unit that was spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportedUse {
    /// What kind of unit.
    pub quota: QuotaKind,
    /// The number of the contract, the report or the meeting.
    pub subject: SubjectId,
    /// What the e-sign system calls it.
    pub name: String,
}

/// That a contract of an account was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Whose contract.
    pub account: AccountId,
}

/// How far a contract of an account has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SigningReported {
    /// Whose contract.
    pub account: AccountId,
    /// How far.
    pub signing: Signing,
}
