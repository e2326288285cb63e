//! Orders, from a quote to delivery, and what is against them.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use service::personas::Persona;

use crate::shop::{Answer, Asked, Served};

/// A basket with one pack of signing reports.
pub(crate) fn reports() -> Value {
    json!({"packs": [{"add_on": "signing_report", "size": 10, "quantity": 1}]})
}

/// An order as a client places it, with what was shown to this customer.
pub(crate) async fn placing(served: &Served, persona: Persona, id: &str, basket: &Value) -> Value {
    let shown = Asked::get("/api/quotes").posting(basket).by(persona).at(served).await.expect(200);
    json!({
        "order": id,
        "basket": basket,
        "shown": shown["digest"],
        "accepted_terms": shown["terms_version"],
        "payment_method": "online",
    })
}

/// Places one pack of signing reports.
pub(crate) async fn place(served: &Served, persona: Persona, id: &str) -> Answer {
    let order = placing(served, persona, id, &reports()).await;
    Asked::post("/api/orders", id, &order).by(persona).at(served).await
}

async fn state_of(served: &Served, persona: Persona, id: &str) -> Value {
    let order = Asked::get(&format!("/api/orders/{id}")).by(persona).at(served).await.expect(200);
    order["state"].clone()
}

#[tokio::test]
async fn an_order_is_placed_paid_and_delivered() {
    let served = Served::new().await;
    let wanted = json!({"basket": reports(), "fresh": "order-a"});
    let key = Asked::post("/api/order-keys", "order-a", &wanted).by(Persona::Advanced).at(&served).await.expect(200);
    assert_eq!(key["order"], "order-a");
    let placed = place(&served, Persona::Advanced, "order-a").await.expect(201);
    assert_eq!((&placed["order"], &placed["state"]), (&json!("order-a"), &json!("unpaid")));

    let paying = Asked::post("/api/orders/order-a/payment", "pay-a", &json!({"choice": "pay"})).by(Persona::Advanced);
    assert_eq!(paying.at(&served).await.expect(200)["outcome"], "paid");
    assert!(state_of(&served, Persona::Advanced, "order-a").await["provisioning"].is_object());
    served.clock.advance(TimeDelta::minutes(5));
    assert!(state_of(&served, Persona::Advanced, "order-a").await["delivered"].is_object());

    let events = Asked::get("/api/orders/order-a/events").by(Persona::Advanced).at(&served).await.expect(200);
    let names: Vec<String> = events.as_array().unwrap().iter().map(name_of_event).collect();
    assert_eq!(names, ["order_placed", "order_paid", "batch_granted", "order_delivered"]);
}

#[tokio::test]
async fn ord_1_the_e_sign_system_reports_that_an_order_is_delivered() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let report =
        |order: &str, key| Asked::write(Method::POST, &format!("/api/partner/orders/{order}/delivery"), key).signed();
    let told = report("order-a", "d-1").at(&served).await.expect(409);
    assert_eq!(told["reasons"][0]["code"], "order_state_refuses");
    assert_eq!(report("order-b", "d-2").at(&served).await.expect(404)["reasons"][0]["code"], "order_unknown");
    let paying = Asked::post("/api/orders/order-a/payment", "pay-a", &json!({"choice": "pay"})).by(Persona::Advanced);
    paying.at(&served).await.expect(200);
    for _ in 0..2 {
        report("order-a", "d-3").at(&served).await.expect(204);
    }
    assert!(state_of(&served, Persona::Advanced, "order-a").await["delivered"].is_object());
}

fn name_of_event(entry: &Value) -> String {
    entry["event"].as_object().unwrap().keys().next().unwrap().clone()
}

#[tokio::test]
async fn ord_3_an_order_that_is_sent_again_is_the_same_order() {
    let served = Served::new().await;
    let order = placing(&served, Persona::Advanced, "order-a", &reports()).await;
    let asked = Asked::post("/api/orders", "order-a", &order).by(Persona::Advanced);
    let first = asked.clone().at(&served).await.expect(201);
    assert_eq!(asked.at(&served).await.expect(201), first);
    let list = Asked::get("/api/orders?state=unpaid").by(Persona::Advanced).at(&served).await.expect(200);
    assert_eq!(list["total"], 1);
}

#[tokio::test]
async fn ord_3_a_key_never_stands_for_two_orders() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let other = json!({"packs": [{"add_on": "signing_report", "size": 10, "quantity": 2}]});
    let order = placing(&served, Persona::Advanced, "order-a", &other).await;
    let told = Asked::post("/api/orders", "order-a", &order).by(Persona::Advanced).at(&served).await.expect(422);
    assert_eq!(told["reasons"][0]["code"], "key_reused");
    let told = place(&served, Persona::Experience, "order-a").await.expect(422);
    assert_eq!(told["reasons"][0]["code"], "key_reused");
}

#[tokio::test]
async fn ord_4_another_price_than_was_shown_is_a_conflict_that_names_the_price() {
    let served = Served::new().await;
    let mut order = placing(&served, Persona::Advanced, "order-a", &reports()).await;
    order["shown"] = json!("0000000000000000");
    let told = Asked::post("/api/orders", "order-a", &order).by(Persona::Advanced).at(&served).await.expect(409);
    assert_eq!(told["reasons"][0]["code"], "quote_changed");
    assert!(told["reasons"][0]["total"].as_i64() > Some(0));
    assert_eq!(told["reasons"][0]["remedies"][0]["remedy"], "confirm_quote");
}

#[tokio::test]
async fn buy_4_an_unverified_phone_is_told_with_its_way_out() {
    let served = Served::new().await;
    let order = placing(&served, Persona::Advanced, "order-a", &reports()).await;
    let asked = Asked::post("/api/orders", "order-a", &order).by(Persona::Advanced).with("Test-Unverified", "yes");
    let told = asked.at(&served).await.expect(403);
    assert_eq!((&told["reasons"][0]["rule"], &told["failure"]["kind"]), (&json!("BUY-4"), &json!("refused")));
    assert_eq!(told["reasons"][0]["remedies"][0]["remedy"], "verify_phone");
}

#[tokio::test]
async fn orders_are_found_by_state_day_and_words_page_by_page() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let found = async |query: &str| {
        let list = Asked::get(&format!("/api/orders?{query}")).in_english().by(Persona::Advanced).at(&served).await;
        let list = list.expect(200);
        let rows = list["rows"].as_array().unwrap();
        rows.iter().map(|row| row["order"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (first, second) = ("demo-advanced-order-1", "demo-advanced-order-2");
    assert_eq!(found("").await, ["order-a", second, first]);
    assert_eq!(found("state=delivered").await, [second, first]);
    assert_eq!(found("state=&from=&until=&search=").await, ["order-a", second, first]);
    assert_eq!(found("from=2026-03-01").await, ["order-a"]);
    assert_eq!(found("until=2026-02-28").await, [second, first]);
    assert_eq!(found("search=ＯＲＤＥＲ-1").await, [first]);
    assert_eq!(found("search=signing%20report").await, ["order-a"]);
    assert_eq!(found("page_rows=2&page=2").await, [first]);
    assert_eq!(found("page_rows=2&page=9").await, [first]);
}

#[tokio::test]
async fn parameters_that_nobody_knows_or_reads_are_told() {
    let served = Served::new().await;
    for query in ["sort=price", "from=2026-02-30", "from=1", "state=lost", "page=0", "page=x", "page_rows=201"] {
        let told = Asked::get(&format!("/api/orders?{query}")).by(Persona::Advanced).at(&served).await.expect(400);
        assert_eq!(told["type"], "/problems/unreadable-parameter", "{query}");
    }
}

#[tokio::test]
async fn an_unpaid_order_is_given_up_once_and_for_all() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let cancel = |key| Asked::write(Method::POST, "/api/orders/order-a/cancellation", key).by(Persona::Advanced);
    cancel("c-1").at(&served).await.expect(204);
    cancel("c-1").at(&served).await.expect(204);
    assert!(state_of(&served, Persona::Advanced, "order-a").await["cancelled"].is_object());
    let paying = Asked::post("/api/orders/order-a/payment", "pay-a", &json!({"choice": "pay"})).by(Persona::Advanced);
    assert_eq!(paying.at(&served).await.expect(409)["reasons"][0]["code"], "order_state_refuses");
}

#[tokio::test]
async fn ord_2_another_payment_method_lets_an_order_wait_longer() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let path = "/api/orders/order-a/payment-method";
    let chosen = Asked::post(path, "m-1", &json!({"method": "bank_transfer"})).by(Persona::Advanced);
    chosen.at(&served).await.expect(204);
    served.clock.advance(TimeDelta::days(9));
    assert_eq!(state_of(&served, Persona::Advanced, "order-a").await, "unpaid");
}

#[tokio::test]
async fn a_proof_of_transfer_is_kept_where_it_is_one() {
    let served = Served::new().await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let path = "/api/orders/order-a/transfer-proof";
    Asked::get(path).by(Persona::Advanced).at(&served).await.expect(404);
    let proof =
        json!({"name": "transfer.png", "media_type": "image/png", "size": 3, "content": "data:image/png;base64,AAAA"});
    let put = |key, proof: &Value| Asked::write(Method::PUT, path, key).json(proof).by(Persona::Advanced);
    put("p-1", &proof).at(&served).await.expect(204);
    assert_eq!(Asked::get(path).by(Persona::Advanced).at(&served).await.expect(200), proof);

    let mut unfit = proof.clone();
    unfit["media_type"] = json!("image/gif");
    assert_eq!(put("p-2", &unfit).at(&served).await.expect(422)["type"], "/problems/unfit-proof");
    unfit = proof;
    unfit["size"] = json!(0);
    put("p-3", &unfit).at(&served).await.expect(422);
}

#[tokio::test]
async fn the_simulated_cashier_is_there_in_a_demonstration_alone() {
    let served = Served::of(false, "/").await;
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    let paying = Asked::post("/api/orders/order-a/payment", "pay-a", &json!({"choice": "pay"})).by(Persona::Advanced);
    assert_eq!(paying.at(&served).await.expect(403)["type"], "/problems/demonstration-only");
    assert_eq!(state_of(&served, Persona::Advanced, "order-a").await, "unpaid");
}

#[tokio::test]
async fn bind_3_a_person_binds_an_order_to_an_enterprise_that_they_have_joined() {
    let served = Served::new().await;
    let buyer = |asked: Asked| asked.with("Test-Session", "buyer/personal_mini_program").with("Test-Verified", "yes");
    let pack = json!([{"add_on": "contract_pack", "size": 1000, "quantity": 1}]);
    let basket = json!({"edition": {"edition": "advanced", "term": 1}, "packs": pack});
    let shown = buyer(Asked::get("/api/quotes").posting(&basket)).at(&served).await.expect(200);
    let order = json!({
        "order": "order-b", "basket": basket, "shown": shown["digest"], "accepted_terms": shown["terms_version"],
        "enterprise_name": Persona::Experience.holder_name(),
    });
    buyer(Asked::post("/api/orders", "order-b", &order)).at(&served).await.expect(201);
    let paying = Asked::post("/api/orders/order-b/payment", "pay-b", &json!({"choice": "pay"}));
    buyer(paying).at(&served).await.expect(200);

    let joined = buyer(Asked::get("/api/enterprises")).at(&served).await.expect(200);
    assert_eq!(joined[0]["enterprise"]["id"], "demo-experience");
    let bind =
        |key, enterprise| buyer(Asked::post("/api/orders/order-b/binding", key, &json!({"enterprise": enterprise})));
    let told = bind("b-1", "demo-advanced").at(&served).await.expect(422);
    assert_eq!(told["reasons"][0]["code"], "binding_target_missing");
    bind("b-2", "demo-experience").at(&served).await.expect(204);
    let order = buyer(Asked::get("/api/orders/order-b")).at(&served).await.expect(200);
    assert_eq!(order["details"]["binding"]["enterprise"], "demo-experience");
}

#[tokio::test]
async fn whoever_does_not_see_an_order_is_told_who_does() {
    let served = Served::new().await;
    let told = Asked::get("/api/orders/demo-advanced-order-1").by(Persona::FeeManager).at(&served).await.expect(403);
    assert_eq!(told["reasons"][0]["rule"], "ORD-7");
    Asked::get("/api/orders/demo-advanced-order-1").by(Persona::Experience).at(&served).await.expect(404);
}
