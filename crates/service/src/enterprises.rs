//! What the e-sign system, or the operator in its place, reports of an enterprise.

use std::sync::Arc;

use api::Failure;
use rules::account::{Account, Activation, Certification, Holder};
use rules::context::Actor;
use rules::decide::Command;
use rules::vocabulary::{AccountId, PersonId};

use crate::clock::Clock;
use crate::shop::Shop;
use crate::store::Store;

/// An enterprise as it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseReport {
    /// Its registered name.
    pub name: String,
    /// Whether its identity is proven (BUY-2).
    pub certification: Certification,
    /// Whether it can buy on the web (BUY-3).
    pub activation: Activation,
    /// The security phone, masked for display (BUY-4); the number itself is contact data, and stays beside the events.
    pub security_phone: String,
}

impl<S: Store, C: Clock> Shop<S, C> {
    /// Takes a report of an enterprise, which opens its account the first time. The same report again changes nothing.
    /// Whether it was taken: an account that is a person's stays one.
    ///
    /// # Errors
    /// The store's.
    pub async fn report_enterprise(&self, id: &AccountId, report: EnterpriseReport) -> Result<bool, Failure> {
        let EnterpriseReport { name, certification, activation, security_phone } = report;
        let holder = Holder::Enterprise {
            name: name.clone(),
            certification,
            activation,
            security_phone: security_phone.clone(),
        };
        if self.tell(id, &Command::OpenAccount { holder }).await?.person().is_some() {
            return Ok(false);
        }
        self.tell(id, &Command::DescribeEnterprise { name, security_phone }).await?;
        self.tell(id, &Command::RecordCertification { certification }).await?;
        self.tell(id, &Command::RecordActivation { activation }).await?;
        Ok(true)
    }

    /// Opens a person's own account (RULES §9), unless it is open. Whether it is theirs.
    ///
    /// # Errors
    /// The store's.
    pub async fn open_own_account(&self, id: &AccountId, person: &PersonId, name: &str) -> Result<bool, Failure> {
        let holder = Holder::Person { person: person.clone(), name: name.to_owned() };
        Ok(self.tell(id, &Command::OpenAccount { holder }).await?.person() == Some(person))
    }

    async fn tell(&self, id: &AccountId, command: &Command) -> Result<Arc<Account>, Failure> {
        self.run_as(id, command, Actor::System).await
    }
}
