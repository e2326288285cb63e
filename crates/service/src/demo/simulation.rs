//! What others would do in earnest and a demonstration pretends: the e-sign system, the payment provider, the operator.

use api::Failure;
use rules::account::{Activation, Certification};
use rules::context::Actor;
use rules::decide::{Command, Resolution};
use rules::money::Money;
use rules::vocabulary::{AccountId, OrderId, PaymentId, PersonId};

use super::Demo;
use crate::clock::Clock;
use crate::personas::Persona;
use crate::records::Records;
use crate::store::Store;

/// What the e-sign system would report of an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimulatedNews {
    /// Its identity was proven (BUY-2).
    Certified,
    /// Its e-sign account is ready (BUY-3).
    Activated,
}

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// Lets the e-sign system report something of an enterprise: of the session's, or of one that the buyer has joined.
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn simulate(&self, news: SimulatedNews, about: Option<&AccountId>) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let joined = Persona::JOINED_BY_BUYER.map(Persona::account);
        let about = about.filter(|about| joined.contains(about)).unwrap_or(&session.account);
        let command = match news {
            SimulatedNews::Certified => Command::RecordCertification { certification: Certification::Certified },
            SimulatedNews::Activated => Command::RecordActivation { activation: Activation::Activated },
        };
        self.shop.run_as(about, &command, Actor::System).await.map(drop)
    }

    /// Lets money arrive for an order, whatever has become of the order meanwhile (ORD-5, ORD-6).
    ///
    /// # Errors
    /// Nobody is signed in, no such order, or the store's.
    pub async fn simulate_payment(&self, order: &OrderId, amount: Money) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let payment = PaymentId::new(&format!("simulated-late-{}", order.as_str()));
        let command = Command::ConfirmPayment { order: order.clone(), payment, amount };
        self.shop.run_as(&session.account, &command, Actor::System).await.map(drop)
    }

    /// Lets the operator decide about an order whose money is held (ORD-6).
    ///
    /// # Errors
    /// Nobody is signed in, what the rules say against it, or the store's.
    pub async fn simulate_operator(&self, order: &OrderId, resolution: Resolution) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let command = Command::ResolveAttention { order: order.clone(), resolution };
        let operator = Actor::Operator { id: PersonId::new("demo-operator") };
        self.shop.run_as(&session.account, &command, operator).await.map(drop)
    }
}
