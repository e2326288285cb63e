//! Another version of the catalogue comes into force while people buy.

use axum::body::Bytes;
use chrono::TimeDelta;
use rules::Catalogue;
use serde_json::{Value, json};
use service::Clock;
use service::personas::Persona;

use crate::orders::{placing, reports};
use crate::shop::{Asked, CATALOGUE, Served};

const BUYER: Persona = Persona::Advanced;

/// The sample's, with another name and another price of ten signing reports.
fn dearer() -> String {
    let text = CATALOGUE.replacen("2026-11-sample.1", "dearer", 1);
    text.replacen("{ \"amount\": 10, \"price_fen\": 50000 }", "{ \"amount\": 10, \"price_fen\": 60000 }", 1)
}

/// The sample's without signing reports.
fn without_reports() -> String {
    let mut file: Value = serde_json::from_str(CATALOGUE).unwrap();
    file["version"] = json!("without reports");
    file["add_ons"].as_array_mut().unwrap().retain(|add_on| add_on["code"] != "signing_report");
    file.to_string()
}

/// A shop that sells by this one in an hour.
async fn before(text: String) -> Served {
    let served = Served::new().await;
    let from = served.clock.now() + TimeDelta::hours(1);
    served.api.shop.catalogues.plan(from, Catalogue::parse(&text).unwrap());
    served.api.catalogue.plan(from, Bytes::from(text));
    served.clock.advance(TimeDelta::minutes(59));
    served
}

async fn place(served: &Served, id: &str, order: &Value) -> crate::shop::Answer {
    Asked::post("/api/orders", id, order).by(BUYER).at(served).await
}

#[tokio::test]
async fn the_catalogue_and_its_tag_change_at_the_instant() {
    let served = before(dearer()).await;
    let old = Asked::get("/api/catalogue").at(&served).await;
    assert_eq!(old.bytes, CATALOGUE.as_bytes());
    served.clock.advance(TimeDelta::minutes(1));
    let new = Asked::get("/api/catalogue").with("If-None-Match", old.header("etag")).at(&served).await;
    new.expect(200);
    assert_eq!(new.bytes, dearer().as_bytes());
}

#[tokio::test]
async fn ord_4_who_was_shown_the_price_before_the_change_is_told_the_new_one_and_confirms_it() {
    let served = before(dearer()).await;
    let mut order = placing(&served, BUYER, "order-a", &reports()).await;
    served.clock.advance(TimeDelta::minutes(1));
    let told = place(&served, "order-a", &order).await.expect(409);
    assert_eq!((&told["reasons"][0]["code"], &told["reasons"][0]["total"]), (&json!("quote_changed"), &json!(60_000)));
    order["shown"] = placing(&served, BUYER, "order-a", &reports()).await["shown"].clone();
    let placed = place(&served, "order-a", &order).await.expect(201);
    let details = (&placed["details"]["total"], &placed["details"]["catalogue_version"]);
    assert_eq!(details, (&json!(60_000), &json!("dearer")));
}

#[tokio::test]
async fn ord_4_an_order_that_was_placed_before_is_paid_at_its_own_price() {
    let served = before(dearer()).await;
    let order = placing(&served, BUYER, "order-a", &reports()).await;
    let placed = place(&served, "order-a", &order).await.expect(201);
    served.clock.advance(TimeDelta::minutes(1));
    let again = place(&served, "order-a", &order).await.expect(201);
    assert_eq!(again["details"], placed["details"]);
    let pay = Asked::post("/api/orders/order-a/payment", "pay", &json!({"choice": "pay"})).by(BUYER);
    assert_eq!(pay.at(&served).await.expect(200)["outcome"], "paid");
    let paid = Asked::get("/api/orders/order-a").by(BUYER).at(&served).await.expect(200);
    assert_eq!(paid["details"]["total"], 50_000);
}

#[tokio::test]
async fn ord_4_an_order_for_what_is_no_longer_sold_is_delivered_when_it_is_paid() {
    let served = before(without_reports()).await;
    let order = placing(&served, BUYER, "order-a", &reports()).await;
    place(&served, "order-a", &order).await.expect(201);
    served.clock.advance(TimeDelta::minutes(1));
    let refused = Asked::get("/api/quotes").posting(&reports()).by(BUYER).at(&served).await.expect(422);
    assert_eq!(refused["reasons"][0]["code"], "pack_not_sold");
    let pay = Asked::post("/api/orders/order-a/payment", "pay", &json!({"choice": "pay"})).by(BUYER);
    pay.at(&served).await.expect(200);
    let paid = Asked::get("/api/orders/order-a").by(BUYER).at(&served).await.expect(200);
    assert!(paid["state"]["provisioning"].is_object(), "{paid}");
}
