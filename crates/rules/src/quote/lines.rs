//! The lines of a quote: each with its price, its period and what speaks against it.

use crate::account::{Account, Credit, LineItem, OrderLine};
use crate::basket::{EditionChoice, IntegrationChoice, PackChoice};
use crate::calendar::{Instant, Period};
use crate::catalogue::{Allotment, Catalogue, Sale, UpgradePolicy, Validity};
use crate::credit::{against_term, price_of_term, unused_value};
use crate::difference::difference_line;
use crate::eligibility::edition_misfit;
use crate::integration;
use crate::offer::{EditionAction, fitting_action};
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{EXPERIENCE, EditionCode};

/// The line of the edition with what is set off from it; `None` where a reason was added.
pub(super) fn edition_line(
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
    let action = fitting_action(account, edition, now);
    let policy = catalogue.policies.upgrade;
    if let (Ok(EditionAction::Upgrade), Some(account), UpgradePolicy::DifferenceForRemainingTerm) =
        (&action, account, policy)
    {
        let line = difference_line(catalogue, account, edition, now);
        return line.map_err(|reason| against.add(reason)).ok().map(|line| (line, None));
    }
    let term_is_offered = edition.terms.contains(&choice.term);
    if !term_is_offered {
        against.add(Reason::TermNotOffered { edition: choice.edition.clone(), offered: edition.terms.clone() });
    }
    let action = action.map_err(|reason| against.add(reason)).ok().filter(|_| term_is_offered)?;
    let upgrading = account.filter(|_| action == EditionAction::Upgrade);
    let credit = match upgrading {
        Some(account) => unused_value(account, now).map(Some),
        None => Some(None),
    };
    let (Some(price), Some(credit)) = (price_of_term(edition, choice.term), credit) else {
        against.add(Reason::AmountTooLarge);
        return None;
    };
    if let Some(account) = upgrading {
        let [credit_exceeds, ends_before] = against_term(account, edition, choice.term, now);
        if credit_exceeds.is_some() || ends_before.is_some() {
            against.add_all(credit_exceeds);
            against.add_all(ends_before);
            return None;
        }
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
pub(super) fn pack_line(
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
    let misfit = edition_misfit(catalogue, add_on, follows_edition, judged_by, paid_end.is_some()).filter(|_| is_known);
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

/// Where and when an add-on is judged.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) account: Option<&'a Account>,
    pub(super) judged_by: &'a EditionCode,
    /// `None` with no edition in force, or where the one in the basket cannot be sold.
    pub(super) paid_end: Option<Instant>,
    pub(super) now: Instant,
}

/// The line of an app integration; `None` where reasons were added (ADD-3, ADD-7, ADD-8).
pub(super) fn integration_line(
    place: Place<'_>,
    choice: &IntegrationChoice,
    with_edition: bool,
    against: &mut Rejection,
) -> Option<OrderLine> {
    let Place { catalogue, account, judged_by, paid_end, now } = place;
    let sold =
        catalogue.add_on(&choice.add_on).and_then(|add_on| Some((add_on, integration::sold_by_the_year(add_on)?)));
    let Some((add_on, (yearly, terms))) = sold else {
        against.add(Reason::IntegrationNotSold { add_on: choice.add_on.clone() });
        return None;
    };
    let is_known = judged_by.as_str() == EXPERIENCE || catalogue.edition(judged_by).is_some();
    // Where the edition in the basket cannot be sold, its own reasons say enough: judged as if it could.
    let judged_end = paid_end.or(with_edition.then_some(now));
    let misfit = edition_misfit(catalogue, add_on, true, judged_by, judged_end.is_some());
    if misfit.is_some() {
        against.add_all(misfit.filter(|_| is_known));
        return None;
    }
    let paid_end = paid_end?;
    let start = integration::start(account, &choice.add_on, now);
    let offered = integration::terms_offered(terms, start, paid_end, now);
    let period = integration::period(start, choice.term, paid_end, now).filter(|_| offered.contains(&choice.term));
    let Some(period) = period else {
        let (add_on, latest_end) = (choice.add_on.clone(), integration::latest_end(paid_end, now));
        against.add(Reason::IntegrationTermNotOffered { add_on, offered, paid_end, latest_end, start });
        return None;
    };
    let Some(price) = integration::price(yearly, choice.term, period, catalogue.policies.clamped_term_price) else {
        against.add(Reason::AmountTooLarge);
        return None;
    };
    Some(OrderLine {
        item: LineItem::Integration { add_on: choice.add_on.clone(), term: choice.term },
        unit_price: yearly,
        quantity: choice.term.years(),
        price,
        period,
    })
}
