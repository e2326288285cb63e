//! Signing in by a code on a phone, and the accounts that somebody can act for then.

use rules::trial::normalized_phone;
use rules::vocabulary::{AccountId, Channel, Roles};
use serde::{Deserialize, Serialize};

/// The body of [`SIGN_IN_CODES`](crate::paths::SIGN_IN_CODES): a code is wanted on this phone. The answer is a
/// [`CodeSent`](crate::phone_code::CodeSent), the same whether or not anybody is known by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInCode {
    /// Eleven digits.
    #[cfg_attr(feature = "schema", schemars(extend("examples" = ["13800000001"])))]
    pub phone: String,
}

/// The body of [`SIGN_IN`](crate::paths::SIGN_IN): the code as it came. The answer is a
/// [`CodeEntered`](crate::phone_code::CodeEntered); where it is right, it brings the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignIn {
    /// The phone that it was sent to.
    #[cfg_attr(feature = "schema", schemars(extend("examples" = ["13800000001"])))]
    pub phone: String,
    /// Its digits.
    #[cfg_attr(feature = "schema", schemars(extend("examples" = ["123456"])))]
    pub code: String,
    /// Where the shop is opened; a mini-program is believed by its hand-over alone (CH-12).
    pub channel: Channel,
}

/// An account that the person who is signed in can act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// The account.
    pub account: AccountId,
    /// The name of the enterprise or person that it belongs to.
    pub name: String,
    /// What the person is there; `None` where it is their own account.
    pub roles: Option<Roles>,
}

/// The body of [`SESSION_ACCOUNT`](crate::paths::SESSION_ACCOUNT): the account to act for from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChosenAccount {
    /// One of those that the person can act for.
    pub account: AccountId,
}

/// A mobile number of eleven digits, masked for display.
///
/// ```
/// assert_eq!(api::masked_number("13800001234"), "138****1234");
/// ```
#[must_use]
pub fn masked_number(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().collect();
    let shown = |part: Option<&[char]>| part.unwrap_or_default().iter().collect::<String>();
    format!("{}****{}", shown(digits.get(..3)), shown(digits.get(digits.len().saturating_sub(4).max(3)..)))
}

/// The body of [`SESSION_HANDOVER`](crate::paths::SESSION_HANDOVER): what the mini-program handed over (CH-12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TakenOver {
    /// The one-time token.
    pub token: String,
}

/// A mobile number as its eleven digits, from what was typed; `None` for anything that gets no messages.
///
/// ```
/// assert_eq!(api::mobile_number("+86 138-0000-0000").as_deref(), Some("13800000000"));
/// assert_eq!(api::mobile_number("010-12345678"), None);
/// ```
#[must_use]
pub fn mobile_number(typed: &str) -> Option<String> {
    normalized_phone(typed).filter(|phone| phone.starts_with('1'))
}
