//! What a basket costs for an account at an instant, line by line, with the period that each line buys.

mod alternatives;
mod lines;

use std::hash::Hasher;

use serde::{Deserialize, Serialize};

pub use alternatives::{Alternative, alternatives};

use crate::account::{Account, Credit, OrderLine};
use crate::basket::Basket;
use crate::calendar::{Days, Instant};
use crate::catalogue::Catalogue;
pub use crate::credit::{price_of_term, unused_value};
use crate::eligibility::judging_edition;
use crate::money::Money;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::AddOnCode;

/// A price with all that it buys, as if it were paid at `at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// The instant it was computed for.
    pub at: Instant,
    /// The lines, the edition first.
    pub lines: Vec<OrderLine>,
    /// What is set off from the edition line (BUY-10).
    pub credit: Option<Credit>,
    /// What is to be paid: Σ lines − credit.
    pub total: Money,
    /// The paid end before the purchase.
    pub paid_end_before: Option<Instant>,
    /// Where packs bought earlier move to, when they do (ADD-5, BUY-13).
    pub packs_move: Option<PacksMove>,
    /// The catalogue that priced it (ORD-4).
    pub catalogue_version: String,
}

/// Packs bought earlier follow the paid end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PacksMove {
    /// Their end before.
    pub from: Instant,
    /// Their end after.
    pub to: Instant,
}

impl PacksMove {
    /// Whether they end earlier than before, about which a buyer is warned (BUY-13).
    #[must_use]
    pub fn is_earlier(self) -> bool {
        self.to < self.from
    }
}

/// What a buyer is warned about before payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// The paid end cuts an integration short; renewing the edition first would not (ADD-8).
    IntegrationCutShort {
        /// Which add-on.
        add_on: AddOnCode,
        /// When it ends.
        ends: Instant,
        /// When its whole term would end.
        whole_term_end: Instant,
        /// The days granted of the days of the whole term.
        days: Days,
        /// What it costs all the same.
        price: Money,
    },
    /// Packs bought earlier end earlier (BUY-13).
    PacksEndEarlier {
        /// Their end before.
        from: Instant,
        /// Their end after.
        to: Instant,
    },
}

/// What a person was shown, in short: the backend compares it with its own (ORD-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct QuoteDigest(String);

impl QuoteDigest {
    /// The digest of a basket that has no price: whoever was shown none.
    #[must_use]
    pub const fn of_nothing() -> Self {
        Self(String::new())
    }
}

impl Quote {
    /// What the buyer is warned about before payment (ADD-8, BUY-13).
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let cut_short = self.lines.iter().filter_map(|line| {
            let whole = line.whole_term().filter(|_| line.is_cut_short())?;
            Some(Warning::IntegrationCutShort {
                add_on: line.item.add_on()?.clone(),
                ends: line.period.end,
                whole_term_end: whole.end,
                days: Days { left: line.period.days(), whole: whole.days() },
                price: line.price,
            })
        });
        let earlier = self.packs_move.filter(|moved| moved.is_earlier());
        cut_short.chain(earlier.map(|moved| Warning::PacksEndEarlier { from: moved.from, to: moved.to })).collect()
    }

    /// The digest of what the quote promises: items, prices, credit, total and where it continues from;
    /// not the instant of its computation.
    #[must_use]
    pub fn digest(&self) -> QuoteDigest {
        let items: Vec<_> = self.lines.iter().map(|line| (&line.item, line.quantity, line.price)).collect();
        let credit = self.credit.as_ref().map(|credit| credit.total);
        let promise = (&self.catalogue_version, items, credit, self.total, self.paid_end_before);
        let mut hasher = fnv::FnvHasher::default();
        hasher.write(serde_json::to_string(&promise).unwrap_or_default().as_bytes());
        QuoteDigest(format!("{:016x}", hasher.finish()))
    }
}

/// Prices a basket; signing in is not needed for it (BUY-1, ROLE-1). `account` is `None` for a visitor.
///
/// # Errors
/// Every reason why the basket cannot be sold to this account.
pub fn quote(
    catalogue: &Catalogue,
    account: Option<&Account>,
    basket: &Basket,
    now: Instant,
) -> Result<Quote, Rejection> {
    let mut against = Rejection::default();
    let mut lines = Vec::new();
    let mut credit = None;
    let paid_end_before = account.and_then(|account| account.paid_end(now));
    let mut paid_end = paid_end_before;

    if basket.is_empty() {
        against.add(Reason::EmptyBasket);
    }
    if let Some(choice) = &basket.edition {
        // Where the edition itself cannot be sold, its packs are judged as if it could: its own reasons say enough.
        paid_end = Some(now);
        if let Some((line, set_off)) = lines::edition_line(catalogue, account, choice, now, &mut against) {
            paid_end = Some(line.period.end);
            credit = set_off;
            lines.push(line);
        }
    }
    let edition_is_priced = basket.edition.is_none() || !lines.is_empty();
    let judged_by = judging_edition(account, basket, now);
    for (index, choice) in basket.packs.iter().enumerate() {
        let earlier = basket.packs.get(..index).unwrap_or_default();
        if earlier.iter().any(|pack| pack.add_on == choice.add_on && pack.size == choice.size) {
            against.add(Reason::PackTwice { add_on: choice.add_on.clone(), size: choice.size });
        } else {
            lines.extend(lines::pack_line(catalogue, choice, &judged_by, paid_end, now, &mut against));
        }
    }
    for (index, choice) in basket.integrations.iter().enumerate() {
        let earlier = basket.integrations.get(..index).unwrap_or_default();
        if earlier.iter().any(|other| other.add_on == choice.add_on) {
            against.add(Reason::IntegrationTwice { add_on: choice.add_on.clone() });
        } else {
            let ends = paid_end.filter(|_| edition_is_priced);
            let place = lines::Place { catalogue, account, judged_by: &judged_by, paid_end: ends, now };
            lines.extend(lines::integration_line(place, choice, basket.edition.is_some(), &mut against));
        }
    }
    against.into_result()?;

    let total = total(&lines, credit.as_ref()).ok_or_else(|| Rejection::because(Reason::AmountTooLarge))?;
    Ok(Quote {
        at: now,
        packs_move: account.and_then(|account| packs_move(account, paid_end, now)),
        lines,
        credit,
        total,
        paid_end_before,
        catalogue_version: catalogue.version.clone(),
    })
}

fn total(lines: &[OrderLine], credit: Option<&Credit>) -> Option<Money> {
    let sum = lines.iter().try_fold(Money::ZERO, |sum, line| sum.plus(line.price))?;
    sum.minus(credit.map_or(Money::ZERO, |credit| credit.total))
}

fn packs_move(account: &Account, paid_end: Option<Instant>, now: Instant) -> Option<PacksMove> {
    let to = paid_end?;
    let from = account
        .batches
        .iter()
        .filter(|batch| batch.period.end > now && batch.source.follows_edition())
        .map(|batch| batch.period.end)
        .find(|end| *end != to)?;
    Some(PacksMove { from, to })
}
