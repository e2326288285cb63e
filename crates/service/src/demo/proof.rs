//! The proofs of bank transfers of the session's account.

use api::{Failure, TransferProof};
use rules::vocabulary::{Channel, OrderId};

use super::Demo;
use crate::clock::Clock;
use crate::records::Records;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// Keeps the proof of a transfer; a later one takes its place.
    ///
    /// # Errors
    /// Nobody is signed in, an order that this person may not pay, a file that is no proof, or the store's.
    pub async fn keep_transfer_proof(&self, order: &OrderId, proof: &TransferProof) -> Result<(), Failure> {
        self.shop.keep_transfer_proof(&self.signed_in().await?, Channel::Web, order, proof).await
    }

    /// The proof that was handed in for an order.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn transfer_proof(&self, order: &OrderId) -> Result<Option<TransferProof>, Failure> {
        self.shop.transfer_proof(&self.signed_in().await?, Channel::Web, order).await
    }
}
