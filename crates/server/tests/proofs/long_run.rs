//! How much a run proves: little in each run of the tests, much by `cargo xtask sequences` and `cargo xtask crashes`.

use std::str::FromStr;

/// What a variable of the environment says, or this where it is not there.
pub(crate) fn number(variable: &str, otherwise: usize) -> usize {
    said(variable).unwrap_or(otherwise)
}

/// What chance begins with, so that a run can be had again.
pub(crate) fn seed() -> Option<u64> {
    said("ESIGN_SEED")
}

fn said<T: FromStr>(variable: &str) -> Option<T> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}
