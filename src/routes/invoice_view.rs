//! What the page of invoices shows: which order it begins with, what is searched among those to invoice, and which pages.

use leptos_router::params::ParamsMap;
use rules::vocabulary::OrderId;

use super::{escaped, joined};

/// What the page of invoices shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceView {
    /// The order that is chosen at first.
    pub order: Option<OrderId>,
    /// What is searched among the orders that can be invoiced, as it was typed.
    pub find: String,
    /// Which page of those orders; the first is 1.
    pub page: usize,
    /// Which page of the invoices.
    pub invoices: usize,
}

impl Default for InvoiceView {
    fn default() -> Self {
        Self { order: None, find: String::new(), page: 1, invoices: 1 }
    }
}

impl InvoiceView {
    /// What an address asks for; what cannot be read is as if it were not there.
    #[must_use]
    pub fn from_query(query: &ParamsMap) -> Self {
        let number = |name| query.get(name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1);
        Self {
            order: query.get("order").filter(|order| !order.is_empty()).map(|order| OrderId::new(&order)),
            find: query.get("find").unwrap_or_default(),
            page: number("page"),
            invoices: number("invoices"),
        }
    }

    pub(super) fn query(&self) -> String {
        let mut parts = Vec::new();
        if let Some(order) = &self.order {
            parts.push(format!("order={}", order.as_str()));
        }
        if !self.find.is_empty() {
            parts.push(format!("find={}", escaped(&self.find)));
        }
        for (name, number) in [("page", self.page), ("invoices", self.invoices)] {
            if number > 1 {
                parts.push(format!("{name}={number}"));
            }
        }
        joined(&parts)
    }
}
