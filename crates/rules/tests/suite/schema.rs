//! The JSON Schema of the catalogue is current, and agrees with the decoder on what it can say.

use std::collections::BTreeSet;

use crate::common::places::{Place, places, replaced, with_field, without};
use crate::common::shipped;
use rules::Catalogue;
use rules::catalogue::{CatalogueProblem, Expected};
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/catalogue.schema.json");

fn schema() -> Value {
    serde_json::to_value(rules::catalogue::json_schema()).unwrap()
}

#[test]
fn the_schema_in_the_repository_is_current() {
    let current = schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(FILE, format!("{current:#}\n")).unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap_or_default()).unwrap_or_default();
    assert!(kept == current, "the types have changed: run with UPDATE_SCHEMA=1");
}

#[test]
fn the_schema_says_what_it_is() {
    let schema = schema();
    assert_eq!((&schema["title"], schema["additionalProperties"].as_bool()), (&json!("Catalogue"), Some(false)));
    assert!(schema["description"].as_str().is_some_and(|text| text.starts_with("What the shop sells")));
    let money = &schema["$defs"]["Money"];
    assert_eq!(
        (&money["type"], &money["minimum"], &money["maximum"]),
        (&json!("integer"), &json!(1), &json!(1_000_000_000_000_i64))
    );
    assert_eq!((&schema["$defs"]["Term"]["minimum"], &schema["$defs"]["Term"]["maximum"]), (&json!(1), &json!(3)));
    assert_eq!(schema["$defs"]["EditionCode"]["pattern"], json!("^[a-z0-9_]{1,22}$"));
}

#[test]
fn the_shipped_catalogue_satisfies_the_schema() {
    assert!(is_valid(&shipped(), &schema(), &schema()));
}

#[test]
fn schema_and_decoder_agree_on_what_is_required() {
    let (file, schema) = (shipped(), schema());
    for place in places(&file).iter().filter(|place| place.field.is_some()) {
        let is_map = place.parent().ends_with("/values");
        let without = without(&file, place);
        assert_eq!(is_valid(&without, &schema, &schema), place.is_optional() || is_map, "{}", place.path);
        assert_eq!(Catalogue::parse(&without.to_string()).is_ok(), place.is_optional(), "{}", place.path);
    }
}

#[test]
fn schema_and_decoder_agree_that_unknown_fields_are_refused() {
    let (file, schema) = (shipped(), schema());
    for place in places(&file).iter().filter(|place| file.pointer(&place.pointer).is_some_and(Value::is_object)) {
        let more = with_field(&file, &place.pointer, "surprise");
        assert_eq!(is_valid(&more, &schema, &schema), place.field.as_deref() == Some("values"), "{}", place.path);
        assert!(Catalogue::parse(&more.to_string()).is_err(), "{}", place.path);
    }
}

/// Whatever is put at whatever place: what the schema refuses, the decoder refuses; and what the decoder alone refuses
/// contradicts another part of the file.
#[test]
fn schema_and_decoder_agree_on_values() {
    let (file, schema) = (shipped(), schema());
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(3),
        json!(4),
        json!(101),
        json!(1_000_000_001),
        json!(1_000_000_000_001_i64),
        json!(1.5),
        json!(""),
        json!(" "),
        json!("text"),
        json!("Not a Code"),
        json!("a_code_that_is_far_too_long"),
        json!("web"),
        json!([]),
        json!([1, 1]),
        json!(["web"]),
        json!({}),
        json!({ "zh": "文", "en": "text" }),
    ];
    let mut kinds = BTreeSet::new();
    for place in places(&file).into_iter().filter(|place| kinds.insert(kind_of(place))) {
        for other in &others {
            let changed = replaced(&file, &place.pointer, other.clone());
            let allowed = is_valid(&changed, &schema, &schema);
            let problems = Catalogue::parse(&changed.to_string()).map_or_else(|problems| problems.0, |_| Vec::new());
            let misread = problems.iter().any(|problem| !is_contradiction(problem));
            assert!(!misread || !allowed, "{} = {other}: the schema allows it, {problems:?}", place.path);
            assert!(!problems.is_empty() || allowed, "{} = {other}: the schema alone refuses it", place.path);
        }
    }
}

/// Places that differ in their numbers alone are of one kind.
fn kind_of(place: &Place) -> String {
    place.path.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

/// What only the whole file shows.
fn is_contradiction(problem: &CatalogueProblem) -> bool {
    let is_reference = problem.path.contains(".values.") || problem.path.contains(".editions[");
    match &problem.expected {
        Expected::Unique | Expected::Ascending | Expected::AtLeast(2..) => true,
        Expected::Field => is_reference,
        Expected::OneOf(words) => is_reference || (problem.path.ends_with(".validity") && words.len() < 3),
        _ => false,
    }
}

/// As much of JSON Schema as this one uses.
fn is_valid(value: &Value, schema: &Value, root: &Value) -> bool {
    let Value::Object(rules) = schema else {
        return schema == &json!(true);
    };
    rules.iter().all(|(rule, wanted)| match rule.as_str() {
        "$schema" | "title" | "description" | "$defs" => true,
        "$ref" => is_valid(value, root.pointer(wanted.as_str().unwrap().trim_start_matches('#')).unwrap(), root),
        "type" => has_type(value, wanted.as_str().unwrap()),
        "const" => value == wanted,
        "enum" => wanted.as_array().unwrap().contains(value),
        "anyOf" => wanted.as_array().unwrap().iter().any(|choice| is_valid(value, choice, root)),
        "oneOf" => wanted.as_array().unwrap().iter().filter(|choice| is_valid(value, choice, root)).count() == 1,
        "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
        "pattern" => value.as_str().is_none_or(|text| matches_pattern(text, wanted.as_str().unwrap())),
        "minItems" => value.as_array().is_none_or(|entries| entries.len() as u64 >= wanted.as_u64().unwrap()),
        "uniqueItems" => value
            .as_array()
            .is_none_or(|entries| entries.iter().enumerate().all(|(index, entry)| !entries[..index].contains(entry))),
        "items" => value.as_array().is_none_or(|entries| entries.iter().all(|entry| is_valid(entry, wanted, root))),
        "required" => value.as_object().is_none_or(|fields| {
            wanted.as_array().unwrap().iter().all(|name| fields.contains_key(name.as_str().unwrap()))
        }),
        "properties" => value.as_object().is_none_or(|fields| {
            fields.iter().all(|(name, field)| wanted.get(name).is_none_or(|schema| is_valid(field, schema, root)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|fields| {
            fields
                .iter()
                .filter(|(name, _)| rules.get("properties").is_none_or(|known| known.get(name.as_str()).is_none()))
                .all(|(_, field)| is_valid(field, wanted, root))
        }),
        "propertyNames" => {
            value.as_object().is_none_or(|fields| fields.keys().all(|name| is_valid(&json!(name), wanted, root)))
        }
        other => panic!("a rule that is not known here: {other}"),
    })
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("a type that is not known here: {other}"),
    }
}

fn matches_pattern(text: &str, pattern: &str) -> bool {
    let is_code_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    match pattern {
        r"\S" => text.chars().any(|letter| !letter.is_whitespace()),
        "^[a-z0-9_]{1,22}$" => (1..=22).contains(&text.len()) && text.bytes().all(is_code_letter),
        other => panic!("a pattern that is not known here: {other}"),
    }
}
