//! What is sold, at what price, and where a seller could choose otherwise: one JSON file, read and checked as a whole.

mod add_on;
mod change_words;
mod changes;
mod check;
mod decode;
mod edition;
mod feature;
mod policy;
mod problem;
mod reader;
#[cfg(feature = "schema")]
mod schema;
mod values;

use serde::Serialize;

pub use add_on::{AddOn, PackSize, Sale, Validity};
pub use changes::{CatalogueChange, Danger, Topic, changes};
pub use edition::{Allotment, ByChannel, ChannelOffer, Edition, EditionActions, IncludedContracts};
pub use feature::{Feature, FeatureGroup, FeatureValue};
pub use policy::{
    ClampedTermPrice, Experience, LargestOrder, MinutesRange, NoticePolicy, Percent, Policies, TrialOffer,
    UpgradePolicy,
};
pub use problem::{CatalogueProblem, CatalogueProblems, Expected};
#[cfg(feature = "schema")]
pub use schema::json_schema;

use crate::vocabulary::{AddOnCode, EditionCode, Language};

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Localized {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Localized {
    /// The text in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// The whole catalogue, as one JSON file holds it.
///
/// It exists only checked: [`Catalogue::parse`] is the one way to get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(JsonSchema),
    schemars(
        deny_unknown_fields,
        title = "Catalogue",
        description = "What the shop sells, at what price, and the choices of its seller."
    )
)]
pub struct Catalogue {
    /// Where an editor finds the JSON Schema of this file.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Which catalogue this is; orders keep it (ORD-4).
    pub version: String,
    /// Whether prices and names are a sample, which pages then say.
    pub sample: bool,
    /// Who sells.
    pub brand: Brand,
    /// Where people turn to.
    pub contact: Contact,
    /// Where a bank transfer goes; without it transfers are not offered (ORD-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_transfer: Option<BankTransfer>,
    /// Value added tax, in the prices.
    pub vat: Vat,
    /// What a buyer accepts when placing an order (ORD-10).
    pub purchase_terms: PurchaseTerms,
    /// Choices of the seller.
    pub policies: Policies,
    /// The free edition under all others.
    pub experience: Experience,
    /// The one trial of an enterprise.
    pub trial: TrialOffer,
    /// The editions sold, in ascending rank (ED-1).
    pub editions: Vec<Edition>,
    /// The comparison table, group by group.
    pub features: Vec<FeatureGroup>,
    /// The add-ons (RULES §4).
    pub add_ons: Vec<AddOn>,
}

impl Catalogue {
    /// The edition with this code, where one is sold.
    #[must_use]
    pub fn edition(&self, code: &EditionCode) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.code == *code)
    }

    /// The add-on with this code.
    #[must_use]
    pub fn add_on(&self, code: &AddOnCode) -> Option<&AddOn> {
        self.add_ons.iter().find(|add_on| add_on.code == *code)
    }

    /// Whether an add-on is sold in packs of this size.
    #[must_use]
    pub fn sells_pack(&self, add_on: &AddOnCode, size: u32) -> bool {
        self.add_on(add_on).is_some_and(|add_on| match &add_on.sale {
            Sale::Packs { sizes, .. } => sizes.iter().any(|sold| sold.amount == size),
            Sale::Years { .. } => false,
        })
    }

    /// The name of an edition, `experience` included; its code where the catalogue no longer has it.
    #[must_use]
    pub fn edition_name<'a>(&'a self, code: &'a EditionCode, language: Language) -> &'a str {
        if code.as_str() == crate::vocabulary::EXPERIENCE {
            return self.experience.name.in_language(language);
        }
        self.edition(code).map_or(code.as_str(), |edition| edition.name.in_language(language))
    }

    /// The name of an add-on; its code where the catalogue no longer has it.
    #[must_use]
    pub fn add_on_name<'a>(&'a self, code: &'a AddOnCode, language: Language) -> &'a str {
        self.add_on(code).map_or(code.as_str(), |add_on| add_on.name.in_language(language))
    }
}

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Brand {
    /// The product's name.
    pub name: Localized,
    /// One sentence of what it is.
    pub tagline: Localized,
}

/// Where people turn to: sales before, customer service after a purchase (ED-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Contact {
    /// Telephone of sales and service.
    pub phone: String,
    /// Mail address of sales and service.
    pub email: String,
    /// When somebody answers.
    pub hours: Localized,
}

/// The account that a bank transfer goes to (ORD-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct BankTransfer {
    /// The name that the account is held under.
    pub payee: String,
    /// The bank and its branch.
    pub bank: String,
    /// The number of the account.
    pub account: String,
}

/// Value added tax (INV-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct Vat {
    /// The rate in whole per cent; all prices include it.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    pub rate_percent: u32,
}

/// What a buyer accepts (ORD-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(deny_unknown_fields))]
pub struct PurchaseTerms {
    /// Recorded with each order.
    pub version: String,
    /// Their name.
    pub title: Localized,
    /// Their clauses, in order.
    pub clauses: Vec<Localized>,
}
