//! Binding a person's order to one of the enterprises that they have joined (RULES §9).

use std::sync::Arc;

use api::{Failure, Session};
use rules::account::{Account, Order};
use rules::context::{Actor, BindingTarget, Context, Person};
use rules::decide::Command;
use rules::permissions::account_as_seen;
use rules::vocabulary::{AccountId, Channel, OrderId};

use crate::clock::Clock;
use crate::directory::Directory;
use crate::fulfilment::is_being_set_up;
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store, C: Clock> Shop<S, C> {
    /// The enterprises that the session's person has joined, each with the roles there and as the person sees it.
    ///
    /// # Errors
    /// The directory's or the store's.
    pub async fn joined_enterprises(
        &self,
        session: &Session,
        channel: Channel,
        directory: &impl Directory,
    ) -> Result<Vec<BindingTarget>, Failure> {
        let mut joined = Vec::new();
        for (id, roles) in directory.joined(&session.person.id).await? {
            let account = self.account(&id).await?;
            let member = Person { roles, ..session.person.clone() };
            let seen = account_as_seen(Some(&account), &self.context(Actor::Person(member), channel));
            joined.extend(seen.map(|enterprise| BindingTarget { enterprise, roles: Some(roles) }));
        }
        Ok(joined)
    }

    /// Binds an order for good, and lets the enterprise take it over (BIND-3 … BIND-5). Told again, it changes nothing.
    ///
    /// # Errors
    /// Every reason against it, the directory's or the store's.
    pub async fn bind(
        &self,
        session: &Session,
        channel: Channel,
        order: &OrderId,
        enterprise: &AccountId,
        confirmed_name: Option<String>,
        directory: &impl Directory,
    ) -> Result<(), Failure> {
        let joined = directory.joined(&session.person.id).await?;
        let target = match joined.into_iter().find(|(id, _)| id == enterprise) {
            Some((id, roles)) => {
                let enterprise = Arc::unwrap_or_clone(self.account(&id).await?);
                Some(Box::new(BindingTarget { enterprise, roles: Some(roles) }))
            }
            None => None,
        };
        let context = Context { binding_target: target, ..self.asked_by(session, channel) };
        let command = Command::BindOrder { order: order.clone(), confirmed_name };
        self.run(&session.account, &command, &context).await?;
        self.deliver_bindings(&session.account).await
    }

    /// Tells the enterprises of what is bound on a person's account and not told yet, each also where another cannot be told;
    /// what one cannot take needs attention on the person's side.
    ///
    /// # Errors
    /// The store's, the first where there are several.
    pub async fn deliver_bindings(&self, person: &AccountId) -> Result<(), Failure> {
        let (account, _) = self.load(person).await?;
        let mut told = Ok(());
        for order in account.orders.iter().filter(|order| is_being_set_up(order)) {
            told = told.and(self.deliver_binding(&account, order).await);
        }
        told
    }

    async fn deliver_binding(&self, person: &Account, order: &Order) -> Result<(), Failure> {
        let Some(binding) = &order.binding else {
            return Ok(());
        };
        if self.is_taken_over(person, order).await? {
            return Ok(());
        }
        let received = Command::ReceiveBoundOrder { order: Box::new(order.clone()) };
        match self.run_as(&binding.enterprise, &received, Actor::System).await {
            // Somebody else who told it at the same time may have been heard.
            Err(Failure::Refused(_)) if !self.is_taken_over(person, order).await? => {
                let failed = Command::FailBinding { order: order.id.clone() };
                self.run_as(&person.id, &failed, Actor::System).await.map(drop)
            }
            Err(Failure::Refused(_)) => Ok(()),
            told => told.map(drop),
        }
    }
}
