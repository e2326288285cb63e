//! Whatever a client sends, it is the client that is told so: never a 5xx, and always a problem.

use axum::http::Method;
use serde_json::Value;
use server::api::description;

use crate::shop::{Asked, InTests, Served};

const BODIES: [&str; 12] = [
    "",
    "{",
    "null",
    "[]",
    "{}",
    "1e999",
    "\"\\u0000\"",
    "\"\\ud800\"",
    r#"{"order": 1}"#,
    r#"{"packs": [{"add_on": "contract_pack", "size": 4294967295, "quantity": 4294967295}]}"#,
    r#"{"account": "", "uses": []}"#,
    r#"{"code": "一二三四五六"}"#,
];
const SEGMENTS: [&str; 6] = ["%00", "%FF", "%2e%2e", "a%0Ab", "%F0%9F%92%A9", "x"];
const QUERIES: [&str; 6] =
    ["", "?%", "?quota=%00", "?quota=contract&from=9999-12-31", "?page=18446744073709551615", "?search=%00"];

#[tokio::test]
async fn nothing_that_a_client_sends_breaks_the_shop() {
    let served = Served::new().await;
    let described = serde_json::to_value(description::<InTests>()).unwrap();
    let long = "y".repeat(5_000);
    for (path, item) in described["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            for segment in SEGMENTS.iter().copied().chain([long.as_str()]) {
                let at = filled(path, segment);
                for query in QUERIES {
                    for body in BODIES {
                        let asked = Asked::write(method.clone(), &format!("{at}{query}"), "key");
                        let asked = asked.with("Signature", "yes").with("Content-Type", "application/json").text(body);
                        check(asked.with("Test-Session", "advanced"), &served).await;
                        if method == Method::GET {
                            break;
                        }
                    }
                    if method != Method::GET {
                        break;
                    }
                }
                if !path.contains('{') {
                    break;
                }
            }
        }
    }
}

async fn check(asked: Asked, served: &Served) {
    let answer = asked.clone().at(served).await;
    assert!(answer.status.as_u16() < 500, "{asked:?}: {answer:?}");
    if answer.status.is_client_error() {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{asked:?}");
        let told: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(told["status"], answer.status.as_u16());
    }
}

fn filled(path: &str, segment: &str) -> String {
    let Some((before, rest)) = path.split_once('{') else {
        return path.to_owned();
    };
    format!("{before}{segment}{}", rest.split_once('}').unwrap().1)
}
