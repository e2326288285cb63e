//! How fresh the standing is: when it is read again, and what a reading means that is no answer to anything done here.

use api::Failure;
use chrono::TimeDelta;
use leptos::prelude::*;
use rules::account::{Account, InvoiceState, OrderState, PaymentMethod};
use rules::calendar::Instant;
use service::Standing;

use super::Shop;
use crate::browser;

/// How many seconds pass between two looks at a backend that tells nobody of its changes, while something is awaited.
const AWAITING: u32 = 5;
/// The same while nothing is.
const AT_EASE: u32 = 30;
/// How long a delivery counts as about to happen; whoever delivers later is seen a little later too (ORD-1).
const SOON: TimeDelta = TimeDelta::minutes(30);
/// By how much a clock seems to differ from reading to reading, although nobody has set it.
const TOLERANCE: TimeDelta = TimeDelta::seconds(2);

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

impl Shop {
    /// Reads everything again, since something was done; whatever else a page has asked the backend is asked again too. What
    /// comes after shows at least what was there when it began, also where another reading began meanwhile and is still on
    /// its way.
    pub async fn reload(self) {
        self.read(true).await;
    }

    /// Looks whether anything has changed. Where nothing has, the page stays as it is.
    pub async fn look(self) {
        if self.under_way.get_value() == 0 {
            self.read(false).await;
        }
    }

    async fn read(self, was_done: bool) {
        let Some(backend) = self.backend.try_get_value().flatten() else {
            return;
        };
        let (begun, shown) = self.readings.get_value();
        let reading = begun.wrapping_add(1);
        self.readings.set_value((reading, shown));
        self.looked_at.set_value(browser::now());
        self.under_way.update_value(|readings| *readings += 1);
        let read = backend.standing().await;
        self.under_way.update_value(|readings| *readings -= 1);
        let (begun, shown) = self.readings.get_value();
        // One that began later was faster, and knows more.
        if shown > reading {
            return;
        }
        self.readings.set_value((begun, reading));
        match read {
            Ok(standing) => {
                // What could not be read before is read again now.
                let was_lost = self.trouble.with_untracked(|trouble| is_lost(trouble.as_ref()));
                let is_news = self.standing.with_untracked(|before| is_news(before, &standing));
                self.say(None);
                self.tick.set(standing.at);
                if was_done || was_lost || is_news {
                    self.show(standing);
                }
            }
            Err(failure) => self.say(Some(failure)),
        }
    }

    /// Shows a standing that was read.
    pub fn show(self, standing: Standing) {
        self.notice_session(&standing);
        self.standing.set(standing);
    }

    /// Whether it is time to look again at a backend that tells nobody of its changes.
    #[must_use]
    pub fn should_look(self, wall: Instant, is_seen: bool) -> bool {
        let ago = wall.signed_duration_since(self.looked_at.get_value()).num_seconds();
        let now = self.tick.get_untracked();
        let (is_signed_in, is_awaiting) = self.standing.with_untracked(|standing| {
            let is_awaiting = standing.account.as_ref().is_some_and(|account| is_awaiting(account, now));
            (standing.session.is_some(), is_awaiting)
        });
        let is_lost = self.trouble.with_untracked(|trouble| is_lost(trouble.as_ref()));
        // A clock that was set back is looked at again, too.
        let seconds_ago = u32::try_from(ago).unwrap_or(u32::MAX);
        Looked { seconds_ago, is_seen, is_signed_in, is_awaiting, is_lost }.is_due()
    }
}

/// Whether something is about to happen to an account that its person waits for: a payment, a delivery, an invoice.
#[must_use]
pub fn is_awaiting(account: &Account, now: Instant) -> bool {
    let is_awaited = |state: &OrderState, method: PaymentMethod| match state {
        OrderState::Provisioning { since } => now.signed_duration_since(*since) < SOON,
        OrderState::Unpaid => method == PaymentMethod::Online,
        _ => false,
    };
    account.orders.iter().any(|order| is_awaited(&order.state_at(now), order.payment_method))
        || account.invoices.iter().any(|invoice| matches!(invoice.state, InvoiceState::Requested))
}

/// Whether a reading says anything new: of the account, or of the clock, once it is not only the way of the answer.
pub(super) fn is_news(before: &Standing, after: &Standing) -> bool {
    let is_set = (before.clock_offset - after.clock_offset).abs() > TOLERANCE;
    before.session != after.session || before.account != after.account || is_set
}

/// Whether the backend could not be asked, so that nobody knows how things stand.
pub(super) const fn is_lost(trouble: Option<&Failure>) -> bool {
    matches!(trouble, Some(Failure::Unreachable | Failure::Unanswered | Failure::OutOfOrder | Failure::TooMany { .. }))
}
