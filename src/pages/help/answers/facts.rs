//! Figures and names of the catalogue, as the answers put them.

use rules::Catalogue;
use rules::catalogue::{AddOn, Edition, PackSize, Sale, Validity};
use rules::explain;
use rules::format;
use rules::vocabulary::{EditionCode, Language, QuotaKind, Term};

/// The catalogue in one language.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) language: Language,
}

impl<'a> Facts<'a> {
    /// Names in a row; `None` where there are none.
    pub(super) fn list(&self, names: impl Iterator<Item = String>) -> Option<String> {
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| format::list(&names, self.language))
    }

    /// The editions sold of which this holds.
    pub(super) fn editions(&self, holds: impl Fn(&Edition) -> bool) -> Option<String> {
        let editions = self.catalogue.editions.iter().filter(|edition| holds(edition));
        self.list(editions.map(|edition| edition.name.in_language(self.language).to_owned()))
    }

    /// The add-ons of which this holds.
    pub(super) fn add_ons(&self, holds: impl Fn(&AddOn) -> bool) -> Option<String> {
        let add_ons = self.catalogue.add_ons.iter().filter(|add_on| holds(add_on));
        self.list(add_ons.map(|add_on| add_on.name.in_language(self.language).to_owned()))
    }

    /// The add-ons that last so long (ADD-5 … ADD-7).
    pub(super) fn lasting(&self, validity: Validity) -> Option<String> {
        self.add_ons(|add_on| add_on.validity == validity)
    }

    /// Any of these editions, the free one among them.
    pub(super) fn any_of(&self, codes: &[EditionCode]) -> String {
        let names = codes.iter().map(|code| self.catalogue.edition_name(code, self.language).to_owned());
        format::choice(&names.collect::<Vec<_>>(), self.language)
    }

    /// The terms that these editions are sold for, each once (ED-2).
    pub(super) fn terms_of(&self, holds: impl Fn(&Edition) -> bool) -> String {
        let editions = self.catalogue.editions.iter().filter(|edition| holds(edition));
        self.terms(editions.flat_map(|edition| edition.terms.clone()).collect())
    }

    /// Terms to choose from, each once.
    pub(super) fn terms(&self, mut terms: Vec<Term>) -> String {
        terms.sort_unstable();
        terms.dedup();
        let terms: Vec<String> = terms.into_iter().map(|term| format::years(term.years(), self.language)).collect();
        format::choice(&terms, self.language)
    }

    /// The add-ons sold in packs of contracts, with their sizes (ADD-10).
    pub(super) fn contract_packs(&self) -> impl Iterator<Item = (&'a AddOn, &'a [PackSize])> {
        self.catalogue.add_ons.iter().filter_map(|add_on| match &add_on.sale {
            Sale::Packs { quota: QuotaKind::Contract, sizes, .. } => Some((add_on, sizes.as_slice())),
            Sale::Packs { .. } | Sale::Years { .. } => None,
        })
    }

    /// `500 份合同`.
    pub(super) fn contracts(&self, amount: u32) -> String {
        explain::units(QuotaKind::Contract, u64::from(amount), self.language)
    }

    /// The free edition (ED-6).
    pub(super) fn experience(&self) -> &'a str {
        self.catalogue.experience.name.in_language(self.language)
    }

    /// The telephone of sales and service (ED-8).
    pub(super) fn phone(&self) -> &'a str {
        &self.catalogue.contact.phone
    }
}
