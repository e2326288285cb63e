//! The orders that a person sees, as rows: what each shows, what is searched in it, and what can be done next.

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::Catalogue;
use rules::account::{Account, Order, OrderState};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::money::Money;
use rules::order_search::{Looked, order_title, searched};
use rules::permissions::VisibleOrder;
use rules::vocabulary::{Language, OrderId, PersonId};

use super::paid_for;
use crate::state::Shop;

/// One order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: OrderId,
    pub(super) title: String,
    pub(super) enterprise: Option<String>,
    pub(super) placed_at: Instant,
    pub(super) placed_by: PersonId,
    pub(super) total: Money,
    /// What was paid for it; `None` beyond what can be computed.
    pub(super) paid: Option<Money>,
    pub(super) state: OrderState,
    pub(super) next: Vec<Next>,
    searched: String,
}

/// What can be done next with an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Pay it, on its page.
    Pay,
    /// Bind it, on its page.
    Bind,
    /// Follow its delivery, on its page.
    Follow,
    /// See what becomes of its money, on its page.
    See,
    /// Ask for an invoice.
    Invoice,
    /// Buy the same again.
    Again(Basket),
}

impl Row {
    /// What a filter looks at.
    pub(super) fn looked(&self) -> Looked<'_> {
        Looked { searched: &self.searched, stage: self.state.stage(), placed_at: self.placed_at, total: self.total }
    }
}

/// The orders that this person sees, the newest first (ORD-7, ROLE-6, ROLE-7).
pub(super) fn rows(shop: Shop, catalogue: &Catalogue, language: Language) -> Vec<Row> {
    let mut seen = shop.visible_orders().into_iter().peekable();
    let invoiceable: BTreeSet<OrderId> = shop.invoiceable().into_iter().map(|open| open.order).collect();
    let of = |account: &Account| {
        // Both stand in the order in which they were placed.
        let visible = account.orders.iter().filter_map(|order| {
            let seen = seen.next_if(|seen| seen.order == order.id)?;
            let next = next_of(shop, order, &seen, invoiceable.contains(&order.id));
            Some(row_of(order, seen, next, catalogue, language))
        });
        visible.collect::<Vec<_>>()
    };
    let mut rows = shop.standing().with(|standing| standing.account.as_ref().map(of)).unwrap_or_default();
    rows.reverse();
    rows.sort_by_key(|row| std::cmp::Reverse(row.placed_at));
    rows
}

fn row_of(order: &Order, seen: VisibleOrder, next: Vec<Next>, catalogue: &Catalogue, language: Language) -> Row {
    let title = order_title(order, catalogue, language);
    Row {
        id: order.id.clone(),
        enterprise: order.enterprise_name.clone(),
        placed_at: order.placed_at,
        placed_by: order.placed_by.clone(),
        total: order.total,
        paid: paid_for(order),
        state: seen.state,
        next,
        searched: searched(order, &title),
        title,
    }
}

fn next_of(shop: Shop, order: &Order, seen: &VisibleOrder, is_invoiceable: bool) -> Vec<Next> {
    let again = || shop.may_buy_again(&order.basket).then(|| Next::Again(order.basket.clone()));
    match seen.state {
        OrderState::Unpaid => seen.may_change.then_some(Next::Pay).into_iter().collect(),
        OrderState::AwaitingBinding { .. } => vec![Next::Bind],
        OrderState::Provisioning { .. } => vec![Next::Follow],
        OrderState::Delivered { .. } => is_invoiceable.then_some(Next::Invoice).into_iter().chain(again()).collect(),
        OrderState::Cancelled { .. } | OrderState::Expired { .. } => again().into_iter().collect(),
        OrderState::NeedsAttention { .. } | OrderState::Closed { .. } => vec![Next::See],
    }
}
