//! What an account keeps of its invoices beside the events, and their documents, for whoever may see them (ROLE-5, CH-8).

use api::{Failure, Session};
use rules::account::InvoiceState;
use rules::invoice::{InvoiceTitle, seeing_titles};
use rules::permissions::visible_orders;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, InvoiceId, Language};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::invoice_papers::{self, InvoicePapers};
use crate::invoicing::orders_of;
use crate::issuer::{Document, DocumentFailure, Issuer, Paper};
use crate::records::Records;
use crate::shop::Shop;
use crate::store::Store;

/// What an account keeps of its invoices beside the events, for whoever may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceBook {
    /// Titles for the next time, the newest first.
    pub titles: Vec<InvoiceTitle>,
    /// What belongs to each invoice.
    pub papers: Vec<(InvoiceId, InvoicePapers)>,
}

impl InvoiceBook {
    /// What belongs to an invoice.
    #[must_use]
    pub fn of(&self, invoice: &InvoiceId) -> Option<&InvoicePapers> {
        self.papers.iter().find(|(id, _)| id == invoice).map(|(_, papers)| papers)
    }
}

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// The titles of the account's invoices, and those kept for the next time.
    ///
    /// # Errors
    /// Who may not see them (ROLE-5, CH-8), or the store's.
    pub async fn invoice_book(&self, session: &Session, channel: Channel) -> Result<InvoiceBook, Failure> {
        let account = self.account(&session.account).await?;
        seeing_titles(Some(&account), &self.asked_by(session, channel))?;
        let mut kept = invoice_papers::of_all(&self.store, &account.id).await?;
        let papers = account.invoices.iter().filter_map(|invoice| kept.remove_entry(&invoice.id)).collect();
        Ok(InvoiceBook { titles: invoice_papers::titles(&self.store, &account.id).await?, papers })
    }

    /// Forgets a title that was kept for the next time; invoices keep theirs.
    ///
    /// # Errors
    /// Who may not see it (ROLE-5, CH-8), or the store's.
    pub async fn forget_title(&self, session: &Session, channel: Channel, title: &InvoiceTitle) -> Result<(), Failure> {
        let account = self.account(&session.account).await?;
        seeing_titles(Some(&account), &self.asked_by(session, channel))?;
        invoice_papers::forget_title(&self.store, &account.id, title).await
    }

    /// The document of an issued invoice; what was bought stands on it as far as this person sees the orders (INV-5).
    ///
    /// # Errors
    /// Who may not see it (ROLE-5, CH-8), an invoice that is not issued, or the store's; inside, the issuer's.
    pub async fn invoice_document(
        &self,
        session: &Session,
        channel: Channel,
        id: &InvoiceId,
        language: Language,
        issuer: &impl Issuer,
    ) -> Result<Result<Document, DocumentFailure>, Failure> {
        let unknown = || Failure::Refused(Rejection::because(Reason::InvoiceUnknown));
        let account = self.account(&session.account).await?;
        let context = self.asked_by(session, channel);
        seeing_titles(Some(&account), &context)?;
        let is_issued = |state| matches!(state, InvoiceState::Issued { .. });
        let invoice = account.invoice(id).filter(|invoice| is_issued(invoice.state)).ok_or_else(unknown)?;
        let papers = invoice_papers::of(&self.store, &account.id, id).await?.ok_or_else(unknown)?;
        let visible = visible_orders(Some(&account), &context)?;
        let orders = orders_of(&account, &invoice.orders, |id| visible.iter().any(|seen| seen.order == *id));
        let catalogue = self.catalogues.at(context.now);
        let paper = Paper { catalogue: &catalogue, invoice, title: &papers.title, orders };
        Ok(issuer.document(&paper, language).await)
    }
}
