//! The trial of a demonstration, and leads, which it keeps in its own store (RULES §6).

use api::{Consent, Failure};
use rules::trial::{Lead, LeadAnswer, TrialApplication};
use rules::vocabulary::{ApplicationId, Channel, EditionCode};

use super::Demo;
use crate::clock::Clock;
use crate::contacts::{self, Contact};
use crate::store::{Settings, Store};

impl<S: Store + Settings, C: Clock> Demo<S, C> {
    /// The key of the enterprise's application for an edition: made once for all tabs and kept before anything is sent,
    /// as an order's is (ORD-3). It needs no second one, since there is one trial (TRIAL-3).
    ///
    /// # Errors
    /// Nobody is signed in, or the store's.
    pub async fn application_key(
        &self,
        edition: &EditionCode,
        fresh: &ApplicationId,
    ) -> Result<ApplicationId, Failure> {
        let session = self.signed_in().await?;
        let name = format!("application-key {} {}", session.account.as_str(), edition.as_str());
        let claimed = self.shop.store.claim(&name, None, fresh.as_str()).await?;
        Ok(ApplicationId::new(&claimed))
    }

    /// Applies for the trial. The contact is kept before the trial begins, so that none begins without; what is
    /// refused leaves none behind.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn apply_for_trial(
        &self,
        channel: Channel,
        application: TrialApplication,
        consent: Consent,
    ) -> Result<(), Failure> {
        let session = self.signed_in().await?;
        let key = application.application.clone();
        if let Ok(form) = application.form.check() {
            let contact = Contact { edition: application.edition.clone(), form, consent, at: self.shop.clock.now() };
            contacts::keep(&self.shop.store, &key, &contact).await?;
        }
        let applied = self.shop.apply_for_trial(&session, channel, application).await;
        if let Err(Failure::Refused(_)) = &applied {
            contacts::erase(&self.shop.store, &key).await?;
        }
        applied.map(drop)
    }

    /// Keeps a lead, of whoever it is, and says which step opens the trial (TRIAL-7).
    ///
    /// # Errors
    /// What is wrong with the form, the missing consent, an edition that is not sold, or the store's.
    pub async fn leave_lead(&self, channel: Channel, lead: &Lead, consent: Consent) -> Result<LeadAnswer, Failure> {
        let session = self.session().await?;
        let answer = self.shop.judge_lead(session.as_ref(), channel, lead).await?;
        let form = lead.form.check()?;
        let contact = Contact { edition: lead.edition.clone(), form, consent, at: self.shop.clock.now() };
        contacts::keep(&self.shop.store, &lead.lead, &contact).await?;
        Ok(answer)
    }

    /// What an application or a lead left to be called by.
    ///
    /// # Errors
    /// The store's.
    pub async fn contact_of(&self, key: &ApplicationId) -> Result<Option<Contact>, Failure> {
        contacts::of(&self.shop.store, key).await
    }

    /// Erases what an application or a lead left to be called by: consent is withdrawn.
    ///
    /// # Errors
    /// The store's.
    pub async fn erase_contact(&self, key: &ApplicationId) -> Result<(), Failure> {
        contacts::erase(&self.shop.store, key).await
    }
}
