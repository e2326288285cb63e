//! The trial of a demonstration, and leads, which it keeps in its own store (RULES §6).

use api::{Consent, Failure};
use rules::trial::{Lead, LeadAnswer, TrialApplication};
use rules::vocabulary::{ApplicationId, Channel, EditionCode};

use super::Demo;
use crate::clock::Clock;
use crate::contacts::Contact;
use crate::records::Records;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// The key of the enterprise's application for an edition (ORD-3, TRIAL-3).
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn application_key(
        &self,
        edition: &EditionCode,
        fresh: &ApplicationId,
    ) -> Result<ApplicationId, Failure> {
        self.shop.application_key(&self.signed_in().await?, edition, fresh).await
    }

    /// Applies for the trial.
    ///
    /// # Errors
    /// Nobody is signed in, every reason against it, or the store's.
    pub async fn apply_for_trial(
        &self,
        channel: Channel,
        application: TrialApplication,
        consent: Consent,
    ) -> Result<(), Failure> {
        self.shop.apply_for_trial(&self.signed_in().await?, channel, application, consent).await.map(drop)
    }

    /// Keeps a lead, of whoever it is, and says which step opens the trial (TRIAL-7).
    ///
    /// # Errors
    /// What is wrong with the form, the missing consent, an edition that is not sold, or the store's.
    pub async fn leave_lead(&self, channel: Channel, lead: &Lead, consent: Consent) -> Result<LeadAnswer, Failure> {
        self.shop.leave_lead(self.session().await?.as_ref(), channel, lead, consent).await
    }

    /// What an application or a lead left to be called by.
    ///
    /// # Errors
    /// The store's.
    pub async fn contact_of(&self, key: &ApplicationId) -> Result<Option<Contact>, Failure> {
        self.shop.contact_of(self.session().await?.as_ref(), key).await
    }

    /// Erases what an application or a lead left to be called by: consent is withdrawn.
    ///
    /// # Errors
    /// The store's.
    pub async fn erase_contact(&self, key: &ApplicationId) -> Result<(), Failure> {
        self.shop.erase_contact(self.session().await?.as_ref(), key).await
    }
}
