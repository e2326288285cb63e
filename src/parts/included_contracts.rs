//! The contracts that come with an edition, in a few words.

use rules::catalogue::{Allotment, Edition};
use rules::explain;
use rules::vocabulary::{Language, QuotaKind};

use crate::i18n::text;

/// What comes with it: `每年 500 份合同`, or the label of the catalogue with the real amount (ED-4, ED-5).
pub(crate) fn included_contracts(edition: &Edition, language: Language) -> String {
    let amount = allotted_contracts(edition, language);
    match &edition.contracts.label {
        Some(label) => text!(language, pricing.contracts_label, label = label.in_language(language), amount = amount),
        None => amount,
    }
}

/// The same as the real amount alone: `整个时长共 2,000,000 份合同`.
pub(crate) fn allotted_contracts(edition: &Edition, language: Language) -> String {
    let included = &edition.contracts;
    let amount = explain::units(QuotaKind::Contract, u64::from(included.amount), language);
    match included.per {
        Allotment::Year => text!(language, pricing.contracts_year, amount = amount),
        Allotment::Term => text!(language, pricing.contracts_term, amount = amount),
    }
}
