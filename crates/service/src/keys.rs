//! Keys of what is sent: made once for all tabs and kept before anything is sent, so that a double click, a reload and a
//! second tab all mean the same (ORD-3).

use std::hash::Hasher;

use api::{Failure, Session};
use rules::account::{Account, InvoiceState, OrderState};
use rules::basket::Basket;
use rules::invoice::InvoiceRequest;
use rules::vocabulary::{ApplicationId, EditionCode, InvoiceId, OrderId};
use serde::Serialize;

use crate::clock::Clock;
use crate::kept::encoded;
use crate::records::{RecordKind, RecordName, Records};
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// The key of the order that this basket becomes; `fresh` is the one to take where there is none. Once that order is
    /// no longer unpaid, the basket gets a new one (ORD-3). The key is kept under a digest of the basket, since no store
    /// has to take names of any length.
    ///
    /// # Errors
    /// The store's.
    pub async fn order_key(&self, session: &Session, basket: &Basket, fresh: &OrderId) -> Result<OrderId, Failure> {
        let name = name(session, RecordKind::OrderKey, basket)?;
        let now = self.clock.now();
        let is_over = |account: &Account, key: &str| {
            let order = account.order(&OrderId::new(key));
            order.is_some_and(|order| order.state_at(now) != OrderState::Unpaid)
        };
        Ok(OrderId::new(&self.claimed(session, &name, fresh.as_str(), is_over).await?))
    }

    /// The key of the enterprise's application for an edition. It needs no second one, since there is one trial (TRIAL-3).
    ///
    /// # Errors
    /// The store's.
    pub async fn application_key(
        &self,
        session: &Session,
        edition: &EditionCode,
        fresh: &ApplicationId,
    ) -> Result<ApplicationId, Failure> {
        let name = RecordName::of(&session.account, RecordKind::ApplicationKey, edition.as_str());
        Ok(ApplicationId::new(&self.store.claim_record(&name, None, fresh.as_str(), None).await?))
    }

    /// The key of the invoice that this becomes; `request.invoice` is the one to take where there is none. Once that
    /// invoice is issued or has failed, the same wish gets a new one. Of the title the name of the key holds a digest alone.
    ///
    /// # Errors
    /// The store's.
    pub async fn invoice_key(&self, session: &Session, request: &InvoiceRequest) -> Result<InvoiceId, Failure> {
        let wish = (&request.orders, request.kind, request.title.understood(request.kind));
        let name = name(session, RecordKind::InvoiceKey, &wish)?;
        let is_over = |account: &Account, key: &str| {
            let invoice = account.invoice(&InvoiceId::new(key));
            invoice.is_some_and(|invoice| invoice.state != InvoiceState::Requested)
        };
        Ok(InvoiceId::new(&self.claimed(session, &name, request.invoice.as_str(), is_over).await?))
    }

    /// What everybody who claims a name agrees on, made new once what it stands for is over.
    async fn claimed(
        &self,
        session: &Session,
        name: &RecordName,
        fresh: &str,
        is_over: impl Fn(&Account, &str) -> bool,
    ) -> Result<String, Failure> {
        let claimed = self.store.claim_record(name, None, fresh, None).await?;
        let account = self.account(&session.account).await?;
        if is_over(&account, &claimed) {
            return Ok(self.store.claim_record(name, Some(&claimed), fresh, None).await?);
        }
        Ok(claimed)
    }
}

/// Where the key of what a person wishes for is kept.
fn name(session: &Session, kind: RecordKind, wish: &impl Serialize) -> Result<RecordName, Failure> {
    let name = format!("{} {}", session.person.id.as_str(), digest(wish)?);
    Ok(RecordName::of(&session.account, kind, name))
}

/// In short what is wished for.
fn digest(wish: &impl Serialize) -> Result<String, Failure> {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(encoded(wish)?.as_bytes());
    Ok(format!("{:016x}", hasher.finish()))
}
