//! What the backend's failures mean to a person.

use api::{Failure, StoreFailure};
use rules::Catalogue;
use rules::explain;
use rules::vocabulary::Language;

use crate::i18n::text;

/// A failure as a sentence.
pub(crate) fn failure_text(failure: &Failure, catalogue: &Catalogue, language: Language) -> String {
    match failure {
        Failure::Refused(rejection) => rejection
            .reasons
            .iter()
            .map(|reason| explain::reason(reason, catalogue, language))
            .collect::<Vec<_>>()
            .join(" "),
        Failure::Busy => text!(language, trouble.busy).to_owned(),
        Failure::Unreachable => text!(language, trouble.unreachable).to_owned(),
        Failure::Unanswered => text!(language, trouble.unanswered).to_owned(),
        Failure::Told { detail } => detail.clone(),
        Failure::OutOfOrder => text!(language, trouble.out_of_order).to_owned(),
        Failure::TooMany { retry_after_seconds: seconds @ 0..=120 } => {
            text!(language, trouble.too_many, seconds = seconds)
        }
        Failure::TooMany { retry_after_seconds } => {
            text!(language, trouble.too_many_minutes, minutes = retry_after_seconds.div_ceil(60))
        }
        Failure::Store(StoreFailure::Full) => text!(language, trouble.storage_full).to_owned(),
        Failure::Store(StoreFailure::Blocked) => text!(language, trouble.storage_blocked).to_owned(),
        Failure::Store(StoreFailure::Unreadable { .. }) => text!(language, trouble.storage_unreadable).to_owned(),
        Failure::Store(StoreFailure::Other { detail }) => text!(language, trouble.storage_other, detail = detail),
    }
}
