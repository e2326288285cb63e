//! The JSON Schema of a catalogue file: what the types say, and the limits that the decoder sets to them.
//!
//! What one place cannot show (codes that repeat, references that lead nowhere) only [`super::Catalogue::parse`] finds.

use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, schema_for};
use serde_json::{Value, json};

use super::Catalogue;
use super::values::{HIGHEST_COUNT, HIGHEST_PRICE_FEN};

/// A text with anything in it.
const TEXT: &str = r"\S";
const CODE: &str = "^[a-z0-9_]{1,22}$";

/// The JSON Schema of a catalogue file, for editors that check while one types.
#[must_use]
pub fn json_schema() -> Schema {
    let mut schema = schema_for!(Catalogue);
    for code in ["EditionCode", "AddOnCode"] {
        set(&mut schema, &format!("/$defs/{code}"), &[("pattern", json!(CODE))]);
    }
    let price = [("minimum", json!(1)), ("maximum", json!(HIGHEST_PRICE_FEN))];
    set(&mut schema, "/$defs/Money", &price);
    set(&mut schema, "/$defs/Feature/properties/values", &[("propertyNames", json!({ "pattern": CODE }))]);
    RecursiveTransform(as_decoded).transform(&mut schema);
    schema
}

fn set(schema: &mut Schema, pointer: &str, limits: &[(&str, Value)]) {
    if let Some(Value::Object(place)) = schema.pointer_mut(pointer) {
        place.extend(limits.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    }
}

/// What holds for every text, count and list, and that `null` is never a value.
fn as_decoded(schema: &mut Schema) {
    let Some(place) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = place.get("type") {
        let stated = types.iter().find(|stated| **stated != json!("null")).cloned();
        place.insert("type".to_owned(), stated.unwrap_or_default());
    }
    if let Some(Value::Array(choices)) = place.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&json!("null")));
    }
    let limit = match place.get("type").and_then(Value::as_str) {
        Some("string") if !place.contains_key("enum") && !place.contains_key("const") => ("pattern", json!(TEXT)),
        Some("array") => ("minItems", json!(1)),
        Some("integer") => ("maximum", json!(HIGHEST_COUNT)),
        _ => return,
    };
    place.entry(limit.0).or_insert(limit.1);
    // The number formats of Rust mean nothing to an editor.
    place.remove("format");
}
