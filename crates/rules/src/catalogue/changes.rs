//! What is different between two catalogues, place by place, for whoever puts a new one in force.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use super::Catalogue;
use super::change_words::{Place, shown, topic};

/// What an entry of a list is known by, so that it stays the same where another comes before it.
const KEYS: [&str; 2] = ["code", "amount"];

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueChange {
    /// The place as a JSON path of the newer file, or of the older one where it is gone: `$.editions[1].terms`.
    pub path: String,
    /// The same in words.
    pub about: String,
    /// What it is to a buyer.
    pub topic: Topic,
    /// What stood there, as text; nothing where it is new.
    pub before: Option<String>,
    /// What stands there, as text; nothing where it is gone.
    pub after: Option<String>,
    /// Why it asks for care.
    pub danger: Option<Danger>,
}

/// What a difference is to a buyer, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// An edition, an add-on or a size of pack that is or is no longer sold.
    Sold,
    /// What something costs.
    Price,
    /// How much is in it.
    Quota,
    /// For how long it can be bought.
    Term,
    /// How and where it is sold, and the seller's policies.
    Conditions,
    /// What a buyer accepts.
    PurchaseTerms,
    /// Words.
    Text,
}

/// Why a difference asks for care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Danger {
    /// Accounts and orders may still name it: whoever has it can no longer renew it or buy for it.
    CodeIsGone,
    /// The same code is something else, also for those who have it.
    CodeMeansAnother,
    /// Purchase terms of the same version say something else than what was accepted (ORD-10).
    TermsVersionIsKept,
    /// Orders keep the version of the catalogue that priced them, and it no longer says which it was (ORD-4).
    VersionIsKept,
}

/// Every difference, what matters most to a buyer first, and otherwise in the order of the newer file.
#[must_use]
pub fn changes(before: &Catalogue, after: &Catalogue) -> Vec<CatalogueChange> {
    let mut found = Vec::new();
    // A catalogue that was read can be written.
    let [old, new] = [before, after].map(|catalogue| serde_json::to_value(catalogue).unwrap_or_default());
    compare(Some(&old), Some(&new), &Place::root(), &mut found);
    found.retain(|change| change.path != "$.$schema");
    if before.purchase_terms.version == after.purchase_terms.version {
        let of_terms = found.iter_mut().filter(|change| change.topic == Topic::PurchaseTerms);
        of_terms.for_each(|change| change.danger = Some(Danger::TermsVersionIsKept));
    }
    if before.version == after.version && !found.is_empty() {
        let version = (old.get("version"), new.get("version"));
        found.push(change(version, &Place::root().field("version"), Some(Danger::VersionIsKept)));
    }
    found.sort_by_key(|change| change.topic);
    found
}

fn compare(before: Option<&Value>, after: Option<&Value>, place: &Place, found: &mut Vec<CatalogueChange>) {
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => compare_fields(before, after, place, found),
        (Some(Value::Array(before)), Some(Value::Array(after))) if has_objects(before) && has_objects(after) => {
            match KEYS.into_iter().find(|key| after.iter().all(|entry| entry.get(key).is_some())) {
                Some(key) => compare_known(before, after, key, place, found),
                None => compare_in_order(before, after, place, found),
            }
        }
        changed => found.push(change(changed, place, danger(changed, place))),
    }
}

fn compare_fields(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    place: &Place,
    found: &mut Vec<CatalogueChange>,
) {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        compare(before.get(name), after.get(name), &place.field(name), found);
    }
}

/// Entries that are known by a field of theirs.
fn compare_known(before: &[Value], after: &[Value], key: &str, place: &Place, found: &mut Vec<CatalogueChange>) {
    let same = |entries: &'_ [Value], known: &Value| entries.iter().position(|entry| entry.get(key) == known.get(key));
    for (index, entry) in after.iter().enumerate() {
        let old = same(before, entry).and_then(|index| before.get(index));
        compare(old, Some(entry), &place.entry(index, entry), found);
    }
    for (index, entry) in before.iter().enumerate() {
        if same(after, entry).is_none() {
            compare(Some(entry), None, &place.entry(index, entry), found);
        }
    }
    let order = |entries: &[Value], others: &[Value]| -> Vec<Value> {
        let common = entries.iter().filter(|entry| same(others, entry).is_some());
        common.filter_map(|entry| entry.get(key).cloned()).collect()
    };
    let orders = (order(before, after), order(after, before));
    if orders.0 != orders.1 {
        let (before, after) = (Value::Array(orders.0), Value::Array(orders.1));
        found.push(change((Some(&before), Some(&after)), &place.field_of_order(), None));
    }
}

fn compare_in_order(before: &[Value], after: &[Value], place: &Place, found: &mut Vec<CatalogueChange>) {
    for index in 0..before.len().max(after.len()) {
        let (before, after) = (before.get(index), after.get(index));
        let place = after.or(before).map(|entry| place.entry(index, entry));
        place.iter().for_each(|place| compare(before, after, place, found));
    }
}

fn has_objects(entries: &[Value]) -> bool {
    entries.iter().all(Value::is_object)
}

fn change((before, after): (Option<&Value>, Option<&Value>), place: &Place, danger: Option<Danger>) -> CatalogueChange {
    CatalogueChange {
        path: place.path.clone(),
        about: place.words(),
        topic: topic(&place.path),
        before: before.map(|value| shown(value, &place.path)),
        after: after.map(|value| shown(value, &place.path)),
        danger,
    }
}

/// What a single place shows of it.
fn danger((before, after): (Option<&Value>, Option<&Value>), place: &Place) -> Option<Danger> {
    let is_sold = ["$.editions[", "$.add_ons["].iter().any(|list| place.path.starts_with(list));
    if !is_sold || before.is_none() {
        return None;
    }
    if after.is_none() {
        return before.and_then(|entry| entry.get("code")).map(|_| Danger::CodeIsGone);
    }
    let meanings = ["].rank", "].sale.kind", "].sale.quota", "].validity", "].contracts.per"];
    meanings.iter().any(|field| place.path.ends_with(field)).then_some(Danger::CodeMeansAnother)
}

impl fmt::Display for CatalogueChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, about, topic, before, after, danger } = self;
        write!(formatter, "{topic}: {about}: ")?;
        match (before, after) {
            (Some(before), Some(after)) if before == after => write!(formatter, "still {after}")?,
            (Some(before), Some(after)) => write!(formatter, "{before} → {after}")?,
            (None, Some(after)) => write!(formatter, "new: {after}")?,
            (Some(before), None) => write!(formatter, "gone, was {before}")?,
            (None, None) => {}
        }
        write!(formatter, " ({path})")?;
        danger.map_or(Ok(()), |danger| write!(formatter, "\n  ! {danger}"))
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sold => "sold",
            Self::Price => "price",
            Self::Quota => "quota",
            Self::Term => "term",
            Self::Conditions => "conditions",
            Self::PurchaseTerms => "purchase terms",
            Self::Text => "text",
        })
    }
}

impl fmt::Display for Danger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::CodeIsGone => {
                "whoever has it keeps what was paid for, and can no longer renew it or buy for it; its code stands for its name"
            }
            Self::CodeMeansAnother => "it is another thing from then on, also for renewals and upgrades of those who have it",
            Self::TermsVersionIsKept => "buyers accept terms by their version: give these another one",
            Self::VersionIsKept => "orders keep the version that priced them: give this catalogue another one",
        })
    }
}
