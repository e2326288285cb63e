//! What only a demonstration does: to slip into a customer, to move the clock, and to play everybody else's part.

use api::Failure;
use chrono::TimeDelta;
use rules::decide::Resolution;
use rules::money::Money;
use rules::vocabulary::{AccountId, OrderId};
use service::SimulatedNews;
use service::personas::Persona;

use super::Backend;

impl Backend {
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

    /// Lets the e-sign system of the demonstration report something.
    ///
    /// # Errors
    /// The backend's.
    pub async fn simulate(&self, news: SimulatedNews, about: Option<&AccountId>) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.simulate(news, about).await
    }

    /// Lets money arrive in the demonstration, whatever has become of the order.
    ///
    /// # Errors
    /// The backend's.
    pub async fn simulate_payment(&self, order: &OrderId, amount: Money) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.simulate_payment(order, amount).await
    }

    /// Lets the operator of the demonstration decide about money that is held.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn simulate_operator(&self, order: &OrderId, resolution: Resolution) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.simulate_operator(order, resolution).await
    }

    /// Moves the demonstration's clock.
    ///
    /// # Errors
    /// The backend's.
    pub async fn fast_forward(&self, by: TimeDelta) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        backend.demo.fast_forward(by).await
    }

    /// Forgets everything that the demonstration kept, and what was typed in this tab.
    ///
    /// # Errors
    /// The backend's.
    pub async fn reset(&self) -> Result<(), Failure> {
        let Self::Browser(backend) = self;
        crate::browser::drafts::forget_all();
        backend.demo.reset().await
    }
}
