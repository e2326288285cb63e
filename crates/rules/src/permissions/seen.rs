//! An account as a person sees it: what a backend may send to them (RULES §10, CH-9).

use super::{is_theirs, member, seeing_balances, visible_history};
use crate::account::{Account, Batch, Order, OrderState, UnseenInvoicing, UnseenOrder, UnseenState};
use crate::calendar::Instant;
use crate::context::{Actor, Context};
use crate::invoice::{invoiceable, visible_invoices};

/// The account without what the person of the context may not see; `None` where they see nothing of it.
///
/// Of orders that they do not see as much remains as the answers to their own questions depend on ([`UnseenOrder`]), and of
/// batches, where balances are not shown, the packs whose end a purchase moves, without their figures (BUY-13). So every
/// question about the account has the same answer, now and later, but for what it would tell of an order that is not seen.
#[must_use]
pub fn account_as_seen(account: Option<&Account>, context: &Context) -> Option<Account> {
    if matches!(context.actor, Actor::System | Actor::Operator { .. }) {
        return account.cloned();
    }
    let (account, person) = member(account, context).ok()?;
    let mut seen = account.clone();
    if visible_history(Some(account), context).is_err() {
        let invoices = invoiceable(Some(account), context).is_ok();
        seen.orders.clear();
        for order in &account.orders {
            if is_theirs(order, person, context.now) {
                seen.orders.push(order.clone());
            } else {
                seen.unseen.extend(unseen(order, seen.orders.len(), invoices, context.now));
            }
        }
    }
    if visible_invoices(Some(account), context).is_err() {
        seen.invoices.clear();
    }
    if seeing_balances(Some(account), context).is_err() {
        seen.notices.clear();
        seen.batches.retain(|batch| batch.source.follows_edition());
        seen.batches.iter_mut().for_each(without_figures);
    }
    Some(seen)
}

/// What remains of an order; nothing of one on which nobody else's answers depend.
fn unseen(order: &Order, after: usize, shows_amount: bool, now: Instant) -> Option<UnseenOrder> {
    let state = match order.state_at(now) {
        OrderState::Unpaid if order.edition_line().is_some() => {
            UnseenState::OpenEdition { expires_at: order.expires_at }
        }
        OrderState::Provisioning { .. } => UnseenState::Provisioning,
        OrderState::Delivered { delivered_at, .. } => {
            let invoicing =
                UnseenInvoicing { amount: order.amount_paid(), paid_at: order.paid_at, invoice: order.invoice.clone() };
            UnseenState::Delivered { delivered_at, invoicing: shows_amount.then_some(invoicing) }
        }
        _ => return None,
    };
    let contracts = match state {
        UnseenState::OpenEdition { .. } => None,
        UnseenState::Provisioning | UnseenState::Delivered { .. } => order.included_contracts(),
    };
    Some(UnseenOrder { id: order.id.clone(), after, state, contracts })
}

const fn without_figures(batch: &mut Batch) {
    (batch.amount, batch.used, batch.returned) = (0, 0, 0);
}
