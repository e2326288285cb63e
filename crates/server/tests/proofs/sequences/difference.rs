//! Where two answers differ.

use chrono::TimeDelta;
use rules::calendar::Instant;
use serde_json::Value;

/// The first place where they do, with both sides. Instants may be apart by `slack`, since a served shop has the clock of its
/// machine; digests of quotes, which have an instant in them, may then be others.
pub(super) fn difference(server: &Value, browser: &Value, slack: TimeDelta) -> Option<String> {
    if server == browser {
        return None;
    }
    let (place, server, browser) = first("", server, browser, slack)?;
    Some(format!("at {place}/\n  server:  {server}\n  browser: {browser}"))
}

fn first(place: &str, server: &Value, browser: &Value, slack: TimeDelta) -> Option<(String, String, String)> {
    match (server, browser) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
            names.into_iter().find_map(|name| {
                let of = |fields: &serde_json::Map<String, Value>| fields.get(name).cloned().unwrap_or_default();
                first(&format!("{place}/{name}"), &of(one), &of(other), slack)
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.into_iter().find_map(|(number, (one, other))| first(&format!("{place}/{number}"), one, other, slack))
        }
        (Value::String(one), Value::String(other)) if are_near(one, other, slack) => None,
        (Value::String(_), Value::String(_)) if place == "/digest" && slack > TimeDelta::zero() => None,
        _ if server == browser => None,
        _ => Some((place.to_owned(), server.to_string(), browser.to_string())),
    }
}

fn are_near(one: &str, other: &str, slack: TimeDelta) -> bool {
    match (one.parse::<Instant>(), other.parse::<Instant>()) {
        (Ok(one), Ok(other)) => one.signed_duration_since(other).abs() <= slack,
        _ => false,
    }
}
