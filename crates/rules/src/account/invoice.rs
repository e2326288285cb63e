//! An invoice: which orders it covers, for how much, and how far it has come (INV-1 … INV-5).

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::money::Money;
use crate::vocabulary::{InvoiceId, OrderId, PersonId};

/// An invoice as the account keeps it. The details of its title are contact data and are kept beside the events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invoice {
    /// The client's key for it.
    pub id: InvoiceId,
    /// The orders that it covers (INV-3).
    pub orders: Vec<OrderId>,
    /// What kind of invoice.
    pub kind: InvoiceKind,
    /// In whose name.
    pub holder: TitleHolder,
    /// What was paid for the orders, VAT included (INV-4).
    pub gross: Money,
    /// Without VAT, rounded half up to the fen (INV-4).
    pub net: Money,
    /// Gross less net (INV-4).
    pub tax: Money,
    /// The VAT rate in whole per cent.
    pub rate_percent: u32,
    /// Who requested it.
    pub requested_by: PersonId,
    /// When.
    pub requested_at: Instant,
    /// How far it has come.
    pub state: InvoiceState,
}

/// What kind of invoice (INV-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// 增值税普通发票
    Ordinary,
    /// 增值税专用发票
    Special,
}

/// In whose name an invoice is made out (INV-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TitleHolder {
    /// 企业
    Company,
    /// 组织
    Organisation,
    /// 个人
    Person,
}

/// How far an invoice has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// Asked for.
    Requested,
    /// Issued: final.
    Issued {
        /// When.
        at: Instant,
    },
    /// Could not be issued; its orders can be invoiced again (INV-1).
    Failed {
        /// When.
        at: Instant,
    },
}

/// How far an invoice has come, without the instants: what a list is filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStage {
    /// Asked for.
    Requested,
    /// Issued: final.
    Issued,
    /// Could not be issued.
    Failed,
}

impl InvoiceState {
    /// The state without its instants.
    #[must_use]
    pub const fn stage(&self) -> InvoiceStage {
        match self {
            Self::Requested => InvoiceStage::Requested,
            Self::Issued { .. } => InvoiceStage::Issued,
            Self::Failed { .. } => InvoiceStage::Failed,
        }
    }
}
