//! The trial and leads, with the contact data that belongs to them (RULES §6).

use std::sync::Arc;

use api::{Consent, Failure, Session};
use rules::account::Account;
use rules::context::Actor;
use rules::decide::Command;
use rules::trial::{Lead, LeadAnswer, TrialApplication, take_lead};
use rules::vocabulary::{ApplicationId, Channel};

use crate::clock::Clock;
use crate::contacts::{self, Contact, ContactOf, KeptContact};
use crate::records::{RecordKind, Records};
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// Applies for the trial, which then runs at once; the same application again changes nothing (TRIAL-2, TRIAL-3). The
    /// contact is kept before the trial begins, so that none begins without; what is refused leaves none behind.
    ///
    /// # Errors
    /// Every reason against it, or the store's.
    pub async fn apply_for_trial(
        &self,
        session: &Session,
        channel: Channel,
        application: TrialApplication,
        consent: Consent,
    ) -> Result<Arc<Account>, Failure> {
        let (edition, form) = (application.edition.clone(), application.form.check());
        let key = application.application.clone();
        let whose = ContactOf::Application(&session.account, &key);
        let command = Command::ApplyForTrial(application);
        if self.would_change(session, channel, &command).await? {
            let contact = Contact { edition, form: form?, consent, at: self.clock.now() };
            contacts::keep(&self.store, whose, &contact).await?;
        }
        let applied = self.run_for(session, channel, &command).await;
        if let Err(Failure::Refused(_)) = &applied {
            // Somebody else was faster, with this application or with another one.
            let account = self.account(&session.account).await?;
            if account.trial.as_ref().is_none_or(|trial| trial.application != key) {
                contacts::erase(&self.store, whose).await?;
            }
        }
        applied
    }

    /// Keeps a lead, of whoever it is, and says which step opens the trial (TRIAL-7).
    ///
    /// # Errors
    /// What is wrong with the form, the missing consent, an edition that is not sold, or the store's.
    pub async fn leave_lead(
        &self,
        session: Option<&Session>,
        channel: Channel,
        lead: &Lead,
        consent: Consent,
    ) -> Result<LeadAnswer, Failure> {
        let account = match session {
            Some(session) => Some(self.account(&session.account).await?),
            None => None,
        };
        let actor = session.map_or(Actor::Visitor, |session| Actor::Person(session.person.clone()));
        let context = self.context(actor, channel);
        let answer = take_lead(&self.catalogues.at(context.now), account.as_deref(), lead, &context)?;
        let contact =
            Contact { edition: lead.edition.clone(), form: lead.form.check()?, consent, at: self.clock.now() };
        contacts::keep(&self.store, ContactOf::Lead(&lead.lead), &contact).await?;
        Ok(answer)
    }

    /// What was left to be called by: with the lead of this key, or with the application of the session's account, for
    /// whoever may apply (ROLE-3).
    ///
    /// # Errors
    /// The store's.
    pub async fn contact_of(&self, session: Option<&Session>, key: &ApplicationId) -> Result<Option<Contact>, Failure> {
        for whose in within_reach(session, key) {
            if let Some(contact) = contacts::of(&self.store, whose).await? {
                return Ok(Some(contact));
            }
        }
        Ok(None)
    }

    /// Erases it: consent is withdrawn. The trial stays as it is.
    ///
    /// # Errors
    /// The store's.
    pub async fn erase_contact(&self, session: Option<&Session>, key: &ApplicationId) -> Result<(), Failure> {
        for whose in within_reach(session, key) {
            contacts::erase(&self.store, whose).await?;
        }
        Ok(())
    }

    /// The contacts of all applications and leads, the oldest first: for the operator.
    ///
    /// # Errors
    /// The store's.
    pub async fn contacts(&self) -> Result<Vec<KeptContact>, Failure> {
        contacts::all(&self.store, self.clock.now()).await
    }

    /// Erases the contacts that were kept as long as was agreed to.
    ///
    /// # Errors
    /// The store's.
    pub async fn erase_expired_contacts(&self) -> Result<(), Failure> {
        Ok(self.store.forget_due(RecordKind::Contact, self.clock.now()).await?)
    }
}

/// Which contacts of this key a person can have.
fn within_reach<'a>(session: Option<&'a Session>, key: &'a ApplicationId) -> Vec<ContactOf<'a>> {
    let applicant = session.filter(|session| session.person.roles.may_purchase());
    let own = applicant.map(|session| ContactOf::Application(&session.account, key));
    own.into_iter().chain([ContactOf::Lead(key)]).collect()
}
