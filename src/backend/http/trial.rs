//! The trial and leads over HTTP.

use api::answers::{ApplicationKey, ContactKept};
use api::paths::{CONTACT, LEADS, TRIAL_APPLICATION_KEYS, TRIAL_APPLICATIONS, filled};
use api::requests::{ApplicationKeyWanted, ConsentedApplication, ConsentedLead};
use api::{Consent, Failure};
use rules::trial::{Lead, LeadAnswer, TrialApplication};
use rules::vocabulary::{ApplicationId, Channel, EditionCode};

use super::HttpBackend;
use super::request::Request;
use crate::browser;

/// What the shop asks of its backend; the channel is the session's (CH-12).
impl HttpBackend {
    pub(in crate::backend) async fn application_key(
        &self,
        edition: &EditionCode,
        fresh: &ApplicationId,
    ) -> Result<ApplicationId, Failure> {
        let wanted = Request::post(TRIAL_APPLICATION_KEYS, fresh.as_str())
            .with(&ApplicationKeyWanted { edition: edition.clone(), fresh: fresh.clone() })?;
        self.ask(wanted).await.map(|ApplicationKey { application }| application)
    }

    pub(in crate::backend) async fn apply_for_trial(
        &self,
        _: Channel,
        application: TrialApplication,
        consent: Consent,
    ) -> Result<(), Failure> {
        let applying = Request::post(TRIAL_APPLICATIONS, application.application.as_str());
        self.tell(applying.with(&ConsentedApplication { application, consent })?).await
    }

    pub(in crate::backend) async fn leave_lead(
        &self,
        _: Channel,
        lead: &Lead,
        consent: Consent,
    ) -> Result<LeadAnswer, Failure> {
        self.ask(Request::post(LEADS, lead.lead.as_str()).with(&ConsentedLead { lead: lead.clone(), consent })?).await
    }

    pub(in crate::backend) async fn has_contact(&self, key: &ApplicationId) -> Result<bool, Failure> {
        self.ask(Request::get(filled(CONTACT, key.as_str()))).await.map(|ContactKept { is_kept }| is_kept)
    }

    pub(in crate::backend) async fn erase_contact(&self, key: &ApplicationId) -> Result<(), Failure> {
        self.tell(Request::delete(filled(CONTACT, key.as_str()), &browser::fresh_request_key())).await
    }
}
