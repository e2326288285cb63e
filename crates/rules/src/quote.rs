//! What a basket costs for an account at an instant, line by line, with the period that each line buys.

use std::hash::Hasher;

use serde::{Deserialize, Serialize};

use crate::account::{Account, BatchSource, Credit, LineItem, OrderLine};
use crate::basket::{Basket, EditionChoice, PackChoice};
use crate::calendar::{Instant, Period};
use crate::catalogue::{Allotment, Catalogue, Sale, Validity};
pub use crate::credit::{credit_above_price, price_of_term, unused_value};
use crate::eligibility::{edition_misfit, judging_edition};
use crate::money::Money;
use crate::offer::{EditionAction, fitting_action};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{EXPERIENCE, EditionCode};

/// A price with all that it buys, as if it were paid at `at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct PacksMove {
    /// Their end before.
    pub from: Instant,
    /// Their end after.
    pub to: Instant,
}

/// What a person was shown, in short: the backend compares it with its own (ORD-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuoteDigest(String);

impl Quote {
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

/// Prices a basket; signing in is not needed for it (BUY-1). `account` is `None` for a visitor.
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

    if basket.edition.is_none() && basket.packs.is_empty() {
        against.add(Reason::EmptyBasket);
    }
    if let Some(choice) = &basket.edition {
        // Where the edition itself cannot be sold, its packs are judged as if it could: its own reasons say enough.
        paid_end = Some(now);
        if let Some((line, set_off)) = edition_line(catalogue, account, choice, now, &mut against) {
            paid_end = Some(line.period.end);
            credit = set_off;
            lines.push(line);
        }
    }
    let judged_by = judging_edition(account, basket, now);
    for (index, choice) in basket.packs.iter().enumerate() {
        let earlier = basket.packs.get(..index).unwrap_or_default();
        if earlier.iter().any(|pack| pack.add_on == choice.add_on && pack.size == choice.size) {
            against.add(Reason::PackTwice { add_on: choice.add_on.clone(), size: choice.size });
        } else {
            lines.extend(pack_line(catalogue, choice, &judged_by, paid_end, now, &mut against));
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

/// The line of the edition with what is set off from it; `None` where a reason was added.
fn edition_line(
    catalogue: &Catalogue,
    account: Option<&Account>,
    choice: &EditionChoice,
    now: Instant,
    against: &mut Rejection,
) -> Option<(OrderLine, Option<Credit>)> {
    let Some(edition) = catalogue.edition(&choice.edition) else {
        against.add(Reason::EditionNotSold { edition: choice.edition.clone() });
        return None;
    };
    let term_is_offered = edition.terms.contains(&choice.term);
    if !term_is_offered {
        against.add(Reason::TermNotOffered { edition: choice.edition.clone(), offered: edition.terms.clone() });
    }
    let action = fitting_action(account, edition, now).map_err(|reason| against.add(reason)).ok()?;
    let price = price_of_term(edition, choice.term);
    let credit = match (action, account) {
        (EditionAction::Upgrade, Some(account)) => unused_value(account, now).map(Some),
        _ => Some(None),
    };
    let (Some(price), Some(credit)) = (price, credit) else {
        against.add(Reason::AmountTooLarge);
        return None;
    };
    if !term_is_offered {
        return None;
    }
    let too_much = credit.as_ref().and_then(|credit| credit_above_price(edition, choice.term, credit.total));
    if let Some(reason) = too_much {
        against.add(reason);
        return None;
    }
    let start = match action {
        EditionAction::Renew => account.and_then(|account| account.paid_end(now)).unwrap_or(now),
        EditionAction::Buy | EditionAction::Upgrade => now,
    };
    let line = OrderLine {
        item: LineItem::Edition {
            edition: choice.edition.clone(),
            rank: edition.rank,
            term: choice.term,
            action,
            contracts: edition.contracts.amount,
            yearly_batches: edition.contracts.per == Allotment::Year,
        },
        unit_price: edition.yearly_price_fen,
        quantity: choice.term.years(),
        price,
        period: Period::of_years(start, choice.term.years()),
    };
    Some((line, credit))
}

/// The line of one choice of packs; `None` where reasons were added.
fn pack_line(
    catalogue: &Catalogue,
    choice: &PackChoice,
    judged_by: &EditionCode,
    paid_end: Option<Instant>,
    now: Instant,
    against: &mut Rejection,
) -> Option<OrderLine> {
    let add_on = catalogue.add_on(&choice.add_on);
    let Some((add_on, Sale::Packs { quota, max_quantity, sizes })) = add_on.map(|add_on| (add_on, &add_on.sale)) else {
        against.add(Reason::PackNotSold { add_on: choice.add_on.clone(), sizes: Vec::new() });
        return None;
    };
    let size = sizes.iter().find(|size| size.amount == choice.size);
    if size.is_none() {
        let sizes = sizes.iter().map(|size| size.amount).collect();
        against.add(Reason::PackNotSold { add_on: choice.add_on.clone(), sizes });
    }
    let quantity_fits = (1..=*max_quantity).contains(&choice.quantity);
    if !quantity_fits {
        against.add(Reason::QuantityOutOfRange { add_on: choice.add_on.clone(), max: *max_quantity });
    }
    let follows_edition = add_on.validity == Validity::WithEdition;
    let is_known = judged_by.as_str() == EXPERIENCE || catalogue.edition(judged_by).is_some();
    let misfit = edition_misfit(catalogue, add_on, follows_edition, judged_by, paid_end).filter(|_| is_known);
    let edition_fits = misfit.is_none();
    against.add_all(misfit);
    let size = size.filter(|_| quantity_fits && edition_fits)?;

    let price = size.price_fen.times(choice.quantity);
    // A batch counts its units in 32 bits: nobody pays for units that it could not hold.
    let (Some(price), Some(_)) = (price, size.amount.checked_mul(choice.quantity)) else {
        against.add(Reason::AmountTooLarge);
        return None;
    };
    let period = match paid_end.filter(|_| follows_edition) {
        Some(end) => Period { start: now, end },
        None => Period::of_years(now, 1),
    };
    Some(OrderLine {
        item: LineItem::Packs { add_on: choice.add_on.clone(), quota: *quota, size: choice.size, follows_edition },
        unit_price: size.price_fen,
        quantity: choice.quantity,
        price,
        period,
    })
}

fn packs_move(account: &Account, paid_end: Option<Instant>, now: Instant) -> Option<PacksMove> {
    let to = paid_end?;
    let from = account
        .batches
        .iter()
        .filter(|batch| batch.period.end > now && follows_edition(&batch.source))
        .map(|batch| batch.period.end)
        .find(|end| *end != to)?;
    Some(PacksMove { from, to })
}

/// Whether a batch ends with the edition and moves with its paid end (ADD-5).
#[must_use]
pub const fn follows_edition(source: &BatchSource) -> bool {
    matches!(source, BatchSource::Packs { follows_edition: true, .. })
}
