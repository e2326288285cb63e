//! Binding in a demonstration: its enterprises are there once somebody looks for them (RULES §9).

use api::Failure;
use rules::context::BindingTarget;
use rules::vocabulary::{AccountId, Channel, OrderId};

use super::Demo;
use super::directory::Personas;
use crate::clock::Clock;
use crate::personas::Persona;
use crate::records::Records;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// The enterprises that the session's person has joined, each with the roles there.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn joined_enterprises(&self) -> Result<Vec<BindingTarget>, Failure> {
        let session = self.signed_in().await?;
        self.tell_joined().await?;
        // A person's orders are at home there, and nothing of an enterprise is shown that is not needed to bind them.
        self.shop.joined_enterprises(&session, Channel::PersonalMiniProgram, &Personas).await
    }

    /// Binds an order for good, and lets the enterprise take it over (BIND-3 … BIND-5).
    ///
    /// # Errors
    /// Nobody is signed in, every reason against it, or the store's.
    pub async fn bind(
        &self,
        channel: Channel,
        order: &OrderId,
        enterprise: &AccountId,
        confirmed_name: Option<String>,
    ) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        self.tell_joined().await?;
        self.shop.bind(&session, channel, order, enterprise, confirmed_name, &Personas).await
    }

    /// The history of the enterprises that the buyer has joined is told at the first time.
    async fn tell_joined(&self) -> Result<(), Failure> {
        for persona in Persona::JOINED_BY_BUYER {
            let history = persona.history(&self.shop.catalogue(), self.shop.clock.now())?;
            self.shop.seed(&persona.account(), history).await?;
        }
        Ok(())
    }
}
