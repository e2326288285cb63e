//! What a purchase would change about the timeline of an account: before and after, one above the other.

use std::collections::BTreeMap;

use super::{Stretch, What, stretches};
use crate::account::Account;
use crate::calendar::Period;
use crate::decide::after_paying;
use crate::quote::Quote;

/// A stretch as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlaid {
    /// The stretch as it would be; as it is where it would no longer be there.
    pub stretch: Stretch,
    /// What becomes of it.
    pub difference: Difference,
}

/// What a purchase makes of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Nothing.
    Same,
    /// It is what is bought.
    Added,
    /// Its end moves with the paid end (ADD-5).
    Moved {
        /// When it is now.
        before: Period,
    },
    /// It ends with the purchase: an upgrade takes its place or closes it (BUY-8, BUY-11).
    Ends {
        /// When it is now.
        before: Period,
        /// What is kept of it; nothing where it had not begun.
        kept: Option<Period>,
    },
}

/// What is not over of an account, and what paying a quote at its instant would make of it, in the order of reading. Gaps
/// are left out: a purchase closes the one that there is.
#[must_use]
pub fn overlay(account: &Account, quote: &Quote) -> Vec<Overlaid> {
    let now = quote.at;
    let mut before: BTreeMap<String, Stretch> = stretches(account, now)
        .into_iter()
        .filter(|stretch| !stretch.is_over() && stretch.what != What::Gap)
        .map(|stretch| (stretch.id.clone(), stretch))
        .collect();
    let mut found = Vec::new();
    for after in stretches(&after_paying(account, quote), now) {
        match before.remove(&after.id) {
            Some(known) if after.is_over() => found.push(ending(known, Some(after))),
            Some(known) => found.push(staying(known.period, after)),
            None if after.is_over() || after.what == What::Gap => {}
            None => found.push(Overlaid { stretch: after, difference: Difference::Added }),
        }
    }
    // What had not begun is not among the stretches once it is replaced.
    found.extend(before.into_values().map(|known| ending(known, None)));
    found.sort_by_key(|overlaid| overlaid.stretch.order_of_reading());
    found
}

fn staying(before: Period, after: Stretch) -> Overlaid {
    let difference = if before == after.period { Difference::Same } else { Difference::Moved { before } };
    Overlaid { stretch: after, difference }
}

fn ending(known: Stretch, after: Option<Stretch>) -> Overlaid {
    let kept = after.as_ref().map(|after| after.period);
    let difference = Difference::Ends { before: known.period, kept };
    let stretch = match after {
        Some(after) => Stretch { period: known.period, phase: known.phase, ..after },
        None => known,
    };
    Overlaid { stretch, difference }
}
