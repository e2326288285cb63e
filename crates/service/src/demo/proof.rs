//! The proofs of bank transfers, kept beside the events until they are no longer needed.

use api::{Failure, Session, StoreFailure, TransferProof};
use rules::context::{Actor, Context};
use rules::decide::may_pay;
use rules::vocabulary::{Channel, OrderId};

use super::{Demo, unreadable};
use crate::clock::Clock;
use crate::store::{Settings, Store};

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// Keeps the proof of a transfer; a later one takes its place.
    ///
    /// # Errors
    /// Nobody is signed in, an order that this person may not pay, a file that is no proof, or the store's.
    pub async fn keep_transfer_proof(&self, order: &OrderId, proof: &TransferProof) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let account = self.shop.account(&session.account).await?;
        let context = Context::new(self.shop.clock.now(), Channel::Web, Actor::Person(session.person.clone()));
        may_pay(&self.shop.catalogue, Some(&account), order, &context)?;
        // The page says so before it sends; what comes all the same is not kept.
        if TransferProof::check(&proof.media_type, proof.size).is_err() {
            let detail = format!("{} of {} bytes is no proof", proof.media_type, proof.size);
            return Err(Failure::Store(StoreFailure::Other { detail }));
        }
        let text = serde_json::to_string(proof).map_err(|error| unreadable(&error))?;
        Ok(self.shop.store.set_setting(&name(&session, order), Some(&text)).await?)
    }

    /// The proof that was handed in for an order.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn transfer_proof(&self, order: &OrderId) -> Result<Option<TransferProof>, Failure> {
        let session = self.signed_in().await?;
        let text = self.shop.store.setting(&name(&session, order)).await?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(&error))).transpose()
    }
}

/// An account's proofs are its own, whatever order another one names.
fn name(session: &Session, order: &OrderId) -> String {
    format!("transfer-proof {} {}", session.account.as_str(), order.as_str())
}
