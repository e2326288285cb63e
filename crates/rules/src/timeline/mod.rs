//! What an account has, had and will have, as stretches of one time axis: what each is, where it stands, and what happens
//! at its end. No words and no pictures: a page says and draws it.

mod axis;
mod gather;
mod overlay;
mod view;

pub use axis::Axis;
pub use gather::stretches;
pub use overlay::{Difference, Overlaid, overlay};
pub use view::{Month, NotAMonth, TimelineView, Zoom};

use crate::account::BatchSource;
use crate::calendar::{Instant, NEVER, Period};
use crate::vocabulary::{AddOnCode, EditionCode, OrderId, QuotaKind};

/// A stretch of time with one meaning for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Unlike that of any other stretch of the account, and the same whenever it is asked.
    pub id: String,
    /// What is there.
    pub what: What,
    /// From when until when, by what is known now.
    pub period: Period,
    /// Where it stands now.
    pub phase: Phase,
    /// What happens, or happened, at its end.
    pub ending: Ending,
    /// The order that brought it, where one did.
    pub order: Option<OrderId>,
}

/// What is there during a stretch. They are read in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A paid period of an edition.
    Edition(EditionCode),
    /// No paid edition, after there was one (ED-6).
    Gap,
    /// The trial of an edition (TRIAL-2).
    Trial(EditionCode),
    /// An app integration (ADD-7).
    Integration(AddOnCode),
    /// A batch of quota (QUOTA-5).
    Batch {
        /// What its units are spent on.
        quota: QuotaKind,
        /// Units granted.
        total: u32,
        /// Units that are not taken.
        left: u32,
        /// Where it came from.
        source: BatchSource,
    },
}

/// Where a stretch stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is over.
    Ended,
    /// It is now.
    Running,
    /// It is now, and its order is not delivered yet: it counts, and cannot be used (ED-3, ADD-4).
    AwaitingDelivery,
    /// It begins later.
    Queued,
}

/// What happens at the end of a stretch, by what is known now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The same goes on without a gap: a renewal, or an integration bought again (BUY-5, ADD-7).
    GoesOn,
    /// A higher edition takes its place (BUY-8).
    Upgraded {
        /// Which one.
        to: EditionCode,
    },
    /// The enterprise is on the free edition (ED-6).
    Lapses,
    /// The trial is over.
    TrialEnds {
        /// The edition in force then, or the free one (TRIAL-5).
        then: EditionCode,
    },
    /// API access ends with the integration (ADD-3).
    AccessEnds,
    /// What is left of the batch is cleared (ADD-9).
    Cleared {
        /// Units left, as things stand; none where all are used.
        left: u32,
        /// Whether its end moves with the paid end (ADD-5).
        follows_edition: bool,
    },
    /// An upgrade closed the batch (BUY-11).
    Closed {
        /// Units that were left in it.
        left: u32,
    },
    /// A gap ends with a purchase.
    EditionBegins {
        /// Of which edition.
        edition: EditionCode,
    },
    /// There is no end to it: a gap that lasts, or a batch that stays (ED-5).
    Open,
}

impl Stretch {
    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Ended
    }

    /// When it ends; `None` where no end is known.
    #[must_use]
    pub fn end(&self) -> Option<Instant> {
        (self.period.end < NEVER && self.ending != Ending::Open).then_some(self.period.end)
    }

    /// Units that its end clears, as things stand; `None` where it clears none (ADD-9, QUOTA-5).
    #[must_use]
    pub const fn clears(&self) -> Option<u32> {
        match self.ending {
            Ending::Cleared { left, .. } | Ending::Closed { left } if left > 0 => Some(left),
            _ => None,
        }
    }

    /// By what stretches are read: kind by kind, in each the one that ends first first, as quota is taken (QUOTA-3).
    fn order_of_reading(&self) -> (u8, Instant, Instant) {
        let lane = match self.what {
            What::Edition(_) | What::Gap => 0,
            What::Trial(_) => 1,
            What::Integration(_) => 2,
            What::Batch { .. } => 3,
        };
        (lane, self.period.end, self.period.start)
    }
}
