//! Which edition add-ons are judged by, and whether it suffices: when they are priced, and again when they are paid.

use crate::account::Account;
use crate::basket::Basket;
use crate::calendar::Instant;
use crate::catalogue::{AddOn, Catalogue, Validity};
use crate::rejection::{AddOnRule, Reason};
use crate::vocabulary::{EXPERIENCE, EditionCode};

/// The edition in the basket, else the one in force, else the free one; never a trial's (ADD-11, ADD-12).
pub(crate) fn judging_edition(account: Option<&Account>, basket: &Basket, now: Instant) -> EditionCode {
    let bought = basket.edition.as_ref().map(|choice| &choice.edition);
    let in_force = account.and_then(|account| account.in_force(now)).map(|paid| &paid.edition);
    bought.or(in_force).cloned().unwrap_or_else(|| EditionCode::new(EXPERIENCE))
}

/// ADD-1 … ADD-3, ADD-5: why an add-on cannot be had with this edition; what ends with the edition needs a paid end.
pub(crate) fn edition_misfit(
    catalogue: &Catalogue,
    add_on: &AddOn,
    follows_edition: bool,
    judged_by: &EditionCode,
    has_paid_end: bool,
) -> Option<Reason> {
    if add_on.editions.contains(judged_by) && (has_paid_end || !follows_edition) {
        return None;
    }
    let sold = catalogue.editions.iter().map(|edition| &edition.code);
    let editions = sold.filter(|code| add_on.editions.contains(code)).cloned().collect();
    let rule = if add_on.validity == Validity::TermWithinEdition {
        AddOnRule::Integration
    } else if judged_by.as_str() == EXPERIENCE {
        AddOnRule::Experience
    } else {
        AddOnRule::Packs
    };
    Some(Reason::AddOnNeedsEdition { add_on: add_on.code.clone(), editions, rule })
}
