//! The questions of the pricing page: for each edition, what this person may do with it, or why not.

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::calendar::Instant;
use crate::catalogue::{Catalogue, Edition};
use crate::context::Context;
use crate::credit::against_every_term;
use crate::decide::permission;
use crate::rejection::{Reason, Rejection};
use crate::trial::may_try;
use crate::vocabulary::EditionCode;

/// The ways to get a paid edition (RULES §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EditionAction {
    /// With none in force (BUY-6).
    Buy,
    /// The one in force again, after its paid end (BUY-5).
    Renew,
    /// A higher one (BUY-7).
    Upgrade,
}

/// The answers about one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionOffer {
    /// Which edition.
    pub edition: EditionCode,
    /// How it relates to what the account has.
    pub standing: Standing,
    /// A first purchase.
    pub buy: Result<(), Rejection>,
    /// A renewal.
    pub renew: Result<(), Rejection>,
    /// An upgrade to it.
    pub upgrade: Result<(), Rejection>,
    /// The trial of it.
    pub trial: Result<(), Rejection>,
}

/// How an edition relates to the one in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No paid edition is in force.
    Open,
    /// It is the one in force.
    InForce {
        /// The paid end.
        paid_end: Instant,
    },
    /// It is above the one in force.
    Higher,
    /// It is below the one in force (ED-7).
    Lower,
}

impl EditionOffer {
    /// The way to this edition that fits what the account has, if any, and whether it is open.
    #[must_use]
    pub const fn primary(&self) -> Option<(EditionAction, &Result<(), Rejection>)> {
        match self.standing {
            Standing::Open => Some((EditionAction::Buy, &self.buy)),
            Standing::InForce { .. } => Some((EditionAction::Renew, &self.renew)),
            Standing::Higher => Some((EditionAction::Upgrade, &self.upgrade)),
            Standing::Lower => None,
        }
    }
}

/// Answers every question of the pricing page, edition by edition. `account` is `None` for a visitor.
#[must_use]
pub fn edition_offers(catalogue: &Catalogue, account: Option<&Account>, context: &Context) -> Vec<EditionOffer> {
    catalogue
        .editions
        .iter()
        .map(|edition| {
            let may = |action| may_get(account, edition, action, context, catalogue);
            EditionOffer {
                edition: edition.code.clone(),
                standing: standing(account, edition, context.now),
                buy: may(EditionAction::Buy),
                renew: may(EditionAction::Renew),
                upgrade: may(EditionAction::Upgrade),
                trial: may_try(catalogue, account, &edition.code, context),
            }
        })
        .collect()
}

/// How an edition relates to what the account has at `now`.
#[must_use]
pub fn standing(account: Option<&Account>, edition: &Edition, now: Instant) -> Standing {
    let Some((account, paid)) = account.and_then(|account| Some((account, account.in_force(now)?))) else {
        return Standing::Open;
    };
    if paid.edition == edition.code {
        Standing::InForce { paid_end: account.paid_end(now).unwrap_or(paid.period.end) }
    } else if edition.rank > paid.rank {
        Standing::Higher
    } else {
        Standing::Lower
    }
}

/// Whether this person may get an edition in this way, for at least one of its terms (BUY-1 … BUY-12, ED-7, RULES §5).
///
/// # Errors
/// Every reason against.
pub fn may_get(
    account: Option<&Account>,
    edition: &Edition,
    action: EditionAction,
    context: &Context,
    catalogue: &Catalogue,
) -> Result<(), Rejection> {
    let mut against = Rejection::default();
    permission::person(account, catalogue, context, &mut against);
    permission::edition_in_channel(edition, action, context, &mut against);
    permission::no_open_order(account, context.now, &mut against);
    if let Some(reason) = action_misfit(account, edition, action, context.now) {
        against.add(reason);
    } else if let (EditionAction::Upgrade, Some(account)) = (action, account) {
        let policy = catalogue.policies.upgrade;
        let [credit_exceeds, ends_before] = against_every_term(account, edition, policy, context.now);
        against.add_all(credit_exceeds);
        against.add_all(ends_before);
    }
    against.into_result()
}

/// The way to an edition that fits what the account has.
///
/// # Errors
/// A downgrade (ED-7).
pub fn fitting_action(account: Option<&Account>, edition: &Edition, now: Instant) -> Result<EditionAction, Reason> {
    match standing(account, edition, now) {
        Standing::Open => Ok(EditionAction::Buy),
        Standing::InForce { .. } => Ok(EditionAction::Renew),
        Standing::Higher => Ok(EditionAction::Upgrade),
        Standing::Lower => {
            let in_force = account.and_then(|account| account.in_force(now));
            let paid_end = account.and_then(|account| account.paid_end(now));
            Err(Reason::Downgrade {
                edition: edition.code.clone(),
                in_force: in_force.map_or_else(|| edition.code.clone(), |paid| paid.edition.clone()),
                paid_end: paid_end.unwrap_or(now),
            })
        }
    }
}

fn action_misfit(account: Option<&Account>, edition: &Edition, action: EditionAction, now: Instant) -> Option<Reason> {
    match fitting_action(account, edition, now) {
        Ok(fitting) if fitting == action => None,
        Ok(fitting) => Some(Reason::ActionDoesNotFit { action, fitting: Some(fitting) }),
        Err(downgrade) => Some(downgrade),
    }
}
