//! The comparison table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Localized;
use crate::vocabulary::EditionCode;

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// A group of rows of the comparison table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct FeatureGroup {
    /// Its heading.
    pub name: Localized,
    /// Its rows.
    pub rows: Vec<Feature>,
}

/// One row of the comparison table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Feature {
    /// Its code, unique in the table.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z0-9_]{1,22}$")))]
    pub code: String,
    /// What it is.
    pub name: Localized,
    /// More about it, for those who ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Localized>,
    /// What each edition has of it, by edition code; every edition sold is named.
    pub values: BTreeMap<EditionCode, FeatureValue>,
}

/// What an edition has of a feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(untagged)]
pub enum FeatureValue {
    /// Included or not.
    Included(bool),
    /// An amount or a kind.
    Text(Localized),
}
