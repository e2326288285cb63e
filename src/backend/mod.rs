//! The backend that the app talks to; nothing else knows which one it is.

mod browser_backend;
mod demonstration;
mod http;
mod invoices;
mod leads;
mod usage;

use std::rc::Rc;

use api::phone_code::{CodeEntered, CodeSent};
use api::{CashierChoice, Consent, Failure, TransferProof};
use rules::account::PaymentMethod;
use rules::basket::Basket;
use rules::context::BindingTarget;
use rules::decide::PlaceOrder;
use rules::trail::TrailEntry;
use rules::trial::{Lead, LeadAnswer, TrialApplication};
use rules::vocabulary::{AccountId, ApplicationId, Channel, EditionCode, OrderId, PersonId};
use service::{PaymentOutcome, Standing};

pub use browser_backend::{BrowserBackend, WallClock};
pub use demonstration::Demonstration;
pub use http::HttpBackend;
pub(crate) use leads::post_lead;
pub use service::{IssuerChoice, SimulatedNews};

/// A backend.
#[derive(Clone)]
pub enum Backend {
    /// The one inside the browser.
    Browser(Rc<BrowserBackend>),
    /// The server that the page comes from.
    Http(Rc<HttpBackend>),
}

/// Asks either backend the same; both take it by the same name.
macro_rules! either {
    ($self:ident, $backend:ident => $asking:expr) => {
        match $self {
            Self::Browser(browser) => {
                let $backend = &browser.demo;
                $asking
            }
            Self::Http($backend) => $asking,
        }
    };
}

use either;

impl Backend {
    /// Who is signed in and what the account has.
    ///
    /// # Errors
    /// The backend's.
    pub async fn standing(&self) -> Result<Standing, Failure> {
        either!(self, backend => backend.standing().await)
    }

    /// The key of the order that this basket becomes (ORD-3).
    ///
    /// # Errors
    /// The backend's.
    pub async fn order_key(&self, basket: &Basket, fresh: &OrderId) -> Result<OrderId, Failure> {
        either!(self, backend => backend.order_key(basket, fresh).await)
    }

    /// Places an order.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn place(&self, channel: Channel, placing: PlaceOrder) -> Result<(), Failure> {
        either!(self, backend => backend.place(channel, placing).await)
    }

    /// Cancels an unpaid order.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn cancel(&self, channel: Channel, order: OrderId) -> Result<(), Failure> {
        either!(self, backend => backend.cancel(channel, order).await)
    }

    /// Does at the simulated cashier what the person chose.
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn pay(
        &self,
        channel: Channel,
        order: &OrderId,
        choice: CashierChoice,
    ) -> Result<PaymentOutcome, Failure> {
        either!(self, backend => backend.pay(channel, order, choice).await)
    }

    /// The key of the application for the trial of an edition (ORD-3, TRIAL-3).
    ///
    /// # Errors
    /// The backend's.
    pub async fn application_key(
        &self,
        edition: &EditionCode,
        fresh: &ApplicationId,
    ) -> Result<ApplicationId, Failure> {
        either!(self, backend => backend.application_key(edition, fresh).await)
    }

    /// Applies for the trial, which then runs at once (TRIAL-2).
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn apply_for_trial(
        &self,
        channel: Channel,
        application: TrialApplication,
        consent: Consent,
    ) -> Result<(), Failure> {
        either!(self, backend => backend.apply_for_trial(channel, application, consent).await)
    }

    /// Leaves a lead, and says which step opens the trial (TRIAL-7).
    ///
    /// # Errors
    /// What is wrong with the form, or the backend's.
    pub async fn leave_lead(&self, channel: Channel, lead: &Lead, consent: Consent) -> Result<LeadAnswer, Failure> {
        either!(self, backend => backend.leave_lead(channel, lead, consent).await)
    }

    /// Whether contact data of an application or a lead is kept.
    ///
    /// # Errors
    /// The backend's.
    pub async fn has_contact(&self, key: &ApplicationId) -> Result<bool, Failure> {
        match self {
            Self::Browser(backend) => Ok(backend.demo.contact_of(key).await?.is_some()),
            Self::Http(backend) => backend.has_contact(key).await,
        }
    }

    /// Erases the contact data of an application or a lead.
    ///
    /// # Errors
    /// The backend's.
    pub async fn erase_contact(&self, key: &ApplicationId) -> Result<(), Failure> {
        either!(self, backend => backend.erase_contact(key).await)
    }

    /// Sends a code to the phone that is to be verified (BUY-4, BIND-1).
    ///
    /// # Errors
    /// The backend's.
    pub async fn send_code(&self, fresh: &str) -> Result<CodeSent, Failure> {
        either!(self, backend => backend.send_code(fresh).await)
    }

    /// Enters a code that was sent.
    ///
    /// # Errors
    /// The backend's.
    pub async fn enter_code(&self, typed: &str) -> Result<CodeEntered, Failure> {
        either!(self, backend => backend.enter_code(typed).await)
    }

    /// Pays an unpaid order in another way (ORD-2).
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn choose_payment_method(
        &self,
        channel: Channel,
        order: OrderId,
        method: PaymentMethod,
    ) -> Result<(), Failure> {
        either!(self, backend => backend.choose_payment_method(channel, order, method).await)
    }

    /// Keeps the proof of a bank transfer.
    ///
    /// # Errors
    /// The backend's.
    pub async fn keep_transfer_proof(&self, order: &OrderId, proof: &TransferProof) -> Result<(), Failure> {
        either!(self, backend => backend.keep_transfer_proof(order, proof).await)
    }

    /// The proof of a bank transfer that was handed in.
    ///
    /// # Errors
    /// The backend's.
    pub async fn transfer_proof(&self, order: &OrderId) -> Result<Option<TransferProof>, Failure> {
        either!(self, backend => backend.transfer_proof(order).await)
    }

    /// Every event of an order, oldest first (ORD-7).
    ///
    /// # Errors
    /// What is against seeing it, or the backend's.
    pub async fn order_trail(&self, channel: Channel, order: &OrderId) -> Result<Vec<TrailEntry>, Failure> {
        either!(self, backend => backend.order_trail(channel, order).await)
    }

    /// The name of a person who has to do with the account; `None` where it is not known.
    ///
    /// # Errors
    /// The backend's.
    pub async fn person_name(&self, person: &PersonId) -> Result<Option<String>, Failure> {
        either!(self, backend => backend.person_name(person).await)
    }

    /// The enterprises that a person can bind an order to (BIND-3).
    ///
    /// # Errors
    /// The backend's.
    pub async fn joined_enterprises(&self) -> Result<Vec<BindingTarget>, Failure> {
        either!(self, backend => backend.joined_enterprises().await)
    }

    /// Binds an order to an enterprise for good (BIND-3).
    ///
    /// # Errors
    /// Every reason against it, or the backend's.
    pub async fn bind(
        &self,
        channel: Channel,
        order: &OrderId,
        enterprise: &AccountId,
        confirmed_name: Option<String>,
    ) -> Result<(), Failure> {
        either!(self, backend => backend.bind(channel, order, enterprise, confirmed_name).await)
    }

    /// Tells the other tabs that something changed.
    pub fn announce(&self) {
        match self {
            Self::Browser(backend) => backend.announce(),
            Self::Http(backend) => backend.announce(),
        }
    }
}
