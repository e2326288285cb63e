//! Answers that are no success: RFC 9457, in the language that was asked for, without what is nobody's business.

use axum::http::Method;
use serde_json::{Value, json};
use service::personas::Persona;

use crate::shop::{Answer, Asked, Served};

/// A problem of this kind and status.
fn problem(answer: &Answer, status: u16, kind: &str) -> Value {
    let told = answer.expect(status);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!((&told["type"], &told["status"]), (&json!(kind), &json!(status)));
    assert!(!told["title"].as_str().unwrap().is_empty() && !told["detail"].as_str().unwrap().is_empty());
    told
}

#[tokio::test]
async fn a_problem_speaks_the_language_that_is_preferred() {
    let served = Served::new().await;
    let title = async |languages: &str| {
        let answer = Asked::get("/api/orders").with("Accept-Language", languages).at(&served).await;
        let told = problem(&answer, 401, "/problems/refused");
        assert_eq!(told["instance"], "/api/orders");
        (answer.header("content-language").to_owned(), told["title"].as_str().unwrap().to_owned())
    };
    let (chinese, english) = (("zh-CN".to_owned(), "未能办理".to_owned()), ("en".to_owned(), "Refused".to_owned()));
    assert_eq!(title("en").await, english);
    assert_eq!(title("zh-TW;q=0.5, en-GB;q=0.8, fr").await, english);
    assert_eq!(title("zh;q=0.9, en;q=0.25").await, chinese);
    assert_eq!(title("en;q=0, fr").await, chinese);
    assert_eq!(title("").await, chinese);
}

#[tokio::test]
async fn a_refusal_has_its_rule_its_sentence_and_its_ways_out() {
    let answer = Asked::get("/api/orders").in_english().at(&Served::new().await).await;
    let told = problem(&answer, 401, "/problems/refused");
    assert_eq!(told["reasons"][0]["rule"], "BUY-1");
    assert!(told["reasons"][0]["text"].as_str().unwrap().contains("sign in"));
    let remedy = &told["reasons"][0]["remedies"][0];
    assert_eq!(remedy["remedy"], "sign_in");
    assert!(!remedy["text"].as_str().unwrap().is_empty());
    let failure: api::Failure = serde_json::from_value(told["failure"].clone()).unwrap();
    let read: api::Problem = serde_json::from_value(told).unwrap();
    assert_eq!(read.into_failure(), failure);
}

#[tokio::test]
async fn what_a_store_says_of_itself_is_not_told() {
    let answer = Asked::get("/api/account").with("Test-Session", "broken").at(&Served::new().await).await;
    problem(&answer, 503, "/problems/store");
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("password"));
    assert_eq!(answer.header("retry-after"), "2");
}

#[tokio::test]
async fn an_address_that_is_none_is_not_found_and_is_no_page() {
    let served = Served::new().await;
    for path in ["/api", "/api/", "/api/nothing", "/api/orders/a/b/c", "/api/orders/%00", "/api/orders/%FF"] {
        problem(&Asked::get(path).by(Persona::Advanced).at(&served).await, 404, "/problems/not-found");
    }
}

#[tokio::test]
async fn a_method_that_an_address_does_not_know_is_told_with_those_that_it_does() {
    let served = Served::new().await;
    let answer = Asked::write(Method::PATCH, "/api/orders", "k").at(&served).await;
    problem(&answer, 405, "/problems/method");
    let mut allowed: Vec<&str> = answer.header("allow").split(',').collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["GET", "HEAD", "POST"]);
}

#[tokio::test]
async fn a_client_that_takes_no_json_is_told_so() {
    let served = Served::new().await;
    for accept in ["text/html", "image/png, text/plain"] {
        problem(&Asked::get("/api/session").with("Accept", accept).at(&served).await, 406, "/problems/not-acceptable");
    }
    for accept in ["*/*", "text/html, application/json;q=0.5", "application/*"] {
        Asked::get("/api/session").with("Accept", accept).at(&served).await.expect(200);
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_told_with_its_place() {
    let served = Served::new().await;
    let body = json!({"edition": {"edition": "advanced", "term": 7}});
    let told = Asked::get("/api/quotes").posting(&body).in_english().at(&served).await;
    let told = problem(&told, 400, "/problems/unreadable-body");
    assert!(told["detail"].as_str().unwrap().contains("\"edition.term\""), "{told}");
    let quote = || Asked::get("/api/quotes").posting(&json!({}));
    for text in
        ["", "{", "[]x", "{} {}", "\"\\u0000\"", r#"{"packs": [{"add_on": "\u0000", "size": 1, "quantity": 1}]}"#]
    {
        problem(&quote().text(text).at(&served).await, 400, "/problems/unreadable-body");
    }
    problem(&quote().without("Content-Type").at(&served).await, 415, "/problems/media-type");
    let plain = quote().without("Content-Type").with("Content-Type", "text/plain").at(&served).await;
    problem(&plain, 415, "/problems/media-type");
    let charset = quote().without("Content-Type").with("Content-Type", "application/json; charset=utf-8");
    problem(&charset.at(&served).await, 422, "/problems/refused");
    problem(&quote().text(&" ".repeat(65 * 1024)).at(&served).await, 413, "/problems/too-large");
}

#[tokio::test]
async fn the_api_is_under_the_base_of_the_shop() {
    let served = Served::of(true, "/shop/").await;
    Asked::get("/shop/api/session").at(&served).await.expect(200);
    let told = problem(&Asked::get("/shop/api/orders").at(&served).await, 401, "/problems/refused");
    assert_eq!(told["instance"], "/shop/api/orders");
    let described = Asked::get("/shop/api/openapi.json").at(&served).await.expect(200);
    assert_eq!(described["servers"][0]["url"], "/shop");
    assert_eq!(Asked::get("/api/session").at(&served).await.status.as_u16(), 404);
}
