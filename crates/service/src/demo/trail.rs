//! What happened to an order of a demonstration, and the names of those who did it.

use api::Failure;
use rules::trail::TrailEntry;
use rules::vocabulary::{Channel, OrderId, PersonId};

use super::Demo;
use crate::clock::Clock;
use crate::personas::Persona;
use crate::store::{Settings, Store};

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// Every event of an order, oldest first (ORD-7).
    ///
    /// # Errors
    /// Nobody is signed in, no such order, what the rules say against seeing it, or the store's.
    pub async fn order_trail(&self, channel: Channel, order: &OrderId) -> Result<Vec<TrailEntry>, Failure> {
        let session = self.signed_in().await?;
        self.shop.order_trail(&session, channel, order).await
    }

    /// The name of a person of the session's account, or of one who can bind orders to it (BIND-3); `None` for anybody
    /// else, whose name is nobody's business here.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn person_name(&self, person: &PersonId) -> Result<Option<String>, Failure> {
        let session = self.signed_in().await?;
        let is_joined = Persona::JOINED_BY_BUYER.iter().any(|joined| joined.account() == session.account);
        let is_known = |persona: &Persona| {
            let is_of_account = persona.account() == session.account;
            persona.person() == *person && (is_of_account || (*persona == Persona::Buyer && is_joined))
        };
        let known = Persona::ALL.into_iter().find(is_known);
        Ok(known.map(|persona| persona.session(self.shop.clock.now()).person_name))
    }
}
