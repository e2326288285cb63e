//! What the page is for this person and this edition.

use leptos::prelude::With;
use rules::account::Trial;
use rules::rejection::{Reason, Rejection};
use rules::trial::may_be_lead;
use rules::vocabulary::EditionCode;

use crate::state::Shop;

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Situation {
    /// The enterprise has its trial, or had it (TRIAL-3).
    Had(Box<Trial>),
    /// The trial can be applied for.
    Open,
    /// It cannot, or not by this person or here; a lead can be left (TRIAL-7).
    Lead(Rejection),
    /// It cannot, and another edition is the way.
    Refused(Rejection),
}

impl Situation {
    /// The situation now; it follows the account and the time.
    pub(super) fn of(shop: Shop, edition: &EditionCode) -> Self {
        if let Some(trial) = shop.standing().with(|standing| standing.account.as_ref()?.trial.clone()) {
            return Self::Had(Box::new(trial));
        }
        let offer = shop.offers().into_iter().find(|offer| offer.edition == *edition);
        match offer.map(|offer| offer.trial) {
            Some(Ok(())) => Self::Open,
            Some(Err(rejection)) if may_be_lead(&rejection) => Self::Lead(rejection),
            Some(Err(rejection)) => Self::Refused(rejection),
            None => Self::Refused(Rejection::because(Reason::EditionNotSold { edition: edition.clone() })),
        }
    }
}
