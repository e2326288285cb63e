//! What is sold, and what it costs.

use serde_json::json;
use service::personas::Persona;

use crate::shop::{Asked, CATALOGUE, Served};

#[tokio::test]
async fn the_catalogue_is_the_file_itself() {
    let answer = Asked::get("/api/catalogue").at(&Served::new().await).await;
    answer.expect(200);
    assert_eq!(answer.bytes, CATALOGUE.as_bytes());
}

#[tokio::test]
async fn a_visitor_gets_a_quote() {
    let basket = json!({"edition": {"edition": "advanced", "term": 2}});
    let told = Asked::get("/api/quotes").posting(&basket).at(&Served::new().await).await.expect(200);
    assert_eq!(told["quote"]["total"], 730_000);
    assert_eq!(told["digest"].as_str().map(str::len), Some(16));
    assert!(told["terms_version"].is_string());
}

#[tokio::test]
async fn a_quote_for_a_member_knows_the_account() {
    let served = Served::new().await;
    let basket = json!({"edition": {"edition": "professional", "term": 1}});
    let asked = Asked::get("/api/quotes").posting(&basket);
    let visitor = asked.clone().at(&served).await.expect(200);
    let member = asked.by(Persona::Advanced).at(&served).await.expect(200);
    assert!(visitor["quote"]["credit"].is_null());
    assert!(member["quote"]["credit"]["total"].as_i64() > Some(0));
}

#[tokio::test]
async fn a_basket_that_is_not_sold_is_refused_with_its_rule() {
    let basket = json!({"edition": {"edition": "golden", "term": 1}});
    let told = Asked::get("/api/quotes").posting(&basket).at(&Served::new().await).await.expect(422);
    assert_eq!(
        (&told["reasons"][0]["code"], &told["reasons"][0]["rule"]),
        (&json!("edition_not_sold"), &json!("ED-1"))
    );
}
