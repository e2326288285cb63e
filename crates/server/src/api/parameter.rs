//! Parameters of an address: what is empty is not asked for.

use chrono::NaiveDate;
use rules::calendar::read_day;
use serde::de::value::StrDeserializer;
use serde::de::{Error, IntoDeserializer};
use serde::{Deserialize, Deserializer};

/// A day in Shanghai: `2026-03-01`.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let Some(text) = given(deserializer)? else {
        return Ok(None);
    };
    let not_a_day = || D::Error::custom(format_args!("{text:?} is no day, which is written like 2026-03-01"));
    read_day(&text).map(Some).ok_or_else(not_a_day)
}

/// One of several words.
pub(super) fn choice<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let Some(text) = given(deserializer)? else {
        return Ok(None);
    };
    let word: StrDeserializer<'_, D::Error> = text.as_str().into_deserializer();
    T::deserialize(word).map(Some)
}

fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.filter(|text| !text.is_empty()))
}
