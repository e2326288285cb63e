//! The backend of a demonstration: the shop with a clock that can be moved, customers to slip into, and a session
//! that is kept beside the events.

mod activity;
mod binding;
mod directory;
mod invoice;
mod past;
mod phone;
mod proof;
mod simulation;
mod trail;
mod trial;
mod usage;

use std::sync::atomic::{AtomicI64, Ordering};

use api::{CashierChoice, Failure, Session};
use chrono::TimeDelta;
use rules::Catalogue;
use rules::account::PaymentMethod;
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, OrderId};

use crate::cashier::{PaymentOutcome, SimulatedCashier};
use crate::clock::Clock;
use crate::folded::Folded;
use crate::fulfilment::Fulfilment;
use crate::kept;
use crate::personas::Persona;
use crate::records::{RecordKind, RecordName, Records};
use crate::schedule::Catalogues;
use crate::shop::Shop;
use crate::standing::Standing;
use crate::store::Store;
pub use activity::Activity;
pub use simulation::SimulatedNews;

/// A clock that runs with another one, so many seconds ahead.
#[derive(Debug)]
pub struct DemoClock<C> {
    wall: C,
    offset_seconds: AtomicI64,
}

impl<C: Clock> Clock for DemoClock<C> {
    fn now(&self) -> Instant {
        let wall = self.wall.now();
        wall.checked_add_signed(self.offset()).unwrap_or(wall)
    }
}

impl<C> DemoClock<C> {
    fn offset(&self) -> TimeDelta {
        TimeDelta::try_seconds(self.offset_seconds.load(Ordering::Relaxed)).unwrap_or_default()
    }
}

/// The backend of a demonstration over any store.
#[derive(Debug)]
pub struct Demo<S, C> {
    shop: Shop<S, DemoClock<C>>,
}

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// A demonstration over this store; `wall` is the clock that it starts from.
    pub fn new(store: S, wall: C, catalogue: Catalogue) -> Self {
        let clock = DemoClock { wall, offset_seconds: AtomicI64::new(0) };
        Self {
            shop: Shop {
                store,
                clock,
                catalogues: Catalogues::always(catalogue),
                folded: Folded::default(),
                fulfilment: Fulfilment::ByTheClock,
            },
        }
    }

    /// Who is signed in and what the account has, with everything delivered that has arrived.
    ///
    /// # Errors
    /// The store's.
    pub async fn standing(&self) -> Result<Standing, Failure> {
        let standing = self.shop.standing(self.session().await?.as_ref()).await?;
        // Where it cannot be written, it is tried again at the next reading, which is not to fail for it.
        let _ = self.shop.erase_expired_contacts().await;
        let _ = self.shop.erase_failed_papers().await;
        Ok(Standing { clock_offset: self.shop.clock.offset(), ..standing })
    }

    /// Slips into a customer, whose history is told at the first time.
    ///
    /// # Errors
    /// The store's, or a catalogue that does not sell what the history needs.
    pub async fn sign_in(&self, persona: Persona) -> Result<(), Failure> {
        self.set_clock().await?;
        let now = self.shop.clock.now();
        let history = persona.history(&self.shop.catalogue(), now)?;
        self.shop.seed(&persona.account(), history).await?;
        self.keep_session(Some(&persona.session(now))).await
    }

    /// Is a visitor again.
    ///
    /// # Errors
    /// The store's.
    pub async fn sign_out(&self) -> Result<(), Failure> {
        self.keep_session(None).await
    }

    /// The key of the order that this basket becomes (ORD-3).
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn order_key(&self, basket: &Basket, fresh: &OrderId) -> Result<OrderId, Failure> {
        self.shop.order_key(&self.signed_in().await?, basket, fresh).await
    }

    /// Places an order.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn place(&self, channel: Channel, placing: PlaceOrder) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        self.shop.place(&session, channel, placing).await.map(drop)
    }

    /// Cancels an unpaid order.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn cancel(&self, channel: Channel, order: OrderId) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        self.shop.cancel(&session, channel, order).await.map(drop)
    }

    /// Does at the simulated cashier what the person chose.
    ///
    /// # Errors
    /// Nobody is signed in, every reason against it, or the store's.
    pub async fn pay(
        &self,
        channel: Channel,
        order: &OrderId,
        choice: CashierChoice,
    ) -> Result<PaymentOutcome, Failure> {
        let session = self.signed_in().await?;
        self.shop.pay(&session, channel, order, &SimulatedCashier(choice)).await
    }

    /// Pays an unpaid order in another way (ORD-2).
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn choose_payment_method(
        &self,
        channel: Channel,
        order: OrderId,
        method: PaymentMethod,
    ) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        self.shop.choose_payment_method(&session, channel, order, method).await.map(drop)
    }

    /// Moves the demonstration's clock forward.
    ///
    /// # Errors
    /// The store's.
    pub async fn fast_forward(&self, by: TimeDelta) -> Result<(), Failure> {
        self.set_clock().await?;
        let seconds = self.shop.clock.offset().num_seconds().saturating_add(by.num_seconds());
        self.shop.store.keep_record(&only(RecordKind::DemoClock), &seconds.to_string(), None).await?;
        self.set_clock().await
    }

    /// Forgets everything and starts again.
    ///
    /// # Errors
    /// The store's.
    pub async fn reset(&self) -> Result<(), Failure> {
        self.shop.store.clear().await?;
        self.set_clock().await
    }

    async fn signed_in(&self) -> Result<Session, Failure> {
        let session = self.session().await?;
        session.ok_or_else(|| Rejection::because(Reason::SignInRequired).into())
    }

    async fn session(&self) -> Result<Option<Session>, Failure> {
        self.set_clock().await?;
        kept::read(&self.shop.store, &only(RecordKind::DemoSession)).await
    }

    async fn keep_session(&self, session: Option<&Session>) -> Result<(), Failure> {
        let (store, name) = (&self.shop.store, only(RecordKind::DemoSession));
        match session {
            Some(session) => kept::keep(store, &name, session, None).await,
            None => Ok(store.forget_record(&name).await?),
        }
    }

    /// Another tab may have moved the clock.
    async fn set_clock(&self) -> Result<(), Failure> {
        let text = self.shop.store.record(&only(RecordKind::DemoClock)).await?;
        let seconds = text.and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
        self.shop.clock.offset_seconds.store(seconds, Ordering::Relaxed);
        Ok(())
    }
}

/// The one record of a kind that a demonstration has.
fn only(kind: RecordKind) -> RecordName {
    RecordName::of_nobody(kind, "")
}
