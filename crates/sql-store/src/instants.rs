//! Instants in columns: microseconds since 1970 (UTC).

use chrono::DateTime;
use rules::calendar::Instant;

use crate::failure::{SqlFailure, unreadable};
use crate::statement::Value;

pub(crate) fn micros(at: Instant) -> Value<'static> {
    Value::Number(at.timestamp_micros())
}

/// Zero stands for none, in statements that put NULL in its place; nothing here is as old as that instant, 1970.
pub(crate) fn or_zero(at: Option<Instant>) -> Value<'static> {
    at.map_or(Value::Number(0), micros)
}

pub(crate) fn instant(micros: i64) -> Result<Instant, SqlFailure> {
    let at = DateTime::from_timestamp_micros(micros);
    at.ok_or_else(|| unreadable("an instant", format_args!("{micros} is too far away")).into())
}
