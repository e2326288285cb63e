//! The backend that the app talks to; nothing else knows which one it is.

mod browser_backend;

use std::rc::Rc;

use api::{CashierChoice, Failure};
use chrono::TimeDelta;
use rules::basket::Basket;
use rules::decide::PlaceOrder;
use rules::vocabulary::{Channel, OrderId};
use service::personas::Persona;
use service::{PaymentOutcome, Standing};

pub use browser_backend::{BrowserBackend, WallClock};

/// A backend.
#[derive(Clone)]
pub enum Backend {
    /// The one inside the browser.
    Browser(Rc<BrowserBackend>),
}

impl Backend {
    /// Who is signed in and what the account has.
    ///
    /// # Errors
    /// The backend's.
    pub async fn standing(&self) -> Result<Standing, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.standing().await
    }

    /// The key of the order that this basket becomes (ORD-3).
    ///
    /// # Errors
    /// The backend's.
    pub async fn order_key(&self, basket: &Basket, fresh: &OrderId) -> Result<OrderId, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.order_key(basket, fresh).await
    }

    /// Places an order.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn place(&self, channel: Channel, placing: PlaceOrder) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.place(channel, placing).await
    }

    /// Cancels an unpaid order.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn cancel(&self, channel: Channel, order: OrderId) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.cancel(channel, order).await
    }

    /// Does at the simulated cashier what the person chose.
    ///
    /// # Errors
    /// No such order, or the backend's.
    pub async fn pay(&self, order: &OrderId, choice: CashierChoice) -> Result<PaymentOutcome, Failure> {
        let Self::Browser(backend) = self;
        backend.demo.pay(order, choice).await
    }

    /// Slips into a customer of the demonstration, or into none.
    ///
    /// # Errors
    /// The backend's.
    pub async fn become_persona(&self, persona: Option<Persona>) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        match persona {
            Some(persona) => backend.demo.sign_in(persona).await,
            None => backend.demo.sign_out().await,
        }
    }

    /// Passes the check of the security phone (BUY-4).
    ///
    /// # Errors
    /// The backend's.
    pub async fn verify_phone(&self) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.verify_phone().await
    }

    /// Moves the demonstration's clock.
    ///
    /// # Errors
    /// The backend's.
    pub async fn fast_forward(&self, by: TimeDelta) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.fast_forward(by).await
    }

    /// Forgets everything that the demonstration kept.
    ///
    /// # Errors
    /// The backend's.
    pub async fn reset(&self) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.reset().await
    }

    /// Tells the other tabs that something changed.
    pub fn announce(&self) {
        let Self::Browser(backend) = self;
        backend.announce();
    }
}
