//! Enterprises and their members as the e-sign system reports them, or the operator in its place.

use api::{Failure, StoreFailure, masked_number, mobile_number};
use rules::account::{Activation, Certification};
use rules::vocabulary::{AccountId, PersonId, Roles};
use schemars::JsonSchema;
use serde::Deserialize;
use service::{Clock, EnterpriseReport, Shop, Store};
use sql_store::{Enterprise, PersonPut, SqlStore};

use super::sign_in::OWN;

/// An enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterpriseReported {
    /// Its registered name.
    pub name: String,
    /// Whether its identity is proven (BUY-2).
    pub certification: Certification,
    /// Whether it can buy on the web (BUY-3).
    pub activation: Activation,
    /// Its security phone, a mobile number (BUY-4).
    #[schemars(extend("examples" = ["13722223333"]))]
    pub security_phone: String,
}

/// A member of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberReported {
    /// The name for display.
    pub name: String,
    /// The person's own mobile number; without it, there is no signing in by code.
    #[serde(default)]
    pub phone: Option<String>,
    /// All of their roles there; none is a member without any.
    pub roles: Roles,
}

/// Why a report was not taken; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The phone is no mobile number.
    #[error("{0} is no mobile number of eleven digits")]
    Phone(&'static str),
    /// The phone is another person's.
    #[error("the phone belongs to another person")]
    PhoneTaken,
    /// The account is a person's.
    #[error("the account is a person's, not an enterprise's")]
    OwnAccount,
    /// Nobody has reported the enterprise.
    #[error("no such enterprise")]
    NoEnterprise,
    /// It could not be kept.
    #[error(transparent)]
    Failed(Failure),
}

impl From<Failure> for NotTaken {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<StoreFailure> for NotTaken {
    fn from(failure: StoreFailure) -> Self {
        Self::Failed(failure.into())
    }
}

/// Takes a report of an enterprise. The same again changes nothing.
///
/// # Errors
/// Why not.
pub async fn report_enterprise<S: Store, C: Clock>(
    shop: &Shop<S, C>,
    store: &SqlStore,
    id: &AccountId,
    reported: EnterpriseReported,
) -> Result<(), NotTaken> {
    let EnterpriseReported { name, certification, activation, security_phone } = reported;
    let phone = mobile_number(&security_phone).ok_or(NotTaken::Phone("security_phone"))?;
    if id.as_str().starts_with(OWN) {
        return Err(NotTaken::OwnAccount);
    }
    let security_phone = masked_number(&phone);
    let report = EnterpriseReport { name: name.clone(), certification, activation, security_phone };
    // The phone first: a code never goes to the number before.
    let before = shop.account(id).await?;
    if before.person().is_some() {
        return Err(NotTaken::OwnAccount);
    }
    store.put_enterprise(&Enterprise { account: id.clone(), name, security_phone: phone }).await?;
    if shop.report_enterprise(id, report).await? { Ok(()) } else { Err(NotTaken::OwnAccount) }
}

/// Takes a report of a member. The same again changes nothing; fewer roles than before count at once, in open sessions too.
///
/// # Errors
/// Why not.
pub async fn report_member(
    store: &SqlStore,
    account: &AccountId,
    person: &PersonId,
    reported: &MemberReported,
) -> Result<(), NotTaken> {
    let phone = match &reported.phone {
        Some(phone) => Some(mobile_number(phone).ok_or(NotTaken::Phone("phone"))?),
        None => None,
    };
    if store.enterprise(account).await?.is_none() {
        return Err(NotTaken::NoEnterprise);
    }
    if store.put_person(person, &reported.name, phone.as_deref()).await? == PersonPut::PhoneTaken {
        return Err(NotTaken::PhoneTaken);
    }
    store.put_member(account, person, reported.roles).await?;
    Ok(())
}
