//! Keys of writes (ORD-3): there, the right ones, and never for two things.

use axum::http::Method;
use chrono::TimeDelta;
use rules::vocabulary::AccountId;
use serde_json::json;
use service::personas::Persona;
use service::{Clock, RecordKind, RecordName, Records};

use crate::orders::{place, placing, reports};
use crate::shop::{Asked, Served};

fn cancel(key: &str) -> Asked {
    Asked::write(Method::POST, "/api/orders/order-a/cancellation", key).by(Persona::Advanced)
}

fn choose(key: &str, method: &str) -> Asked {
    Asked::post("/api/orders/order-a/payment-method", key, &json!({"method": method})).by(Persona::Advanced)
}

#[tokio::test]
async fn a_write_without_a_key_is_not_done() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let long = "k".repeat(101);
    for asked in [cancel("c-1").without("Idempotency-Key"), cancel(""), cancel("a b"), cancel(&long)] {
        assert_eq!(asked.at(&served).await.expect(400)["type"], "/problems/header");
    }
    cancel("c-1").at(&served).await.expect(204);
}

#[tokio::test]
async fn a_write_that_no_page_of_the_shop_sent_is_not_done() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    for asked in [cancel("c-1").without("X-Requested-By"), choose("c-2", "online").without("X-Requested-By")] {
        let told = asked.in_english().at(&served).await.expect(400);
        assert!(told["detail"].as_str().unwrap().contains("X-Requested-By"));
    }
}

#[tokio::test]
async fn the_key_of_an_order_is_its_id() {
    let served = Served::new().await;
    let order = placing(&served, Persona::Advanced, "order-a", &reports()).await;
    let told = Asked::post("/api/orders", "order-b", &order).by(Persona::Advanced).at(&served).await.expect(400);
    assert_eq!(told["type"], "/problems/header");
}

#[tokio::test]
async fn a_key_that_comes_again_with_another_request_is_refused() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    choose("k-1", "bank_transfer").at(&served).await.expect(204);
    choose("k-1", "bank_transfer").at(&served).await.expect(204);
    assert_eq!(choose("k-1", "online").at(&served).await.expect(422)["type"], "/problems/key-reused");
    assert_eq!(cancel("k-1").at(&served).await.expect(422)["type"], "/problems/key-reused");
    // Another person's key is another one.
    let other = choose("k-1", "online").without("Test-Session").by(Persona::FeeManager);
    assert_eq!(other.at(&served).await.expect(403)["type"], "/problems/refused");
}

#[tokio::test]
async fn what_is_sent_again_late_does_not_undo_what_was_chosen_since() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    choose("k-1", "bank_transfer").at(&served).await.expect(204);
    choose("k-2", "online").at(&served).await.expect(204);
    choose("k-1", "bank_transfer").at(&served).await.expect(204);
    let order = Asked::get("/api/orders/order-a").by(Persona::Advanced).at(&served).await.expect(200);
    assert_eq!(order["details"]["payment_method"], "online");
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    choose("k-1", "bank_transfer").at(&served).await.expect(204);
    served.clock.advance(TimeDelta::hours(23));
    choose("k-1", "online").at(&served).await.expect(422);
    served.clock.advance(TimeDelta::hours(1));
    choose("k-2", "bank_transfer").at(&served).await.expect(204);
    served.api.sweep().await;
    served.clock.advance(TimeDelta::hours(24));
    let left = served.api.shop.store.due_records(RecordKind::WriteKey, served.clock.now()).await.unwrap();
    let name = "demo-advanced-administrator k-2";
    assert_eq!(left, [RecordName::of(&AccountId::new("demo-advanced"), RecordKind::WriteKey, name)]);
    cancel("k-1").at(&served).await.expect(204);
}
