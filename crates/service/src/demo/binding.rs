//! Binding a person's order to one of the enterprises that they have joined (RULES §9).

use api::Failure;
use rules::context::{Actor, BindingTarget, Context};
use rules::decide::Command;
use rules::vocabulary::{AccountId, Channel, OrderId};

use super::Demo;
use crate::clock::Clock;
use crate::personas::Persona;
use crate::store::{Settings, Store};

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// The enterprises that the session's person has joined, each with the roles there.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn joined_enterprises(&self) -> Result<Vec<BindingTarget>, Failure> {
        self.signed_in().await?;
        let mut joined = Vec::new();
        for persona in Persona::JOINED_BY_BUYER {
            let now = self.shop.clock.now();
            self.shop.seed(&persona.account(), persona.history(&self.shop.catalogue, now)?).await?;
            let enterprise = self.shop.account(&persona.account()).await?;
            joined.push(BindingTarget { enterprise, roles: Some(Persona::buyer_roles()) });
        }
        Ok(joined)
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
        let joined = self.joined_enterprises().await?;
        let target = joined.into_iter().find(|target| target.enterprise.id == *enterprise);
        let actor = Actor::Person(session.person.clone());
        let context =
            Context { binding_target: target.map(Box::new), ..Context::new(self.shop.clock.now(), channel, actor) };
        let command = Command::BindOrder { order: order.clone(), confirmed_name };
        self.shop.bind(&session.account, &command, &context).await
    }
}
