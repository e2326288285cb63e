//! The invoices of a demonstration: their keys, their titles, and what an issuer pretends (INV-1 … INV-5).

use std::hash::Hasher;

use api::Failure;
use rules::account::InvoiceState;
use rules::context::{Actor, Context, Person};
use rules::invoice::{InvoiceRequest, InvoiceTitle, seeing_titles};
use rules::permissions::visible_orders;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, InvoiceId, Language};

use super::{Demo, unreadable};
use crate::clock::Clock;
use crate::invoice_papers::{self, InvoicePapers};
use crate::invoicing::orders_of;
use crate::issuer::{Document, DocumentFailure, Issuer, IssuerChoice, Issuing, Paper, SimulatedIssuer};
use crate::store::{Settings, Store};

/// What an account keeps of its invoices beside the events, for whoever may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// The key of the invoice that this becomes: made once for all tabs and kept before anything is sent, as an order's is
    /// (ORD-3); `request.invoice` is the key to take where there is none. Once that invoice is issued or has failed, the
    /// same wish gets a new one. Of the title the name of the key holds a digest alone.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn invoice_key(&self, request: &InvoiceRequest) -> Result<InvoiceId, Failure> {
        let session = self.signed_in().await?;
        let wish = (&request.orders, request.kind, request.title.understood(request.kind));
        let wish = serde_json::to_string(&wish).map_err(|error| unreadable(&error))?;
        let mut hasher = fnv::FnvHasher::default();
        hasher.write(wish.as_bytes());
        let (account, person) = (session.account.as_str(), session.person.id.as_str());
        let name = format!("invoice-key {account} {person} {:016x}", hasher.finish());
        let fresh = request.invoice.as_str();
        let claimed = self.shop.store.claim(&name, None, fresh).await?;
        let account = self.shop.account(&session.account).await?;
        let known = account.invoice(&InvoiceId::new(&claimed));
        if known.is_some_and(|invoice| invoice.state != InvoiceState::Requested) {
            let renewed = self.shop.store.claim(&name, Some(&claimed), fresh).await?;
            return Ok(InvoiceId::new(&renewed));
        }
        Ok(InvoiceId::new(&claimed))
    }

    /// Asks for an invoice.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn request_invoice(&self, channel: Channel, request: InvoiceRequest) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        self.shop.request_invoice(&session, channel, request).await.map(drop)
    }

    /// The titles of the account's invoices, and those kept for the next time.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see them (ROLE-5, CH-8), or the store's.
    pub async fn invoice_book(&self, channel: Channel) -> Result<InvoiceBook, Failure> {
        let session = self.signed_in().await?;
        let account = self.shop.account(&session.account).await?;
        seeing_titles(Some(&account), &self.asked_by(channel, session.person))?;
        let store = &self.shop.store;
        let mut papers = Vec::new();
        for invoice in &account.invoices {
            if let Some(known) = invoice_papers::of(store, &account.id, &invoice.id).await? {
                papers.push((invoice.id.clone(), known));
            }
        }
        Ok(InvoiceBook { titles: invoice_papers::titles(store, &account.id).await?, papers })
    }

    /// Forgets a title that was kept for the next time; invoices keep theirs.
    ///
    /// # Errors
    /// Nobody is signed in, who may not see it (ROLE-5, CH-8), or the store's.
    pub async fn forget_title(&self, channel: Channel, title: &InvoiceTitle) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let account = self.shop.account(&session.account).await?;
        seeing_titles(Some(&account), &self.asked_by(channel, session.person))?;
        invoice_papers::forget_title(&self.shop.store, &account.id, title).await
    }

    /// Lets the issuer of the demonstration do what the person chose.
    ///
    /// # Errors
    /// Nobody is signed in, an invoice that is not there or has come to its end, or the store's.
    pub async fn simulate_issuing(&self, invoice: &InvoiceId, choice: IssuerChoice) -> Result<Issuing, Failure> {
        let session = self.signed_in().await?;
        self.shop.issue(&session.account, invoice, &SimulatedIssuer(choice)).await
    }

    /// The document of an issued invoice; what was bought stands on it as far as this person sees the orders (INV-5).
    ///
    /// # Errors
    /// Nobody is signed in, who may not see it (ROLE-5, CH-8), an invoice that is not issued, or the store's; inside, the
    /// issuer's, who does what the person chose.
    pub async fn invoice_document(
        &self,
        channel: Channel,
        id: &InvoiceId,
        language: Language,
        choice: IssuerChoice,
    ) -> Result<Result<Document, DocumentFailure>, Failure> {
        let unknown = || Failure::Refused(Rejection::because(Reason::InvoiceUnknown));
        let session = self.signed_in().await?;
        let account = self.shop.account(&session.account).await?;
        let context = self.asked_by(channel, session.person);
        seeing_titles(Some(&account), &context)?;
        let is_issued = |state| matches!(state, InvoiceState::Issued { .. });
        let invoice = account.invoice(id).filter(|invoice| is_issued(invoice.state)).ok_or_else(unknown)?;
        let papers = invoice_papers::of(&self.shop.store, &account.id, id).await?.ok_or_else(unknown)?;
        let visible = visible_orders(Some(&account), &context)?;
        let orders = orders_of(&account, &invoice.orders, |id| visible.iter().any(|seen| seen.order == *id));
        let paper = Paper { catalogue: &self.shop.catalogue, invoice, title: &papers.title, orders };
        Ok(SimulatedIssuer(choice).document(&paper, language).await)
    }

    fn asked_by(&self, channel: Channel, person: Person) -> Context {
        Context::new(self.shop.clock.now(), channel, Actor::Person(person))
    }
}
