//! The description of the API (OpenAPI 3.1): current, whole, and about everything that can be answered.

use std::collections::BTreeSet;

use serde_json::Value;
use server::api::description;

use crate::shop::{Asked, InTests, Served};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");

fn described() -> Value {
    serde_json::to_value(description::<InTests>()).unwrap()
}

#[test]
fn the_description_in_the_repository_is_current() {
    let current = described();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(FILE, format!("{current:#}\n")).unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap_or_default()).unwrap_or_default();
    assert!(kept == current, "the API has changed: run with UPDATE_OPENAPI=1");
}

#[tokio::test]
async fn the_description_is_served() {
    assert_eq!(Asked::get("/api/openapi.json").at(&Served::new().await).await.expect(200), described());
}

#[test]
fn every_reference_leads_somewhere() {
    let described = described();
    let mut references = Vec::new();
    collect(&described, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(described.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                references.push(reference.clone());
            }
            fields.values().for_each(|value| collect(value, references));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

#[test]
fn every_operation_says_what_it_does_and_what_can_come() {
    let described = described();
    assert!(described["openapi"].as_str().unwrap().starts_with("3.1."));
    let mut ids = BTreeSet::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{name}");
            assert!(operation["summary"].as_str().is_some_and(|summary| summary.ends_with('.')), "{name}");
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let has = |parameter: &str| parameters.iter().any(|known| known["name"] == parameter);
            let changes = method != "get" && path != "/api/quotes";
            assert_eq!(has("Idempotency-Key"), changes, "{name}");
            assert_eq!(has("X-Requested-By"), changes && !is_signed(operation), "{name}");
            let answers = operation["responses"].as_object().unwrap();
            for status in ["400", "406", "500", "503"] {
                assert!(answers.contains_key(status), "{name}: {status}");
            }
            // What is signed is read, whether or not it should have a body.
            let is_read = operation["requestBody"].is_object() || is_signed(operation);
            assert_eq!(answers.contains_key("413"), is_read, "{name}");
            assert_eq!(answers.contains_key("415"), operation["requestBody"].is_object(), "{name}");
            assert!(method == "get" || answers.contains_key("403"), "{name}");
            assert_eq!(answers.contains_key("401"), operation["security"].is_array(), "{name}");
            assert!(!path.contains('{') || answers.contains_key("404"), "{name}");
        }
    }
}

fn is_signed(operation: &Value) -> bool {
    operation["security"][0]["partner_signature"].is_array()
}
