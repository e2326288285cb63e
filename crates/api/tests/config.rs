//! What a configuration may say, and how its mistakes are named.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use api::{BackendKind, Campaign, ClientConfig, LONGEST_CAMPAIGN_VALUE};

fn problem(json: &str) -> String {
    serde_json::from_str::<ClientConfig>(json).unwrap_err().to_string()
}

fn with_origin(origin: &str) -> String {
    serde_json::json!({ "backend": "browser", "embed": { "allowed_origins": [origin] } }).to_string()
}

fn with_endpoint(endpoint: &str) -> String {
    serde_json::json!({ "backend": "browser", "leads": { "endpoint": endpoint } }).to_string()
}

#[test]
fn the_shipped_file_is_read_and_embeds_nothing() {
    let config: ClientConfig = serde_json::from_str(include_str!("../../../public/config.json")).unwrap();
    assert_eq!(config, ClientConfig::of(BackendKind::Browser));
}

#[test]
fn an_endpoint_knows_its_origin() {
    for (address, origin) in [
        ("https://crm.example.com/leads?from=shop", "https://crm.example.com"),
        ("http://127.0.0.1:4000/leads", "http://127.0.0.1:4000"),
        ("https://crm.example.com", "https://crm.example.com"),
    ] {
        let config: ClientConfig = serde_json::from_str(&with_endpoint(address)).unwrap();
        assert_eq!(config.leads.unwrap().endpoint.origin().as_str(), origin);
    }
}

#[test]
fn an_endpoint_that_is_none_is_named_with_its_place() {
    for wrong in ["", "/leads", "crm.example.com", "ftp://crm.example.com/", "https://", "https://a b/", "https://a/;x"]
    {
        let problem = problem(&with_endpoint(wrong));
        assert!(problem.contains("leads.endpoint") && problem.contains(&format!("{wrong:?}")), "{problem}");
    }
}

#[test]
fn an_origin_is_read_as_browsers_write_it() {
    for origin in ["https://www.example.com", "http://127.0.0.1:8081", "https://xn--fiqs8s.example:8443"] {
        let config: ClientConfig = serde_json::from_str(&with_origin(origin)).unwrap();
        assert_eq!(config.allowed_origins().first().unwrap().as_str(), origin);
    }
}

#[test]
fn an_origin_that_is_none_is_named_with_its_place() {
    for wrong in [
        "*",
        "www.example.com",
        "https://www.example.com/",
        "https://www.example.com/page",
        "https://WWW.example.com",
        "https://*.example.com",
        "https://www.example.com:443",
        "http://www.example.com:80",
        "https://www.example.com:0",
        "https://www.example.com:99999",
        "https://a; script-src *",
        "https://user@www.example.com",
        "null",
    ] {
        let problem = problem(&with_origin(wrong));
        assert!(problem.contains("embed.allowed_origins") && problem.contains(&format!("{wrong:?}")), "{problem}");
    }
}

#[test]
fn a_field_that_nobody_knows_is_named() {
    for json in [
        r#"{"backend":"browser","lead":{}}"#,
        r#"{"backend":"browser","leads":{"endpoint":"https://a","lead":1}}"#,
        r#"{"backend":"browser","embed":{"allowed_origins":[],"lead":1}}"#,
    ] {
        assert!(problem(json).contains("unknown field `lead`"), "{}", problem(json));
    }
}

#[test]
fn campaign_parameters_are_bounded_and_none_is_made_up() {
    let campaign = Campaign::from_parameters(|name| match name {
        "utm_source" => Some("x".repeat(LONGEST_CAMPAIGN_VALUE + 1)),
        "utm_medium" => Some("邮件\n".to_owned()),
        "utm_term" => Some(String::new()),
        _ => None,
    });
    let expected = Campaign {
        utm_source: Some("x".repeat(LONGEST_CAMPAIGN_VALUE)),
        utm_medium: Some("邮件".to_owned()),
        ..Campaign::default()
    };
    assert_eq!(campaign, expected);
}
