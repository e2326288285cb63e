//! The proofs of bank transfers, kept beside the events until they are no longer needed.

use api::{Failure, Session, StoreFailure, TransferProof};
use rules::decide::may_pay;
use rules::permissions::seeing_order;
use rules::vocabulary::{Channel, OrderId};

use crate::clock::Clock;
use crate::kept;
use crate::records::{RecordKind, RecordName, Records};
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// Keeps the proof of a transfer; a later one takes its place.
    ///
    /// # Errors
    /// An order that this person may not pay, a file that is no proof, or the store's.
    pub async fn keep_transfer_proof(
        &self,
        session: &Session,
        channel: Channel,
        order: &OrderId,
        proof: &TransferProof,
    ) -> Result<(), Failure> {
        let account = self.account(&session.account).await?;
        let context = self.asked_by(session, channel);
        may_pay(&self.catalogues.at(context.now), Some(&account), order, &context)?;
        // The page says so before it sends; what comes all the same is not kept.
        if TransferProof::check(&proof.media_type, proof.size).is_err() {
            let detail = format!("{} of {} bytes is no proof", proof.media_type, proof.size);
            return Err(Failure::Store(StoreFailure::Other { detail }));
        }
        kept::keep(&self.store, &name(session, order), proof, None).await
    }

    /// The proof that was handed in for an order; none for whoever does not see the order (ORD-7).
    ///
    /// # Errors
    /// The store's.
    pub async fn transfer_proof(
        &self,
        session: &Session,
        channel: Channel,
        order: &OrderId,
    ) -> Result<Option<TransferProof>, Failure> {
        let account = self.account(&session.account).await?;
        if seeing_order(Some(&account), order, &self.asked_by(session, channel)).is_err() {
            return Ok(None);
        }
        kept::read(&self.store, &name(session, order)).await
    }
}

/// An account's proofs are its own, whatever order another one names.
fn name(session: &Session, order: &OrderId) -> RecordName {
    RecordName::of(&session.account, RecordKind::TransferProof, order.as_str())
}
