//! The proofs of bank transfers, kept beside the events until they are no longer needed.

use api::{Failure, Session, StoreFailure, TransferProof};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::OrderId;

use super::{Demo, unreadable};
use crate::clock::Clock;
use crate::store::{Settings, Store};

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// Keeps the proof of a transfer; a later one takes its place.
    ///
    /// # Errors
    /// Nobody is signed in, no such order, a file that is no proof, or the store's.
    pub async fn keep_transfer_proof(&self, order: &OrderId, proof: &TransferProof) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let account = self.shop.account(&session.account).await?;
        if account.order(order).is_none() {
            return Err(Rejection::because(Reason::OrderUnknown).into());
        }
        if TransferProof::check(&proof.media_type, proof.size).is_err() {
            return Err(Failure::Store(StoreFailure::Unreadable { detail: proof.media_type.clone() }));
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
