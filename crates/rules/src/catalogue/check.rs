//! What no single place of the file shows: codes that must be unique, references that must lead somewhere.
//!
//! Reads the file itself, not the types, so that a mistake elsewhere hides none of these; what has the wrong shape was
//! noted by the decoder and is passed over here.

use std::collections::BTreeSet;

use serde_json::Value;

use super::problem::Expected;
use super::reader::Problems;
use super::values::is_code;
use crate::vocabulary::EXPERIENCE;

/// Notes every contradiction between parts of the file.
pub(super) fn check(file: &Value, problems: &mut Problems) {
    check_policies(file, problems);
    let editions = check_editions(file, problems);
    check_features(file, editions.as_deref(), problems);
    check_add_ons(file, editions.as_deref(), problems);
}

fn check_policies(file: &Value, problems: &mut Problems) {
    let policies = &file["policies"];
    at_least_one(policies, "security_phone_minutes", "$.policies", problems);
    at_least_one(policies, "unpaid_hours", "$.policies", problems);
    at_least_one(policies, "unpaid_transfer_days", "$.policies", problems);
    let notices = &policies["notices"];
    all_different(&notices["percent_used"], "$.policies.notices.percent_used", problems);
    let delivery = &policies["delivery_minutes"];
    if let (Some(min), Some(max)) = (delivery["min"].as_u64(), delivery["max"].as_u64())
        && max < min
    {
        let least = i64::try_from(min).unwrap_or(i64::MAX);
        problems.note("$.policies.delivery_minutes.max", Expected::AtLeast(least), max.to_string());
    }
    let trial = &file["trial"];
    at_least_one(trial, "hours", "$.trial", problems);
    all_different(&trial["channels"], "$.trial.channels", problems);
}

/// The codes of the editions sold, where all of them can be read.
fn check_editions<'a>(file: &'a Value, problems: &mut Problems) -> Option<Vec<&'a str>> {
    let mut codes = BTreeSet::from([EXPERIENCE]);
    let mut rank_before = 0;
    for (index, edition) in entries(&file["editions"]).iter().enumerate() {
        let path = format!("$.editions[{index}]");
        unique(&mut codes, &edition["code"], format!("{path}.code"), problems);
        if let Some(rank) = edition["rank"].as_u64() {
            if rank <= rank_before {
                problems.note(format!("{path}.rank"), Expected::Ascending, rank.to_string());
            }
            rank_before = rank;
        }
        all_different(&edition["terms"], &format!("{path}.terms"), problems);
    }
    let read = entries(&file["editions"]).iter().map(|edition| code(&edition["code"])).collect::<Option<Vec<_>>>();
    read.filter(|codes| !codes.is_empty())
}

fn check_features(file: &Value, editions: Option<&[&str]>, problems: &mut Problems) {
    let mut codes = BTreeSet::new();
    for (group_index, group) in entries(&file["features"]).iter().enumerate() {
        for (row_index, row) in entries(&group["rows"]).iter().enumerate() {
            let path = format!("$.features[{group_index}].rows[{row_index}]");
            if row["code"].as_str().is_some_and(|code| !code.trim().is_empty() && !is_code(code)) {
                problems.note(format!("{path}.code"), Expected::Code, row["code"].to_string());
            }
            unique(&mut codes, &row["code"], format!("{path}.code"), problems);
            let (Some(editions), Value::Object(values)) = (editions, &row["values"]) else {
                continue;
            };
            for edition in editions.iter().filter(|edition| !values.contains_key(**edition)) {
                problems.note(format!("{path}.values.{edition}"), Expected::Field, "—");
            }
            for name in values.keys().filter(|name| !editions.contains(&name.as_str())) {
                problems.note(format!("{path}.values.{name}"), one_of(editions), format!("{name:?}"));
            }
        }
    }
}

fn check_add_ons(file: &Value, editions: Option<&[&str]>, problems: &mut Problems) {
    let mut codes = BTreeSet::new();
    for (index, add_on) in entries(&file["add_ons"]).iter().enumerate() {
        let path = format!("$.add_ons[{index}]");
        unique(&mut codes, &add_on["code"], format!("{path}.code"), problems);
        if let Some(editions) = editions {
            check_add_on_editions(add_on, editions, &path, problems);
        }
        all_different(&add_on["editions"], &format!("{path}.editions"), problems);
        check_sale(add_on, &path, problems);
    }
}

/// ADD-1 … ADD-3: editions that exist; what ends with the edition cannot be had without one (ADD-5).
fn check_add_on_editions(add_on: &Value, editions: &[&str], path: &str, problems: &mut Problems) {
    let mut known = editions.to_vec();
    let ends_with_edition = add_on["validity"] == "with_edition" || add_on["validity"] == "term_within_edition";
    if !ends_with_edition {
        known.insert(0, EXPERIENCE);
    }
    for (index, edition) in entries(&add_on["editions"]).iter().enumerate() {
        if code(edition).is_some_and(|code| !known.contains(&code)) {
            problems.note(format!("{path}.editions[{index}]"), one_of(&known), edition.to_string());
        }
    }
}

fn check_sale(add_on: &Value, path: &str, problems: &mut Problems) {
    let sale = &add_on["sale"];
    let validities: &[&str] = match sale["kind"].as_str() {
        Some("packs") => &["with_edition", "one_year"],
        Some("years") => &["term_within_edition"],
        _ => return,
    };
    if let Some(validity @ ("with_edition" | "one_year" | "term_within_edition")) = add_on["validity"].as_str()
        && !validities.contains(&validity)
    {
        problems.note(format!("{path}.validity"), one_of(validities), format!("{validity:?}"));
    }
    // What an uncertified buyer pays for waits for its binding, and ends with the edition that it is bound with (BIND-4).
    let channels = &add_on["channels"];
    let personal = channels["personal_mini_program"].as_str();
    if add_on["validity"] == "one_year"
        && let Some(offer @ ("allowed" | "together")) = personal
    {
        let none = one_of(&["consultation", "web", "unavailable"]);
        problems.note(format!("{path}.channels.personal_mini_program"), none, format!("{offer:?}"));
    }
    at_least_one(sale, "max_quantity", &format!("{path}.sale"), problems);
    let mut amounts = BTreeSet::new();
    for (index, size) in entries(&sale["sizes"]).iter().enumerate() {
        let place = format!("{path}.sale.sizes[{index}]");
        at_least_one(size, "amount", &place, problems);
        if size["amount"].as_u64().is_some_and(|amount| !amounts.insert(amount)) {
            problems.note(format!("{place}.amount"), Expected::Unique, size["amount"].to_string());
        }
    }
    all_different(&sale["terms"], &format!("{path}.sale.terms"), problems);
}

fn entries(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn code(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| is_code(text))
}

fn one_of(words: &[&str]) -> Expected {
    Expected::OneOf(words.iter().map(|word| (*word).to_owned()).collect())
}

fn at_least_one(object: &Value, field: &str, path: &str, problems: &mut Problems) {
    if object[field].as_u64() == Some(0) {
        problems.note(format!("{path}.{field}"), Expected::AtLeast(1), "0");
    }
}

fn unique<'a>(seen: &mut BTreeSet<&'a str>, value: &'a Value, path: String, problems: &mut Problems) {
    if code(value).is_some_and(|code| !seen.insert(code)) {
        problems.note(path, Expected::Unique, value.to_string());
    }
}

/// For lists of words and terms, which say nothing by repeating themselves.
fn all_different(list: &Value, path: &str, problems: &mut Problems) {
    let entries = entries(list);
    for (index, entry) in entries.iter().enumerate() {
        if (entry.is_string() || entry.is_u64()) && entries.iter().take(index).any(|earlier| earlier == entry) {
            problems.note(format!("{path}[{index}]"), Expected::Unique, entry.to_string());
        }
    }
}
