//! What happened to an order of a demonstration, and the names of those who did it.

use api::Failure;
use rules::trail::TrailEntry;
use rules::vocabulary::{Channel, OrderId, PersonId};

use super::Demo;
use super::directory::Personas;
use crate::clock::Clock;
use crate::records::Records;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// Every event of an order, oldest first (ORD-7).
    ///
    /// # Errors
    /// Nobody is signed in, no such order, what the rules say against seeing it, or the store's.
    pub async fn order_trail(&self, channel: Channel, order: &OrderId) -> Result<Vec<TrailEntry>, Failure> {
        self.shop.order_trail(&self.signed_in().await?, channel, order).await
    }

    /// The name of a person, as far as it is the business of the session's account.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn person_name(&self, person: &PersonId) -> Result<Option<String>, Failure> {
        self.shop.person_name(&self.signed_in().await?, person, &Personas).await
    }
}
