//! How fresh the standing is: when it is read again, and what a reading means that is no answer to anything done here.

use api::Failure;
use rules::account::{Account, InvoiceState, OrderState, PaymentMethod};
use rules::calendar::Instant;
use service::Standing;

/// How many seconds pass between two looks at a backend that tells nobody of its changes, while something is awaited.
const AWAITING: u32 = 5;
/// The same while nothing is.
const AT_EASE: u32 = 30;

/// What a page knows when it wonders whether to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// How many seconds ago the last look was.
    pub seconds_ago: u32,
    /// Whether anybody sees the page.
    pub is_seen: bool,
    /// Whether somebody is signed in.
    pub is_signed_in: bool,
    /// Whether something is about to happen to the account.
    pub is_awaiting: bool,
    /// Whether the last look failed.
    pub is_lost: bool,
}

impl Looked {
    /// Whether it is time to look again.
    #[must_use]
    pub const fn is_due(self) -> bool {
        let awaits = self.is_lost || self.is_awaiting;
        let interval = if awaits { AWAITING } else { AT_EASE };
        // A visitor has nothing that others could change.
        self.is_seen && (self.is_signed_in || self.is_lost) && self.seconds_ago >= interval
    }
}

/// Whether something is about to happen to an account that its person waits for: a payment, a delivery, an invoice.
#[must_use]
pub fn is_awaiting(account: &Account, now: Instant) -> bool {
    let is_awaited = |state: &OrderState, method: PaymentMethod| match state {
        OrderState::Provisioning { .. } => true,
        OrderState::Unpaid => method == PaymentMethod::Online,
        _ => false,
    };
    account.orders.iter().any(|order| is_awaited(&order.state_at(now), order.payment_method))
        || account.invoices.iter().any(|invoice| matches!(invoice.state, InvoiceState::Requested))
}

/// Whether a reading says anything new.
pub(super) fn is_news(before: &Standing, after: &Standing) -> bool {
    before.session != after.session || before.account != after.account
}

/// Whether the backend could not be asked, so that nobody knows how things stand.
pub(super) const fn is_lost(trouble: Option<&Failure>) -> bool {
    matches!(trouble, Some(Failure::Unreachable | Failure::Unanswered | Failure::OutOfOrder | Failure::TooMany { .. }))
}
