//! Invoices: who may ask for one, for which orders, in whose name, and what it amounts to (INV-1 … INV-5).

mod access;
mod request;
mod search;
mod title;

use serde::{Deserialize, Serialize};

use crate::account::{Account, Invoice, InvoiceKind, InvoiceState, Order, OrderState, UnseenOrder, UnseenState};
use crate::calendar::Instant;
use crate::context::Context;
use crate::money::{ExactMoney, Money};
use crate::permissions::member;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{Channel, InvoiceId, OrderId};

pub(crate) use access::asking_role;
pub use access::{may_ask, seeing_titles, visible_invoices};
pub use request::may_request;
pub(crate) use request::{failed, issued, request};
pub use search::InvoiceSearch;
pub use title::{InvoiceField, InvoiceTitle, TitleProblem};

/// An invoice as a client asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceRequest {
    /// The client's key for it.
    pub invoice: InvoiceId,
    /// The orders that it covers (INV-3).
    pub orders: Vec<OrderId>,
    /// What kind of invoice.
    pub kind: InvoiceKind,
    /// In whose name; contact data, which no event holds.
    pub title: InvoiceTitle,
}

/// What an invoice amounts to (INV-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amounts {
    /// With VAT.
    pub gross: Money,
    /// Without VAT, rounded half up to the fen.
    pub net: Money,
    /// Gross less net.
    pub tax: Money,
}

/// An order that has no invoice yet (INV-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invoiceable {
    /// Which order.
    pub order: OrderId,
    /// What was paid for it.
    pub amount: Money,
    /// When.
    pub paid_at: Option<Instant>,
}

/// Splits an amount that includes VAT; `None` beyond what can be computed (INV-4).
#[must_use]
pub fn amounts(gross: Money, rate_percent: u32) -> Option<Amounts> {
    let whole = i64::from(rate_percent).checked_add(100)?;
    let net = ExactMoney::share(gross, 100, whole)?.round_half_up()?;
    Some(Amounts { gross, net, tax: gross.minus(net)? })
}

/// The orders that can be invoiced, for whoever may ask for invoices, order history or not (INV-5), in every channel that
/// shows the enterprise (CH-9).
///
/// # Errors
/// Nobody signed in, a person's account, another channel, or another role.
pub fn invoiceable(account: Option<&Account>, context: &Context) -> Result<Vec<Invoiceable>, Rejection> {
    let (account, person) = member(account, context)?;
    if account.person().is_none() && context.channel == Channel::PersonalMiniProgram {
        return Err(Rejection::because(Reason::NotShownHere { channel: context.channel }));
    }
    asking_role(account, person).map_err(Rejection::because)?;
    let all = Invoicing::all(account, context.now);
    let open = all.into_iter().filter(|order| order.against().is_none());
    Ok(open
        .map(|order| Invoiceable { order: order.id.clone(), amount: order.amount, paid_at: order.paid_at })
        .collect())
}

/// Whether an invoice that failed has been replaced: each of its orders is on another one (INV-1).
#[must_use]
pub fn is_replaced(account: &Account, invoice: &Invoice) -> bool {
    let is_on_another = |id: &OrderId| {
        let covering = account.order(id).and_then(|order| order.invoice.as_ref());
        covering.is_some_and(|covering| *covering != invoice.id)
    };
    matches!(invoice.state, InvoiceState::Failed { .. }) && invoice.orders.iter().all(is_on_another)
}

/// What orders amount to together.
///
/// # Errors
/// An amount beyond what can be computed.
pub fn sum<'a>(orders: impl IntoIterator<Item = &'a Invoiceable>) -> Result<Money, Rejection> {
    let sum = orders.into_iter().try_fold(Money::ZERO, |sum, order| sum.plus(order.amount));
    sum.ok_or_else(|| Rejection::because(Reason::AmountTooLarge))
}

/// What speaks against an invoice over an order, one thing at a time (INV-3, ROLE-7).
#[must_use]
pub fn against_order(account: &Account, id: &OrderId, now: Instant) -> Option<Reason> {
    Invoicing::in_account(account, id, now).map_or(Some(Reason::OrderUnknown), |order| order.against())
}

/// What an invoice over an order depends on (INV-3).
struct Invoicing<'a> {
    id: &'a OrderId,
    is_delivered: bool,
    invoice: Option<&'a InvoiceId>,
    amount: Money,
    paid_at: Option<Instant>,
}

impl<'a> Invoicing<'a> {
    /// Of every order that is there, seen or not, in the order in which they were placed.
    fn all(account: &'a Account, now: Instant) -> Vec<Self> {
        let seen = account.orders.iter().map(|order| Self::of(order, now)).enumerate();
        let unseen = account.unseen.iter().filter_map(|order| Some((order.after, Self::of_unseen(order)?)));
        // An unseen one was placed before the seen one of its place.
        let mut all: Vec<(usize, Self)> = unseen.chain(seen).collect();
        all.sort_by_key(|(place, _)| *place);
        all.into_iter().map(|(_, order)| order).collect()
    }

    /// Of an order that is there, seen or not.
    fn in_account(account: &'a Account, id: &OrderId, now: Instant) -> Option<Self> {
        let unseen = || account.unseen_order(id).and_then(Self::of_unseen);
        account.order(id).map(|order| Self::of(order, now)).or_else(unseen)
    }

    fn of(order: &'a Order, now: Instant) -> Self {
        Self {
            id: &order.id,
            is_delivered: matches!(order.state_at(now), OrderState::Delivered { .. }),
            invoice: order.invoice.as_ref(),
            amount: order.amount_paid(),
            paid_at: order.paid_at,
        }
    }

    /// `None` where it was not told what was paid: that order is as good as unknown.
    fn of_unseen(order: &'a UnseenOrder) -> Option<Self> {
        let UnseenState::Delivered { invoicing, .. } = &order.state else {
            return Some(Self {
                id: &order.id,
                is_delivered: false,
                invoice: None,
                amount: Money::ZERO,
                paid_at: None,
            });
        };
        let told = invoicing.as_ref()?;
        let invoice = told.invoice.as_ref();
        Some(Self { id: &order.id, is_delivered: true, invoice, amount: told.amount, paid_at: told.paid_at })
    }

    fn against(&self) -> Option<Reason> {
        let order = || self.id.clone();
        if !self.is_delivered {
            return Some(Reason::NotDelivered { order: order() });
        }
        if let Some(invoice) = self.invoice {
            return Some(Reason::AlreadyInvoiced { order: order(), invoice: invoice.clone() });
        }
        (self.amount <= Money::ZERO).then(|| Reason::NothingPaid { order: order() })
    }
}
