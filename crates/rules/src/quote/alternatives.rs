//! What else could be bought: the other terms and the other editions, each with its own total.

use serde::{Deserialize, Serialize};

use super::quote;
use crate::account::Account;
use crate::basket::{Basket, EditionChoice};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::money::Money;
use crate::rejection::Rejection;

/// Another edition or another term with the same add-ons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// What is taken instead.
    pub edition: EditionChoice,
    /// What the whole basket costs then, or every reason against it.
    pub total: Result<Money, Rejection>,
}

/// Every other edition and term with the same add-ons, in the order of the catalogue. `account` is `None` for a visitor.
#[must_use]
pub fn alternatives(
    catalogue: &Catalogue,
    account: Option<&Account>,
    basket: &Basket,
    now: Instant,
) -> Vec<Alternative> {
    let choices = catalogue.editions.iter().flat_map(|edition| {
        edition.terms.iter().map(|term| EditionChoice { edition: edition.code.clone(), term: *term })
    });
    choices
        .filter(|choice| basket.edition.as_ref() != Some(choice))
        .map(|choice| {
            let other = Basket { edition: Some(choice.clone()), ..basket.clone() };
            Alternative { edition: choice, total: quote(catalogue, account, &other, now).map(|priced| priced.total) }
        })
        .collect()
}
