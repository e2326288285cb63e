//! Who may see and do what (RULES §10, CH-9): balances, orders, invoices, and the window of the security phone.

mod seen;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::account::{Account, Order, OrderState};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context, Person};
use crate::decide::cancel::may_change;
use crate::decide::permission::phone_is_verified;
use crate::invoice::asking_role;
use crate::money::Money;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{Channel, OrderId};
pub use seen::account_as_seen;

/// What a person may see and do for an account (RULES §10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions {
    /// See balances (ROLE-2).
    pub balances: Result<(), Rejection>,
    /// Buy, renew, upgrade, add on, apply for the trial, as far as the role goes (ROLE-3).
    pub purchase: Result<(), Rejection>,
    /// See the order history (ROLE-4).
    pub order_history: Result<(), Rejection>,
    /// Ask for invoices, as far as the role goes, for an enterprise's account (ROLE-5, INV-3).
    pub invoice: Result<(), Rejection>,
    /// Until when the security phone counts as verified (BUY-4); `None` where it has to be verified first.
    pub phone_verified_until: Option<Instant>,
}

/// An order as somebody sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisibleOrder {
    /// Which order.
    pub order: OrderId,
    /// How far it has come.
    pub state: OrderState,
    /// What is or was to be paid.
    pub total: Money,
    /// Whether this person may pay or cancel it, as far as its state goes (ROLE-6, ROLE-7).
    pub may_change: bool,
}

/// What the person of the context may see and do; `account` is `None` for a visitor.
#[must_use]
pub fn permissions(catalogue: &Catalogue, account: Option<&Account>, context: &Context) -> Permissions {
    let purchase = |(account, person): (&Account, &Person)| {
        let may = account.person().is_some() || person.roles.may_purchase();
        if may { Ok(()) } else { Err(Rejection::because(Reason::RoleMissing)) }
    };
    Permissions {
        balances: seeing_balances(account, context).map(drop),
        purchase: member(account, context).and_then(purchase),
        order_history: visible_history(account, context).map(drop),
        invoice: member(account, context)
            .and_then(|(account, person)| asking_role(account, person).map_err(Rejection::because)),
        phone_verified_until: phone_verified_until(catalogue, context),
    }
}

/// The account, where this person may see its balances: members, in every channel but the personal mini-program, which
/// shows a person's own account alone (ROLE-2, CH-9).
///
/// # Errors
/// The reason against.
pub fn seeing_balances<'a>(account: Option<&'a Account>, context: &Context) -> Result<&'a Account, Rejection> {
    if matches!(context.actor, Actor::System | Actor::Operator { .. }) {
        return account.ok_or_else(|| Rejection::because(Reason::SignInRequired));
    }
    let (account, person) = member(account, context)?;
    if account.person().is_none() {
        if context.channel == Channel::PersonalMiniProgram {
            return Err(Rejection::because(Reason::NotShownHere { channel: context.channel }));
        }
        if person.roles.is_empty() {
            return Err(Rejection::because(Reason::BalancesRoleMissing));
        }
    }
    Ok(account)
}

/// The orders that this person sees: the whole history, or the orders placed oneself and the one unpaid edition order
/// (ORD-7, ROLE-6, CH-9).
///
/// # Errors
/// Nobody signed in, or another person's account.
pub fn visible_orders(account: Option<&Account>, context: &Context) -> Result<Vec<VisibleOrder>, Rejection> {
    let (account, person) = member(account, context)?;
    let sees_all = visible_history(Some(account), context).is_ok();
    let now = context.now;
    let visible = account.orders.iter().filter(|order| sees_all || is_theirs(order, person, now));
    let visible = visible.map(|order| VisibleOrder {
        order: order.id.clone(),
        state: order.state_at(now),
        total: order.total,
        may_change: may_change(account, order, person),
    });
    Ok(visible.collect())
}

/// One order, where this person sees it (ORD-7, ROLE-6, ROLE-7, CH-9).
///
/// # Errors
/// Nobody signed in, another person's account, no such order, or whose history it is in.
pub fn seeing_order<'a>(account: Option<&'a Account>, id: &OrderId, context: &Context) -> Result<&'a Order, Rejection> {
    let (account, person) = member(account, context)?;
    let order = account.order(id).ok_or_else(|| Rejection::because(Reason::OrderUnknown))?;
    if is_theirs(order, person, context.now) {
        return Ok(order);
    }
    visible_history(Some(account), context).map(|_| order)
}

/// ROLE-6, ROLE-7: an order that one sees without the history.
fn is_theirs(order: &Order, person: &Person, now: Instant) -> bool {
    let is_open_edition = order.edition_line().is_some() && order.state_at(now) == OrderState::Unpaid;
    order.placed_by == person.id || (is_open_edition && person.roles.may_purchase())
}

/// ROLE-4, ORD-7, CH-9: the order history as a whole.
pub(crate) fn visible_history<'a>(account: Option<&'a Account>, context: &Context) -> Result<&'a Account, Rejection> {
    let (account, person) = member(account, context)?;
    if account.person().is_some() {
        return Ok(account);
    }
    if context.channel == Channel::PersonalMiniProgram {
        return Err(Rejection::because(Reason::NotShownHere { channel: context.channel }));
    }
    if person.roles.may_see_orders() { Ok(account) } else { Err(Rejection::because(Reason::HistoryRoleMissing)) }
}

/// Somebody who is signed in, on an account that is not another person's.
pub(crate) fn member<'a, 'b>(
    account: Option<&'a Account>,
    context: &'b Context,
) -> Result<(&'a Account, &'b Person), Rejection> {
    let (Some(account), Actor::Person(person)) = (account, &context.actor) else {
        return Err(Rejection::because(Reason::SignInRequired));
    };
    match account.person() {
        Some(owner) if *owner != person.id => Err(Rejection::because(Reason::AccountNotYours)),
        _ => Ok((account, person)),
    }
}

/// BUY-4: until when a verified security phone counts.
fn phone_verified_until(catalogue: &Catalogue, context: &Context) -> Option<Instant> {
    let Actor::Person(person) = &context.actor else {
        return None;
    };
    let window_minutes = catalogue.policies.security_phone_minutes;
    let verified_at = person.phone_verified_at?;
    let until = verified_at.checked_add_signed(TimeDelta::minutes(i64::from(window_minutes)))?;
    phone_is_verified(person, window_minutes, context.now).then_some(until)
}
