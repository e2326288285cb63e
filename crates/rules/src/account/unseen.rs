//! What remains of an order for somebody who does not see it: as much as the answers to their own questions depend on.

use serde::{Deserialize, Serialize};

use super::{Account, LineItem, Order, OrderState};
use crate::calendar::Instant;
use crate::money::Money;
use crate::vocabulary::{InvoiceId, OrderId};

/// An order of somebody else in an account as a person sees it (ROLE-4, ORD-7). What it is, who placed it and what it
/// costs stays out; an account with everything in it has none of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnseenOrder {
    /// Its key, which batches and periods name as well.
    pub id: OrderId,
    /// How many of the orders that are seen were placed before it.
    pub after: usize,
    /// How far it has come.
    pub state: UnseenState,
    /// The contracts that its edition includes, which a later upgrade sets off (BUY-11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contracts: Option<IncludedContracts>,
}

/// How far an order has come that is not seen; others than these matter to nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnseenState {
    /// It holds an edition and waits for its payment, so that no other one can be placed or bound (BUY-12, BIND-3).
    OpenEdition {
        /// Until when.
        expires_at: Instant,
    },
    /// On its way: what it brings cannot be used yet (ED-3, ADD-4).
    Provisioning,
    /// Delivered.
    Delivered {
        /// When it arrived.
        delivered_at: Instant,
        /// What can be invoiced, for whoever may ask for invoices (INV-5).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        invoicing: Option<UnseenInvoicing>,
    },
}

/// What of an order that is not seen matters to its invoice (INV-3, INV-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnseenInvoicing {
    /// What was paid for it.
    pub amount: Money,
    /// When.
    pub paid_at: Option<Instant>,
    /// The invoice that covers it.
    pub invoice: Option<InvoiceId>,
}

/// The contracts that an edition includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ContractsOfOrder"))]
pub struct IncludedContracts {
    /// How many, for each service year or for the term.
    pub contracts: u32,
    /// Whether each service year opens a batch of its own (ED-5).
    pub yearly_batches: bool,
}

impl Account {
    /// The order with this id, where it is there and not seen.
    #[must_use]
    pub fn unseen_order(&self, id: &OrderId) -> Option<&UnseenOrder> {
        self.unseen.iter().find(|order| order.id == *id)
    }

    /// The unpaid order that holds an edition, seen or not (BUY-12).
    #[must_use]
    pub fn open_edition(&self, now: Instant) -> Option<&OrderId> {
        let is_open =
            |state: &UnseenState| matches!(state, UnseenState::OpenEdition { expires_at } if now < *expires_at);
        let unseen = || self.unseen.iter().find(|order| is_open(&order.state)).map(|order| &order.id);
        self.open_edition_order(now).map(|order| &order.id).or_else(unseen)
    }

    /// Whether what an order brings cannot be used yet (ED-3, ADD-4).
    pub(crate) fn is_awaited(&self, id: &OrderId) -> bool {
        match self.order(id) {
            Some(order) => matches!(order.recorded_state, OrderState::Provisioning { .. }),
            None => self.unseen_order(id).is_some_and(|order| order.state == UnseenState::Provisioning),
        }
    }

    /// The contracts that the edition of an order includes, where it holds one.
    pub(crate) fn included_contracts(&self, id: &OrderId) -> Option<IncludedContracts> {
        match self.order(id) {
            Some(order) => order.included_contracts(),
            None => self.unseen_order(id)?.contracts,
        }
    }
}

impl Order {
    /// The contracts that its edition includes, where it holds one.
    pub(crate) fn included_contracts(&self) -> Option<IncludedContracts> {
        match self.edition_line()?.item {
            LineItem::Edition { contracts, yearly_batches, .. }
            | LineItem::RemainingTerm { contracts, yearly_batches, .. } => {
                Some(IncludedContracts { contracts, yearly_batches })
            }
            LineItem::Integration { .. } | LineItem::Packs { .. } => None,
        }
    }
}
