//! The one trial, and leads, which never open one by themselves (RULES §6).

mod form;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

pub use form::{CheckedForm, FormField, TrialForm, normalized_count, normalized_phone};

use crate::account::{Account, Batch, BatchSource, Event, Trial};
use crate::calendar::{Instant, Period};
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context};
use crate::decide::permission;
use crate::rejection::{CertifiedFor, Reason, Rejection};
use crate::vocabulary::{ApplicationId, BatchId, EditionCode, QuotaKind};

/// An application for the trial, as a client sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrialApplication {
    /// The client's key for it.
    pub application: ApplicationId,
    /// Which edition.
    pub edition: EditionCode,
    /// The form; contact data, which no event holds (TRIAL-4).
    pub form: TrialForm,
}

/// The form of somebody who may not apply, or not yet (TRIAL-7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lead {
    /// The client's key for it.
    pub lead: ApplicationId,
    /// Which edition they are interested in.
    pub edition: EditionCode,
    /// The form.
    pub form: TrialForm,
}

/// What is said to whoever left a lead (TRIAL-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadAnswer {
    /// The step that opens the trial.
    pub opens_trial: NextStep,
}

/// The step that opens the trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Apply: nothing stands against it.
    ApplyNow,
    /// Sign in.
    SignIn,
    /// Have the enterprise certified.
    Certify,
    /// Let somebody of the right role apply.
    AskAdministrator,
    /// Apply on the web.
    OpenOnWeb,
    /// Talk to sales: no step of one's own opens it.
    ContactSales,
}

/// Whether this person may try an edition (TRIAL-1, TRIAL-3, CH-7, ROLE-3).
///
/// # Errors
/// Every reason against.
pub fn may_try(
    catalogue: &Catalogue,
    account: Option<&Account>,
    edition: &EditionCode,
    context: &Context,
) -> Result<(), Rejection> {
    let mut against = Rejection::default();
    permission::certified_member(account, context, CertifiedFor::Trial, &mut against);
    permission::trial_in_channel(&catalogue.trial, context.channel, &mut against);
    let Some(edition) = catalogue.edition(edition) else {
        against.add(Reason::EditionNotSold { edition: edition.clone() });
        return Err(against);
    };
    if let Some(account) = account {
        let used = account.trial.as_ref();
        against.add_all(used.map(|trial| Reason::TrialUsed { edition: trial.edition.clone() }));
        let not_below = account.in_force(context.now).filter(|paid| paid.rank >= edition.rank);
        against.add_all(not_below.map(|paid| Reason::TrialNotHigher { in_force: paid.edition.clone() }));
    }
    against.into_result()
}

pub(crate) fn apply_for(
    catalogue: &Catalogue,
    account: &Account,
    application: &TrialApplication,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let was_granted = account
        .trial
        .as_ref()
        .is_some_and(|trial| trial.application == application.application && trial.edition == application.edition);
    if was_granted && matches!(context.actor, Actor::Person(_)) {
        return Ok(Vec::new());
    }
    let mut against = Rejection::default();
    if let Err(rejection) = may_try(catalogue, Some(account), &application.edition, context) {
        against.add_all(rejection.reasons);
    }
    if let Err(rejection) = application.form.check() {
        against.add_all(rejection.reasons);
    }
    against.into_result()?;
    let rank = catalogue.edition(&application.edition).map_or(0, |edition| edition.rank);
    Ok(granted(catalogue, application, rank, context.now))
}

/// TRIAL-2, TRIAL-6: it runs at once, and its contracts end with it.
fn granted(catalogue: &Catalogue, application: &TrialApplication, rank: u32, now: Instant) -> Vec<Event> {
    let hours = TimeDelta::hours(i64::from(catalogue.trial.hours));
    let period = Period { start: now, end: now.checked_add_signed(hours).unwrap_or(Instant::MAX_UTC) };
    let TrialApplication { application, edition, .. } = application;
    let trial = Trial { application: application.clone(), edition: edition.clone(), rank, period };
    let mut events = vec![Event::TrialGranted { trial }];
    if catalogue.trial.contracts > 0 {
        let batch = Batch {
            id: BatchId::new("trial"),
            quota: QuotaKind::Contract,
            source: BatchSource::Trial,
            amount: catalogue.trial.contracts,
            used: 0,
            returned: 0,
            period,
            closed_by: None,
        };
        events.push(Event::BatchGranted { batch });
    }
    events
}

/// Takes a lead, from any channel and from anybody, and says which step opens the trial (TRIAL-7).
///
/// # Errors
/// What is wrong with the form, the missing consent, an edition that is not sold.
pub fn take_lead(
    catalogue: &Catalogue,
    account: Option<&Account>,
    lead: &Lead,
    context: &Context,
) -> Result<LeadAnswer, Rejection> {
    let mut against = Rejection::default();
    if catalogue.edition(&lead.edition).is_none() {
        against.add(Reason::EditionNotSold { edition: lead.edition.clone() });
    }
    if let Err(rejection) = lead.form.check() {
        against.add_all(rejection.reasons);
    }
    against.into_result()?;
    let refused = may_try(catalogue, account, &lead.edition, context).err().unwrap_or_default();
    // What an enterprise has used or bought is told to its members alone.
    let is_member = match &context.actor {
        Actor::Person(person) => account.is_some_and(|account| account.person().is_some()) || !person.roles.is_empty(),
        Actor::Visitor | Actor::Operator { .. } | Actor::System => false,
    };
    let is_closed = is_member && refused.reasons.iter().any(closes_trial);
    Ok(LeadAnswer { opens_trial: if is_closed { NextStep::ContactSales } else { next_step(refused.reasons.first()) } })
}

/// Whether a step of one's own, or of somebody else in the enterprise, opens the trial that was refused: until then the form
/// can be left as a lead (TRIAL-7).
#[must_use]
pub fn may_be_lead(rejection: &Rejection) -> bool {
    let reasons = &rejection.reasons;
    !reasons.iter().any(closes_trial) && reasons.iter().any(|reason| next_step(Some(reason)) != NextStep::ContactSales)
}

/// Whether no step opens the trial of this edition any more (TRIAL-1, TRIAL-3).
const fn closes_trial(reason: &Reason) -> bool {
    matches!(reason, Reason::TrialUsed { .. } | Reason::TrialNotHigher { .. })
}

/// The step that clears the first reason against.
const fn next_step(first: Option<&Reason>) -> NextStep {
    match first {
        None => NextStep::ApplyNow,
        Some(Reason::SignInRequired) => NextStep::SignIn,
        Some(Reason::NotCertified { .. }) => NextStep::Certify,
        Some(Reason::RoleMissing) => NextStep::AskAdministrator,
        Some(Reason::ChannelRefuses { .. }) => NextStep::OpenOnWeb,
        Some(_) => NextStep::ContactSales,
    }
}
