//! What only a demonstration does: to slip into a customer, to move the clock, and to play everybody else's part.

use std::rc::Rc;

use api::Failure;
use chrono::TimeDelta;
use rules::decide::Resolution;
use rules::money::Money;
use rules::vocabulary::{AccountId, InvoiceId, OrderId};
use service::personas::Persona;
use service::{Activity, IssuerChoice, SimulatedNews};

use super::{Backend, BrowserBackend};

/// The part of a demonstration that is no shop.
pub struct Demonstration(Rc<BrowserBackend>);

impl Backend {
    /// What only a demonstration inside the browser does; `None` elsewhere.
    #[must_use]
    pub fn demonstration(&self) -> Option<Demonstration> {
        match self {
            Self::Browser(backend) => Some(Demonstration(Rc::clone(backend))),
            Self::Http(_) => None,
        }
    }
}

impl Demonstration {
    /// Slips into a customer of the demonstration, or into none.
    ///
    /// # Errors
    /// The backend's.
    pub async fn become_persona(&self, persona: Option<Persona>) -> Result<(), Failure> {
        match persona {
            Some(persona) => self.0.demo.sign_in(persona).await,
            None => self.0.demo.sign_out().await,
        }
    }

    /// Lets the e-sign system of the demonstration report something.
    ///
    /// # Errors
    /// The backend's.
    pub async fn simulate(&self, news: SimulatedNews, about: Option<&AccountId>) -> Result<(), Failure> {
        self.0.demo.simulate(news, about).await
    }

    /// Lets money arrive in the demonstration, whatever has become of the order.
    ///
    /// # Errors
    /// The backend's.
    pub async fn simulate_payment(&self, order: &OrderId, amount: Money) -> Result<(), Failure> {
        self.0.demo.simulate_payment(order, amount).await
    }

    /// Lets the operator of the demonstration decide about money that is held.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn simulate_operator(&self, order: &OrderId, resolution: Resolution) -> Result<(), Failure> {
        self.0.demo.simulate_operator(order, resolution).await
    }

    /// Lets the issuer of invoices do something.
    ///
    /// # Errors
    /// An invoice that has come to its end, or the backend's.
    pub async fn simulate_issuing(&self, invoice: &InvoiceId, choice: IssuerChoice) -> Result<(), Failure> {
        self.0.demo.simulate_issuing(invoice, choice).await.map(drop)
    }

    /// Lets something happen in the e-sign system; `told` hears how much of it has.
    ///
    /// # Errors
    /// Too little is left, or the backend's.
    pub async fn simulate_activity(&self, activity: Activity, told: impl Fn(u64, u64)) -> Result<(), Failure> {
        self.0.demo.simulate_activity(activity, told).await
    }

    /// Moves the demonstration's clock.
    ///
    /// # Errors
    /// The backend's.
    pub async fn fast_forward(&self, by: TimeDelta) -> Result<(), Failure> {
        self.0.demo.fast_forward(by).await
    }

    /// Forgets everything that the demonstration kept, and what was typed in this tab.
    ///
    /// # Errors
    /// The backend's.
    pub async fn reset(&self) -> Result<(), Failure> {
        crate::browser::drafts::forget_all();
        self.0.demo.reset().await
    }
}
