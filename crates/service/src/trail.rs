//! What happened to one order, for whoever may see it.

use api::{Failure, Session};
use rules::Catalogue;
use rules::account::{Account, Event};
use rules::context::Context;
use rules::permissions::{permissions, seeing_order};
use rules::trail::{TrailEntry, trail};
use rules::vocabulary::{Channel, OrderId};

use crate::clock::Clock;
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store, C: Clock> Shop<S, C> {
    /// Every event of an order of the session's account, oldest first, with what has arrived by now (ORD-7).
    ///
    /// # Errors
    /// No such order, what the rules say against seeing it, or the store's.
    pub async fn order_trail(
        &self,
        session: &Session,
        channel: Channel,
        order: &OrderId,
    ) -> Result<Vec<TrailEntry>, Failure> {
        let account = self.account(&session.account).await?;
        let context = self.asked_by(session, channel);
        seeing_order(Some(&account), order, &context)?;
        let history = self.store.load(&session.account).await?;
        let mut entries = trail(history.events.iter().map(|stored| &stored.event), order);
        // An invoice may cover orders that this person does not see.
        let sees_invoices = permits_invoices(&self.catalogues.at(context.now), &account, &context);
        entries.retain(|entry| sees_invoices || !is_about_invoice(&entry.event));
        Ok(entries)
    }
}

/// ROLE-4, ROLE-5: who sees the orders or asks for the invoices.
fn permits_invoices(catalogue: &Catalogue, account: &Account, context: &Context) -> bool {
    let permitted = permissions(catalogue, Some(account), context);
    permitted.order_history.is_ok() || permitted.invoice.is_ok()
}

const fn is_about_invoice(event: &Event) -> bool {
    matches!(event, Event::InvoiceRequested { .. } | Event::InvoiceIssued { .. } | Event::InvoiceFailed { .. })
}
