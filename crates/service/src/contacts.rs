//! Contact data of applications and leads, beside the events and never in them, so that it can be erased.

use api::{Consent, Failure, StoreFailure};
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

fn name(key: &ApplicationId) -> String {
    format!("contact {}", key.as_str())
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Store(StoreFailure::Unreadable { detail: error.to_string() })
}
