//! How a batch of quota stands, in words (QUOTA-5).

use rules::account::{Batch, BatchState};
use rules::format;
use rules::vocabulary::Language;

use crate::i18n::text;

/// Whether units of a batch can be used; one of which none are left is no longer said to be usable.
pub(crate) fn batch_state(batch: &Batch, state: BatchState, language: Language) -> String {
    match state {
        BatchState::AwaitingDelivery => text!(language, balances.awaiting_delivery).to_owned(),
        BatchState::Queued => {
            text!(language, balances.queued, start = format::date_time(batch.period.start, language))
        }
        BatchState::Open | BatchState::Ended if batch.left() == 0 => text!(language, balances.used_up).to_owned(),
        BatchState::Open | BatchState::Ended => text!(language, balances.open).to_owned(),
    }
}
