//! Contact data of applications and leads, beside the events and never in them, so that it can be erased.

use api::{CONTACT_DAYS, Consent, Failure};
use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::trial::CheckedForm;
use rules::vocabulary::{AccountId, ApplicationId, EditionCode};
use serde::{Deserialize, Serialize};

use crate::kept;
use crate::records::{RecordKind, RecordName, Records};

/// Who is to be called about a trial, and what they agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Which edition it is about.
    pub edition: EditionCode,
    /// What they said.
    pub form: CheckedForm,
    /// What they agreed to.
    pub consent: Consent,
    /// When.
    pub at: Instant,
}

/// Whose contact it is, and under which key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ContactOf<'a> {
    /// An account's application; another account's of the same key is another one.
    Application(&'a AccountId, &'a ApplicationId),
    /// A lead, which belongs to whoever has its key.
    Lead(&'a ApplicationId),
}

/// Keeps a contact for as long as was agreed to; the same one again replaces it.
///
/// # Errors
/// The store's.
pub(crate) async fn keep(store: &impl Records, whose: ContactOf<'_>, contact: &Contact) -> Result<(), Failure> {
    kept::keep(store, &name(whose), contact, kept_until(contact.at)).await
}

/// A contact, where it is there.
///
/// # Errors
/// The store's.
pub(crate) async fn of(store: &impl Records, whose: ContactOf<'_>) -> Result<Option<Contact>, Failure> {
    kept::read(store, &name(whose)).await
}

/// Erases it.
///
/// # Errors
/// The store's.
pub(crate) async fn erase(store: &impl Records, whose: ContactOf<'_>) -> Result<(), Failure> {
    Ok(store.forget_record(&name(whose)).await?)
}

/// Until when contact data is kept that was given then.
pub(crate) fn kept_until(given: Instant) -> Option<Instant> {
    given.checked_add_signed(TimeDelta::days(CONTACT_DAYS))
}

fn name(whose: ContactOf<'_>) -> RecordName {
    match whose {
        ContactOf::Application(account, key) => RecordName::of(account, RecordKind::Contact, key.as_str()),
        ContactOf::Lead(key) => RecordName::of_nobody(RecordKind::Contact, key.as_str()),
    }
}
