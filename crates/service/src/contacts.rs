//! Contact data of applications and leads, beside the events and never in them, so that it can be erased.

use api::{CONTACT_DAYS, Consent, Failure};
use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::trial::CheckedForm;
use rules::vocabulary::{AccountId, ApplicationId, EditionCode};
use serde::{Deserialize, Serialize};

use crate::kept;
use crate::store::Settings;

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

/// Keeps a contact; the same one again replaces it.
///
/// # Errors
/// The store's.
pub(crate) async fn keep(store: &impl Settings, whose: ContactOf<'_>, contact: &Contact) -> Result<(), Failure> {
    kept::keep(store, &name(whose), contact).await
}

/// A contact, where it is there.
///
/// # Errors
/// The store's.
pub(crate) async fn of(store: &impl Settings, whose: ContactOf<'_>) -> Result<Option<Contact>, Failure> {
    kept::read(store, &name(whose)).await
}

/// Erases it.
///
/// # Errors
/// The store's.
pub(crate) async fn erase(store: &impl Settings, whose: ContactOf<'_>) -> Result<(), Failure> {
    Ok(store.set_setting(&name(whose), None).await?)
}

/// Erases what was kept as long as was agreed to.
///
/// # Errors
/// The store's.
pub(crate) async fn erase_expired(store: &impl Settings, now: Instant) -> Result<(), Failure> {
    for name in store.names(BEGINNING).await? {
        let kept = store.setting(&name).await?.and_then(|text| serde_json::from_str::<Contact>(&text).ok());
        if kept.is_some_and(|contact| contact.is_expired(now)) {
            store.set_setting(&name, None).await?;
        }
    }
    Ok(())
}

impl Contact {
    fn is_expired(&self, now: Instant) -> bool {
        now.signed_duration_since(self.at) >= TimeDelta::days(CONTACT_DAYS)
    }
}

/// How the names of contacts begin.
const BEGINNING: &str = "contact ";

fn name(whose: ContactOf<'_>) -> String {
    match whose {
        ContactOf::Application(account, key) => format!("{BEGINNING}application {} {}", account.as_str(), key.as_str()),
        ContactOf::Lead(key) => format!("{BEGINNING}lead {}", key.as_str()),
    }
}
