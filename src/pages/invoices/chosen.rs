//! Which orders the invoice is to cover, and those among them that have become impossible meanwhile (INV-3).

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::explain;
use rules::invoice::{InvoiceRequest, Invoiceable};
use rules::rejection::Reason;
use rules::vocabulary::{InvoiceId, OrderId};

use super::state::{Asked, RequestState};
use crate::i18n::text;

impl RequestState {
    /// The orders that are chosen and can be invoiced still, in the order in which they are listed.
    pub(super) fn orders(self) -> Vec<Invoiceable> {
        let mut orders = self.shop.invoiceable();
        self.chosen.with(|chosen| {
            let chosen: BTreeSet<&OrderId> = chosen.iter().collect();
            orders.retain(|order| chosen.contains(&order.order));
        });
        orders
    }

    /// The orders that are chosen and cannot be invoiced, each with why not: in another tab it may have got its invoice.
    pub(super) fn impossible(self) -> Vec<(OrderId, Reason)> {
        let possible: BTreeSet<OrderId> = self.shop.invoiceable().into_iter().map(|order| order.order).collect();
        let others = self.chosen.get().into_iter().filter(|order| !possible.contains(order));
        others.filter_map(|order| self.shop.against_invoicing(&order).map(|reason| (order, reason))).collect()
    }

    /// Why an order that is chosen cannot be invoiced.
    pub(super) fn order_sentence(self, order: &OrderId, reason: &Reason) -> String {
        text!(self.language, invoices.order_problem, number = order.as_str(), problem = self.sentence(reason))
    }

    /// The request as it would be sent under a key; what has become impossible is refused with it.
    pub(super) fn request(self, invoice: InvoiceId) -> InvoiceRequest {
        let Asked { kind, title, .. } = self.asked();
        let possible = self.orders().into_iter().map(|order| order.order);
        let orders = possible.chain(self.impossible().into_iter().map(|(order, _)| order)).collect();
        InvoiceRequest { invoice, orders, kind, title }
    }

    pub(super) fn is_chosen(self, order: &OrderId) -> bool {
        self.chosen.with(|chosen| chosen.contains(order))
    }

    pub(super) fn choose(self, order: &OrderId, is_chosen: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|known| known != order);
            if is_chosen {
                chosen.push(order.clone());
            }
        });
    }

    /// Chooses these too.
    pub(super) fn choose_all(self, orders: impl Iterator<Item = OrderId>) {
        self.chosen.update(|chosen| {
            let known: BTreeSet<OrderId> = chosen.iter().cloned().collect();
            chosen.extend(orders.filter(|order| !known.contains(order)));
        });
    }

    /// Chooses none.
    pub(super) fn choose_none(self) {
        self.chosen.set(Vec::new());
    }

    pub(super) fn sentence(self, reason: &Reason) -> String {
        self.catalogue.with_value(|catalogue| explain::reason(reason, catalogue, self.language))
    }
}
