//! The trade's words as types: codes, ids, channels, roles, kinds of quota (RULES §1).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Declares a text newtype: cheap to clone, compared by its text.
macro_rules! text_newtype {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(with = "String"))] SmolStr);

        impl $name {
            /// Wraps the text as it is.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(SmolStr::new(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )+};
}

text_newtype! {
    /// The code of an edition of the catalogue: `advanced`, `professional`, `flagship`.
    EditionCode;
    /// The code of an add-on of the catalogue: `contract_pack`, `signing_report`, …
    AddOnCode;
    /// An account: an enterprise or a person.
    AccountId;
    /// A person who signs in.
    PersonId;
    /// An order; made by the client and kept before it is sent (ORD-3).
    OrderId;
    /// One payment as its provider numbers it; a notice counts once by it (ORD-5).
    PaymentId;
    /// A batch of quota inside its account.
    BatchId;
    /// An invoice; made by the client and kept before it is sent, as an order is.
    InvoiceId;
    /// An application for the trial, or a lead; made by the client and kept before it is sent.
    ApplicationId;
    /// What a unit was spent on, as the e-sign system numbers it: a contract, a report, a meeting (QUOTA-6).
    SubjectId;
}

/// The code of the free edition that an enterprise has when nothing else is in force.
pub const EXPERIENCE: &str = "experience";

/// Whole years bought: 1, 2 or 3 (ED-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u32", into = "u32")]
#[cfg_attr(feature = "schema", schemars(with = "u32", extend("minimum" = 1, "maximum" = 3)))]
pub struct Term(u32);

impl Term {
    /// The longest term of one order (ED-2).
    pub const MAX: u32 = 3;

    /// One year.
    pub const ONE: Self = Self(1);

    /// The number of years.
    #[must_use]
    pub const fn years(self) -> u32 {
        self.0
    }
}

/// A number of years that no term has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a term is 1, 2 or 3 years, not {0}")]
pub struct NotATerm(pub u32);

impl TryFrom<u32> for Term {
    type Error = NotATerm;

    fn try_from(years: u32) -> Result<Self, NotATerm> {
        if (1..=Self::MAX).contains(&years) { Ok(Self(years)) } else { Err(NotATerm(years)) }
    }
}

impl From<Term> for u32 {
    fn from(term: Term) -> Self {
        term.0
    }
}

/// Where the shop is opened (RULES §5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 网页端
    #[default]
    Web,
    /// 小程序
    MiniProgram,
    /// 小程序个人版
    PersonalMiniProgram,
}

impl Channel {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Web, Self::MiniProgram, Self::PersonalMiniProgram];

    /// Its name in addresses and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::MiniProgram => "mini_program",
            Self::PersonalMiniProgram => "personal_mini_program",
        }
    }
}

/// What a unit of quota is spent on (RULES §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuotaKind {
    /// A contract initiated.
    Contract,
    /// A signing report issued.
    Report,
    /// A signing in a meeting.
    Meeting,
}

impl QuotaKind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Self; 3] = [Self::Contract, Self::Report, Self::Meeting];

    /// Its name in addresses and stores.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Report => "report",
            Self::Meeting => "meeting",
        }
    }
}

/// What a person is in an enterprise (RULES §10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 超级管理员
    SuperAdmin,
    /// 法定代表人
    LegalRepresentative,
    /// 有费用管理权限的员工
    FeeManager,
    /// 员工
    Employee,
}

/// The roles of one person, which add up (RULES §1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "Vec<Role>", into = "Vec<Role>")]
#[cfg_attr(feature = "schema", schemars(with = "Vec<Role>"))]
pub struct Roles(u8);

impl Roles {
    const ALL: [Role; 4] = [Role::SuperAdmin, Role::LegalRepresentative, Role::FeeManager, Role::Employee];

    /// These roles together.
    #[must_use]
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |bits, role| bits | Self::bit(*role)))
    }

    /// Whether `role` is among them.
    #[must_use]
    pub fn has(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// ROLE-3, ROLE-6: everyone but a plain employee.
    #[must_use]
    pub fn may_purchase(self) -> bool {
        self.has(Role::SuperAdmin) || self.has(Role::LegalRepresentative) || self.has(Role::FeeManager)
    }

    /// ROLE-4, ORD-7: the order history.
    #[must_use]
    pub fn may_see_orders(self) -> bool {
        self.has(Role::SuperAdmin) || self.has(Role::LegalRepresentative)
    }

    /// ROLE-5: invoices.
    #[must_use]
    pub fn may_invoice(self) -> bool {
        self.has(Role::SuperAdmin) || self.has(Role::FeeManager)
    }

    const fn bit(role: Role) -> u8 {
        match role {
            Role::SuperAdmin => 1,
            Role::LegalRepresentative => 2,
            Role::FeeManager => 4,
            Role::Employee => 8,
        }
    }
}

impl From<Vec<Role>> for Roles {
    fn from(roles: Vec<Role>) -> Self {
        Self::of(&roles)
    }
}

impl From<Roles> for Vec<Role> {
    fn from(roles: Roles) -> Self {
        Roles::ALL.into_iter().filter(|role| roles.has(*role)).collect()
    }
}

/// The languages of the shop: Chinese first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// Simplified Chinese, `zh-CN`.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language tag (BCP 47) that documents and requests name it by.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}
