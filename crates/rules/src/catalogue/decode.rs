//! How each type of the catalogue is read from its place in the file.

use std::collections::BTreeMap;

use serde_json::Value;

use super::check::check;
use super::problem::{CatalogueProblem, CatalogueProblems, Expected};
use super::reader::{Decode, Node, Problems, read_object};
use super::{
    AddOn, BankTransfer, Brand, ByChannel, Catalogue, Contact, Edition, EditionActions, Experience, Feature,
    FeatureGroup, FeatureValue, IncludedContracts, LargestOrder, Localized, MinutesRange, NoticePolicy, PackSize,
    Policies, PurchaseTerms, Sale, TrialOffer, Vat,
};
use crate::vocabulary::EditionCode;

impl Catalogue {
    /// Reads and checks a catalogue file.
    ///
    /// # Errors
    /// Every problem of the file at once, each with its JSON path and what was expected there.
    pub fn parse(text: &str) -> Result<Self, CatalogueProblems> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            CatalogueProblems(vec![CatalogueProblem {
                path: "$".to_owned(),
                expected: Expected::Json,
                found: error.to_string(),
            }])
        })?;
        let mut problems = Problems::default();
        let catalogue = Self::decode(&Node::root(&value), &mut problems);
        check(&value, &mut problems);
        match catalogue {
            Some(catalogue) if problems.0.is_empty() => Ok(catalogue),
            _ => Err(CatalogueProblems(problems.0)),
        }
    }
}

impl Decode for Catalogue {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut object = node.object(problems)?;
        let schema = object.field("$schema", problems);
        let version = object.field("version", problems);
        let sample = object.field("sample", problems);
        let brand = object.field("brand", problems);
        let contact = object.field("contact", problems);
        let bank_transfer = object.field("bank_transfer", problems);
        let vat = object.field("vat", problems);
        let purchase_terms = object.field("purchase_terms", problems);
        let policies = object.field("policies", problems);
        let experience = object.field("experience", problems);
        let trial = object.field("trial", problems);
        let editions = object.field("editions", problems);
        let features = object.field("features", problems);
        let add_ons = object.field("add_ons", problems);
        object.close(problems);
        Some(Self {
            schema: schema?,
            version: version?,
            sample: sample?,
            brand: brand?,
            contact: contact?,
            bank_transfer: bank_transfer?,
            vat: vat?,
            purchase_terms: purchase_terms?,
            policies: policies?,
            experience: experience?,
            trial: trial?,
            editions: editions?,
            features: features?,
            add_ons: add_ons?,
        })
    }
}

/// Structs whose fields are read one by one under their own names.
macro_rules! decode_structs {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Decode for $type {
            fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
                read_object!(node, problems => $type { $($field),+ })
            }
        }
    )+};
}

decode_structs! {
    Localized { zh, en }
    Brand { name, tagline }
    Contact { phone, email, hours }
    BankTransfer { payee, bank, account }
    PurchaseTerms { version, title, clauses }
    Policies {
        upgrade, security_phone_minutes, clamped_term_price, unpaid_hours, unpaid_transfer_days, delivery_minutes,
        notices, largest_order_fen,
    }
    NoticePolicy { percent_used, fewer_than, ending_days }
    LargestOrder { web, mini_program, personal_mini_program }
    MinutesRange { min, max }
    Experience { name, contracts }
    TrialOffer { hours, contracts, channels }
    Edition {
        code, rank, name, tagline, highlights, recommended, yearly_price_fen, terms, contracts, channels,
    }
    IncludedContracts { amount, per, label }
    EditionActions { buy, renew, upgrade }
    FeatureGroup { name, rows }
    Feature { code, name, hint, values }
    AddOn { code, name, purpose, editions, channels, sale, validity }
    PackSize { amount, price_fen }
}

impl Decode for Vat {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut object = node.object(problems)?;
        let rate = match object.node("rate_percent") {
            Some(rate) => rate.whole_number(0, 100, problems).and_then(|rate| u32::try_from(rate).ok()),
            None => object.field("rate_percent", problems),
        };
        object.close(problems);
        Some(Self { rate_percent: rate? })
    }
}

impl<T: Decode> Decode for ByChannel<T> {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        read_object!(node, problems => ByChannel { web, mini_program, personal_mini_program })
    }
}

impl Decode for Sale {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        const KINDS: [(&str, bool); 2] = [("packs", true), ("years", false)];
        let mut object = node.object(problems)?;
        let Some(kind) = object.node("kind") else {
            problems.note(format!("{}.kind", node.path), Expected::Field, "—");
            return None;
        };
        let sale = if kind.word(&KINDS, problems)? {
            let quota = object.field("quota", problems);
            let max_quantity = object.field("max_quantity", problems);
            let sizes = object.field("sizes", problems);
            object.close(problems);
            Self::Packs { quota: quota?, max_quantity: max_quantity?, sizes: sizes? }
        } else {
            let yearly_price_fen = object.field("yearly_price_fen", problems);
            let terms = object.field("terms", problems);
            object.close(problems);
            Self::Years { yearly_price_fen: yearly_price_fen?, terms: terms? }
        };
        Some(sale)
    }
}

impl Decode for FeatureValue {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        match node.value {
            Value::Bool(included) => Some(Self::Included(*included)),
            _ => Localized::decode(node, problems).map(Self::Text),
        }
    }
}

impl Decode for BTreeMap<EditionCode, FeatureValue> {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let entries: Vec<Option<_>> = node
            .object(problems)?
            .into_entries()
            .into_iter()
            .map(|(name, entry)| Some((EditionCode::new(name), FeatureValue::decode(&entry, problems)?)))
            .collect();
        entries.into_iter().collect()
    }
}
