//! Invoices as use cases: asked for, and issued or not (INV-1 … INV-3).

use std::sync::Arc;

use api::{Failure, Session};
use rules::account::{Account, Invoice, InvoiceState};
use rules::context::Actor;
use rules::decide::Command;
use rules::invoice::InvoiceRequest;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{AccountId, Channel, InvoiceId, OrderId};

use crate::clock::Clock;
use crate::failed_papers;
use crate::invoice_papers::{self, InvoicePapers};
use crate::issuer::{Issuer, Issuing, Paper, PaperOrder};
use crate::records::Records;
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// Asks for an invoice. Its title is kept before it is asked for, beside the events, so that no invoice is without; what
    /// is refused leaves none behind, and what was asked for before keeps the one that it has. The titles of failed ones that
    /// it replaces are erased.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn request_invoice(
        &self,
        session: &Session,
        channel: Channel,
        request: InvoiceRequest,
    ) -> Result<Arc<Account>, Failure> {
        let owner = &session.account;
        let key = request.invoice.clone();
        let papers = InvoicePapers { title: request.title.understood(request.kind), failure: None };
        let command = Command::RequestInvoice(request);
        if self.would_change(session, channel, &command).await? {
            invoice_papers::keep(&self.store, owner, &key, &papers).await?;
        }
        let requested = self.run_for(session, channel, &command).await;
        // Somebody else was faster, with this invoice or with another one.
        if matches!(requested, Err(Failure::Refused(_))) && self.account(owner).await?.invoice(&key).is_none() {
            invoice_papers::erase(&self.store, owner, &key).await?;
        }
        let account = requested?;
        // It is asked for, whether or not what it replaces can be erased now: that ends by its age.
        let _ = failed_papers::erase_replaced(&self.store, &account, &key).await;
        Ok(account)
    }

    /// Asks for an invoice, and an issuer at once: then it is issued, or has failed, or stays requested until the issuer
    /// decides. Whoever does not hear the answer asks again with the same id, and the issuer is asked again where it did not
    /// decide.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn request_invoice_from(
        &self,
        session: &Session,
        channel: Channel,
        request: InvoiceRequest,
        issuer: &impl Issuer,
    ) -> Result<Invoice, Failure> {
        let id = request.invoice.clone();
        let unknown = || Failure::Refused(Rejection::because(Reason::InvoiceUnknown));
        let account = self.request_invoice(session, channel, request).await?;
        let requested = account.invoice(&id).ok_or_else(unknown)?;
        if requested.state != InvoiceState::Requested {
            return Ok(requested.clone());
        }
        self.issue(&account.id, &id, issuer).await?;
        self.account(&account.id).await?.invoice(&id).cloned().ok_or_else(unknown)
    }

    /// Lets an issuer try once to issue an invoice, and records what came of it, where it has come to its end. What has is not
    /// tried again. The title of an invoice that was issued is kept for the next time; that of one that failed until it is
    /// replaced, or as long as other contact data.
    ///
    /// # Errors
    /// An invoice that is not there or has come to its end, or the store's.
    pub async fn issue(&self, owner: &AccountId, id: &InvoiceId, issuer: &impl Issuer) -> Result<Issuing, Failure> {
        let unknown = || Failure::Refused(Rejection::because(Reason::InvoiceUnknown));
        let account = self.account(owner).await?;
        let invoice = account.invoice(id).ok_or_else(unknown)?;
        match invoice.state {
            InvoiceState::Requested => {}
            InvoiceState::Issued { .. } => return Ok(Issuing::Issued),
            InvoiceState::Failed { .. } => return Err(unknown()),
        }
        let papers = invoice_papers::of(&self.store, owner, id).await?.ok_or_else(unknown)?;
        let orders = orders_of(&account, &invoice.orders, |_| true);
        let catalogue = self.catalogue();
        let issuing = issuer.issue(&Paper { catalogue: &catalogue, invoice, title: &papers.title, orders }).await;
        let invoice = id.clone();
        let command = match issuing {
            Issuing::Issued => Command::RecordInvoiceIssued { invoice },
            Issuing::Failed(_) => Command::RecordInvoiceFailed { invoice },
            Issuing::Pending => return Ok(issuing),
        };
        if let Issuing::Failed(_) = issuing {
            // Before it has failed, so that none fails whose title nobody erases.
            failed_papers::mark(&self.store, owner, id, self.clock.now()).await?;
        }
        self.run_as(owner, &command, Actor::System).await?;
        match issuing {
            Issuing::Issued => {
                // The invoice is issued, whether or not its title can be kept for another one.
                let _ = invoice_papers::keep_title(&self.store, owner, &papers.title).await;
            }
            Issuing::Failed(failure) => {
                let papers = InvoicePapers { failure: Some(failure), ..papers };
                invoice_papers::keep(&self.store, owner, id, &papers).await?;
                // Whoever asked anew meanwhile has erased them already, and nobody would once more.
                failed_papers::erase_if_replaced(&self.store, &*self.account(owner).await?, id).await?;
            }
            Issuing::Pending => {}
        }
        Ok(issuing)
    }
}

/// The orders of an invoice, in its order.
pub(crate) fn orders_of<'a>(
    account: &'a Account,
    orders: &[OrderId],
    shows_lines: impl Fn(&OrderId) -> bool,
) -> Vec<PaperOrder<'a>> {
    let known = orders.iter().filter_map(|id| account.order(id));
    known.map(|order| PaperOrder { order, shows_lines: shows_lines(&order.id) }).collect()
}
