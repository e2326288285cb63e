//! What a page asks the rules about invoices (INV-1 … INV-5).

use leptos::prelude::*;
use rules::Money;
use rules::account::Invoice;
use rules::invoice::{self, Amounts, InvoiceRequest, Invoiceable};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{InvoiceId, OrderId};

use super::Shop;

impl Shop {
    /// Whether this person may ask for invoices here and now (ROLE-5, CH-8, BUY-4).
    ///
    /// # Errors
    /// Every reason against it.
    pub fn may_ask_for_invoices(self) -> Result<(), Rejection> {
        let context = self.context();
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| invoice::may_ask(catalogue, standing.account.as_ref(), &context))
        })
    }

    /// Whether this person sees in whose names invoices are made out, and has their documents (ROLE-5, CH-8).
    #[must_use]
    pub fn sees_invoice_titles(self) -> bool {
        let context = self.context();
        self.standing.with(|standing| invoice::seeing_titles(standing.account.as_ref(), &context).is_ok())
    }

    /// The invoices that this person sees; `None` where none are shown to them.
    #[must_use]
    pub fn visible_invoices(self) -> Option<Vec<Invoice>> {
        let context = self.context();
        self.standing
            .with(|standing| invoice::visible_invoices(standing.account.as_ref(), &context).ok().map(<[_]>::to_vec))
    }

    /// The orders that can be invoiced; none for whoever may not ask (INV-3, INV-5, CH-9).
    #[must_use]
    pub fn invoiceable(self) -> Vec<Invoiceable> {
        let context = self.context();
        self.standing.with(|standing| invoice::invoiceable(standing.account.as_ref(), &context).unwrap_or_default())
    }

    /// What speaks against an invoice over an order (INV-3, ROLE-7).
    #[must_use]
    pub fn against_invoicing(self, order: &OrderId) -> Option<Reason> {
        let now = self.decision_time();
        self.standing.with(|standing| invoice::against_order(standing.account.as_ref()?, order, now))
    }

    /// Whether an invoice that failed has been replaced by others (INV-1).
    #[must_use]
    pub fn is_replaced(self, invoice: &InvoiceId) -> bool {
        self.standing.with(|standing| {
            let account = standing.account.as_ref();
            account.is_some_and(|account| {
                account.invoice(invoice).is_some_and(|invoice| invoice::is_replaced(account, invoice))
            })
        })
    }

    /// What an invoice over these orders amounts to; `None` beyond what can be computed (INV-4).
    #[must_use]
    pub fn invoice_amounts(self, orders: &[Invoiceable]) -> Option<Amounts> {
        let gross: Money = invoice::sum(orders).ok()?;
        self.catalogue.with_value(|catalogue| invoice::amounts(gross, catalogue.vat.rate_percent))
    }

    /// Whether this person may ask for this invoice, and what it amounts to.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn may_request_invoice(self, request: &InvoiceRequest) -> Result<Amounts, Rejection> {
        let context = self.context();
        self.standing.with(|standing| {
            self.catalogue
                .with_value(|catalogue| invoice::may_request(catalogue, standing.account.as_ref(), request, &context))
        })
    }
}
