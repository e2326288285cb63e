//! Looking for invoices among those that a person sees: by state, days and order.

use chrono::NaiveDate;

use crate::account::{Invoice, InvoiceStage};
use crate::calendar::local_date;
use crate::vocabulary::OrderId;

/// What is looked for; what is `None` is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceSearch {
    /// How far the invoice has come.
    pub stage: Option<InvoiceStage>,
    /// Asked for on this local day or later.
    pub from: Option<NaiveDate>,
    /// Asked for on this local day or earlier.
    pub to: Option<NaiveDate>,
    /// Covers this order, alone or among others.
    pub order: Option<OrderId>,
}

impl InvoiceSearch {
    /// Whether an invoice is among those that are looked for.
    #[must_use]
    pub fn finds(&self, invoice: &Invoice) -> bool {
        let day = local_date(invoice.requested_at);
        self.stage.is_none_or(|stage| stage == invoice.state.stage())
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.order.as_ref().is_none_or(|order| invoice.orders.contains(order))
    }
}
