//! The shop, and the use cases of orders; how each is decided and recorded is in `deciding.rs`.

use std::sync::Arc;

use api::{Failure, Session};
use rules::Catalogue;
use rules::account::{Account, Event, Order, OrderState, PaymentMethod};
use rules::context::{Actor, Context};
use rules::decide::{Command, PlaceOrder, decide, may_pay};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{AccountId, Channel, OrderId};

use crate::cashier::{Cashier, PaymentOutcome};
use crate::clock::Clock;
use crate::deciding::{MAX_ATTEMPTS, stored};
use crate::folded::Folded;
use crate::fulfilment::Fulfilment;
use crate::schedule::Catalogues;
use crate::store::{AppendError, Store, Version};

/// The shop over a store and a clock.
#[derive(Debug)]
pub struct Shop<S, C> {
    /// Where the events are kept.
    pub store: S,
    /// What time it is.
    pub clock: C,
    /// What is sold, at every instant.
    pub catalogues: Catalogues,
    /// Accounts as they were folded last.
    pub folded: Folded,
    /// Who delivers.
    pub fulfilment: Fulfilment,
}

impl<S: Store, C: Clock> Shop<S, C> {
    /// Places an order; the same key and choices again give the same order (ORD-3).
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn place(
        &self,
        session: &Session,
        channel: Channel,
        placing: PlaceOrder,
    ) -> Result<Arc<Account>, Failure> {
        let command = Command::PlaceOrder(placing);
        self.run_for(session, channel, &command).await
    }

    /// Cancels an unpaid order.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn cancel(&self, session: &Session, channel: Channel, order: OrderId) -> Result<Arc<Account>, Failure> {
        self.run_for(session, channel, &Command::CancelOrder { order }).await
    }

    /// Lets an unpaid order be paid in another way (ORD-2).
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn choose_payment_method(
        &self,
        session: &Session,
        channel: Channel,
        order: OrderId,
        method: PaymentMethod,
    ) -> Result<Arc<Account>, Failure> {
        self.run_for(session, channel, &Command::ChoosePaymentMethod { order, method }).await
    }

    /// Lets a cashier try once to collect the money for an unpaid order, and records it when it comes (ORD-5, ORD-6).
    /// Nothing is collected for an order that is paid already, of another account, or that this person may not pay here.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn pay(
        &self,
        session: &Session,
        channel: Channel,
        id: &OrderId,
        cashier: &impl Cashier,
    ) -> Result<PaymentOutcome, Failure> {
        let unknown = || Failure::Refused(Rejection::because(Reason::OrderUnknown));
        let owner = self.store.account_of(id).await?.filter(|owner| *owner == session.account).ok_or_else(unknown)?;
        let (account, _) = self.load(&owner).await?;
        let order: &Order = account.order(id).ok_or_else(unknown)?;
        let context = self.asked_by(session, channel);
        if let OrderState::Provisioning { .. } | OrderState::Delivered { .. } | OrderState::AwaitingBinding { .. } =
            order.state_at(context.now)
        {
            return Ok(PaymentOutcome::PaidBefore);
        }
        may_pay(&self.catalogues.at(context.now), Some(&account), id, &context)?;
        let outcome = cashier.collect(order).await;
        let order = id.clone();
        let notice = match &outcome {
            PaymentOutcome::Paid { payment, amount } => {
                Some(Command::ConfirmPayment { order, payment: payment.clone(), amount: *amount })
            }
            PaymentOutcome::Failed { payment } => Some(Command::FailPayment { order, payment: payment.clone() }),
            PaymentOutcome::PaidBefore | PaymentOutcome::Abandoned => None,
        };
        if let Some(notice) = notice {
            self.run(&owner, &notice, &self.context(Actor::System, Channel::Web)).await?;
        }
        Ok(outcome)
    }

    /// Records that an order is set up and can be used, as whoever delivers reports it (ORD-1): for whoever bought it, and for
    /// the enterprise that it is bound to. Reported again, it changes nothing; where the answer is a failure, it is to be.
    ///
    /// # Errors
    /// There is no such order, or it is in no state to be delivered: it is not paid, waits for its binding, needs attention or is
    /// over. That the enterprise could not be told of it yet, or the store's.
    pub async fn report_delivery(&self, order: &OrderId) -> Result<(), Failure> {
        let unknown = || Failure::Refused(Rejection::because(Reason::OrderUnknown));
        let owner = self.store.account_of(order).await?.ok_or_else(unknown)?;
        // Whoever is interrupted leaves it where it was bought as it is, so that it is seen to be set up still.
        self.report_to_enterprise(&*self.account(&owner).await?, order).await?;
        let delivered = self.run_as(&owner, &Command::DeliverOrder { order: order.clone() }, Actor::System).await?;
        // It may have been bound in between.
        self.report_to_enterprise(&delivered, order).await
    }

    /// Records it for the enterprise that it is bound to, where that has it.
    async fn report_to_enterprise(&self, account: &Account, id: &OrderId) -> Result<(), Failure> {
        let Some(order @ Order { binding: Some(binding), .. }) = account.order(id) else {
            return Ok(());
        };
        if !self.is_taken_over(account, order).await? {
            return Ok(());
        }
        let deliver = Command::DeliverOrder { order: id.clone() };
        self.run_as(&binding.enterprise, &deliver, Actor::System).await.map(drop)
    }

    /// Makes an account known with a history of its own, unless it is known already.
    ///
    /// # Errors
    /// The store's.
    pub async fn seed(&self, id: &AccountId, events: Vec<Event>) -> Result<(), Failure> {
        let stored = stored(events);
        for _ in 0..MAX_ATTEMPTS {
            match self.store.append(id, Version(0), &stored).await {
                Ok(_) | Err(AppendError::Conflict) => return Ok(()),
                Err(AppendError::OutcomeUnknown) => {}
                Err(AppendError::OrderTaken(order)) => {
                    return Err(Rejection::because(Reason::KeyReused { order }).into());
                }
                Err(AppendError::Store(failure)) => return Err(failure.into()),
            }
        }
        Err(Failure::Busy)
    }

    /// Runs a command of the shop itself or of its operator, on the web: a payment notice, a certification, a decision
    /// about money that is held (ORD-5, ORD-6).
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn run_as(&self, account: &AccountId, command: &Command, actor: Actor) -> Result<Arc<Account>, Failure> {
        self.run(account, command, &self.context(actor, Channel::Web)).await
    }

    /// Whether a command would be accepted now, and changes anything then.
    pub(crate) async fn would_change(
        &self,
        session: &Session,
        channel: Channel,
        command: &Command,
    ) -> Result<bool, Failure> {
        let account = self.account(&session.account).await?;
        let context = self.asked_by(session, channel);
        Ok(!decide(&self.catalogues.at(context.now), &account, command, &context)?.is_empty())
    }

    pub(crate) async fn run_for(
        &self,
        session: &Session,
        channel: Channel,
        command: &Command,
    ) -> Result<Arc<Account>, Failure> {
        self.run(&session.account, command, &self.asked_by(session, channel)).await
    }

    pub(crate) fn asked_by(&self, session: &Session, channel: Channel) -> Context {
        self.context(Actor::Person(session.person.clone()), channel)
    }

    /// What is sold now.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogues.at(self.clock.now())
    }

    pub(crate) fn context(&self, actor: Actor, channel: Channel) -> Context {
        Context::new(self.clock.now(), channel, actor)
    }
}
