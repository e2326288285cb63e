//! Values that are kept as records, as JSON.

use api::{Failure, StoreFailure};
use rules::calendar::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::records::{RecordName, Records};

/// The value of a record, where there is one.
///
/// # Errors
/// The store's, or what stands there is another value.
pub(crate) async fn read<T: DeserializeOwned>(store: &impl Records, name: &RecordName) -> Result<Option<T>, Failure> {
    decoded(store.record(name).await?.as_deref())
}

/// Keeps a value until then, or until it is forgotten; it takes the place of another one.
///
/// # Errors
/// The store's.
pub(crate) async fn keep<T: Serialize + Sync>(
    store: &impl Records,
    name: &RecordName,
    value: &T,
    kept_until: Option<Instant>,
) -> Result<(), Failure> {
    Ok(store.keep_record(name, &encoded(value)?, kept_until).await?)
}

/// The value of a text, where there is one.
///
/// # Errors
/// It is another value.
pub(crate) fn decoded<T: DeserializeOwned>(text: Option<&str>) -> Result<Option<T>, Failure> {
    text.map(|text| serde_json::from_str(text).map_err(|error| unreadable(&error))).transpose()
}

/// A value as it is kept.
///
/// # Errors
/// What cannot be kept.
pub(crate) fn encoded<T: Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Store(StoreFailure::Unreadable { detail: error.to_string() })
}
