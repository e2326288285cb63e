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

/// A contact that is kept, and whose it is: for whoever calls people, and nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeptContact {
    /// The account that applied; `None` for a lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The key of the application or the lead.
    pub application: ApplicationId,
    /// Who it is, and what about.
    #[serde(flatten)]
    pub contact: Contact,
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

/// All contacts that are kept for as long as was agreed to, the oldest first.
///
/// # Errors
/// The store's.
pub(crate) async fn all(store: &impl Records, now: Instant) -> Result<Vec<KeptContact>, Failure> {
    let mut contacts = Vec::new();
    // Each is due some day.
    for name in store.due_records(RecordKind::Contact, Instant::MAX_UTC).await? {
        // One that was erased meanwhile is not there any more.
        let contact: Option<Contact> = kept::read(store, &name).await?;
        if let Some(contact) = contact.filter(|contact| kept_until(contact.at).is_some_and(|until| now < until)) {
            contacts.push(KeptContact { account: name.account, application: ApplicationId::new(&name.name), contact });
        }
    }
    contacts.sort_by_key(|kept| kept.contact.at);
    Ok(contacts)
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
