//! Contact data of applications and leads, beside the events and never in them, so that it can be erased.

use api::{CONTACT_DAYS, Consent, Failure, StoreFailure};
use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::trial::CheckedForm;
use rules::vocabulary::{ApplicationId, EditionCode};
use serde::{Deserialize, Serialize};

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

/// Keeps a contact under the key of its application or lead; the same key again replaces it.
///
/// # Errors
/// The store's.
pub(crate) async fn keep(store: &impl Settings, key: &ApplicationId, contact: &Contact) -> Result<(), Failure> {
    let text = serde_json::to_string(contact).map_err(|error| unreadable(&error))?;
    Ok(store.set_setting(&name(key), Some(&text)).await?)
}

/// The contact of a key, where there is one.
///
/// # Errors
/// The store's.
pub(crate) async fn of(store: &impl Settings, key: &ApplicationId) -> Result<Option<Contact>, Failure> {
    let text = store.setting(&name(key)).await?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(&error))).transpose()
}

/// Erases it.
///
/// # Errors
/// The store's.
pub(crate) async fn erase(store: &impl Settings, key: &ApplicationId) -> Result<(), Failure> {
    Ok(store.set_setting(&name(key), None).await?)
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

fn name(key: &ApplicationId) -> String {
    format!("{BEGINNING}{}", key.as_str())
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Store(StoreFailure::Unreadable { detail: error.to_string() })
}
