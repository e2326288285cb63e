//! Decides commands: the one place where something is allowed or refused.

mod cancel;
mod deliver;
mod pay;
pub(crate) mod permission;
mod place;
mod settle;

use serde::{Deserialize, Serialize};

pub use place::may_place;
pub use settle::{PREVIEW, after_paying};

use crate::account::{Account, Event, Holder};
use crate::basket::Basket;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::money::Money;
use crate::quote::QuoteDigest;
use crate::rejection::Rejection;
use crate::vocabulary::{OrderId, PaymentId};

/// Something that somebody wants done to one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Make the account known.
    OpenAccount {
        /// What it belongs to.
        holder: Holder,
    },
    /// Place an order.
    PlaceOrder(PlaceOrder),
    /// A payment arrived, says its provider (ORD-5).
    ConfirmPayment {
        /// For which order.
        order: OrderId,
        /// As the provider numbers it.
        payment: PaymentId,
        /// What was paid.
        amount: Money,
    },
    /// What was bought is there (ORD-1).
    DeliverOrder {
        /// Which order.
        order: OrderId,
    },
    /// Give up an unpaid order (ED-8).
    CancelOrder {
        /// Which order.
        order: OrderId,
    },
}

/// An order as a client places it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceOrder {
    /// The client's key for it (ORD-3).
    pub order: OrderId,
    /// What is bought.
    pub basket: Basket,
    /// What the client was shown (ORD-4).
    pub shown: QuoteDigest,
    /// The version of the purchase terms that were accepted (ORD-10).
    pub accepted_terms: Option<String>,
}

/// Decides a command: the events that it leads to (none where it was done before), or every reason against it.
///
/// # Errors
/// The rejection, with all reasons at once.
pub fn decide(
    catalogue: &Catalogue,
    account: &Account,
    command: &Command,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::OpenAccount { holder } => {
            permission::shop_itself(context)?;
            Ok(open(account, holder, context))
        }
        Command::PlaceOrder(placing) => place::place(catalogue, account, placing, context),
        Command::ConfirmPayment { order, payment, amount } => {
            permission::shop_itself(context)?;
            pay::confirm(catalogue, account, order, payment, *amount, context.now)
        }
        Command::DeliverOrder { order } => {
            permission::shop_itself(context)?;
            deliver::deliver(account, order, context.now)
        }
        Command::CancelOrder { order } => cancel::cancel(account, order, context),
    }
}

fn open(account: &Account, holder: &Holder, context: &Context) -> Vec<Event> {
    if account.holder.is_some() {
        return Vec::new();
    }
    vec![Event::AccountOpened { holder: holder.clone(), at: context.now }]
}
