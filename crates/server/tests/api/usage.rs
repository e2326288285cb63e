//! Use of quota: reported in batches, seen by days and row by row.

use serde_json::{Value, json};
use service::personas::Persona;

use crate::shop::{Asked, Served};

fn report(key: &str, subjects: impl Iterator<Item = u32>) -> Asked {
    let uses: Vec<Value> = subjects
        .map(|number| json!({"quota": "contract", "subject": format!("C-{number:05}"), "name": "采购合同"}))
        .collect();
    Asked::post("/api/usage/reports", key, &json!({"account": "demo-flagship", "uses": uses})).signed()
}

fn about(contract: &str, what: &str, key: &str, body: &Value) -> Asked {
    Asked::post(&format!("/api/contracts/{contract}/{what}"), key, body).signed()
}

async fn entries(served: &Served, query: &str) -> Value {
    let path = format!("/api/usage/entries?quota=contract{query}");
    Asked::get(&path).by(Persona::Flagship).at(served).await.expect(200)
}

#[tokio::test]
async fn quota_6_ten_thousand_uses_count_once_however_often_they_are_reported() {
    let served = Served::new().await;
    report("r-1", 0..10_000).at(&served).await.expect(204);
    report("r-1", 0..10_000).at(&served).await.expect(204);
    report("r-2", 0..10_000).at(&served).await.expect(204);
    let page = entries(&served, "&page_rows=200&page=50").await;
    assert_eq!((&page["total"], &page["pages"], &page["page"]), (&json!(10_000), &json!(50), &json!(50)));
    assert_eq!(page["rows"].as_array().unwrap().len(), 200);
    assert_eq!(page["rows"][0]["name"], "采购合同");
    let days = Asked::get("/api/usage/days?quota=contract&from=2026-03-01&until=2026-03-01").by(Persona::Flagship);
    assert_eq!(days.at(&served).await.expect(200)[0]["units"]["taken"], 10_000);
    assert_eq!(entries(&served, "&until=2026-02-28").await["total"], 0);
}

#[tokio::test]
async fn more_uses_than_one_report_takes_are_not_taken() {
    let served = Served::new().await;
    assert_eq!(report("r-1", 0..10_001).at(&served).await.expect(400)["type"], "/problems/unreadable-body");
    assert_eq!(report("r-1", 0..0).at(&served).await.expect(400)["type"], "/problems/unreadable-body");
    assert_eq!(entries(&served, "").await["total"], 0);
}

#[tokio::test]
async fn quota_4_a_report_beyond_what_is_left_is_refused_as_a_whole() {
    let served = Served::new().await;
    let uses = json!([{"quota": "meeting", "subject": "M-1", "name": "周会"}]);
    let asked = Asked::post("/api/usage/reports", "r-1", &json!({"account": "demo-flagship", "uses": uses})).signed();
    let told = asked.at(&served).await.expect(409);
    assert_eq!((&told["reasons"][0]["code"], &told["reasons"][0]["left"]), (&json!("quota_exhausted"), &json!(0)));
}

#[tokio::test]
async fn quota_2_a_contract_is_withdrawn_once_and_not_after_it_was_signed() {
    let served = Served::new().await;
    report("r-1", 0..2).at(&served).await.expect(204);
    let owner = json!({"account": "demo-flagship"});
    about("C-00000", "withdrawal", "w-1", &owner).at(&served).await.expect(204);
    about("C-00000", "withdrawal", "w-1", &owner).at(&served).await.expect(204);
    let signed = json!({"account": "demo-flagship", "signing": "signed"});
    about("C-00001", "signing", "s-1", &signed).at(&served).await.expect(204);
    let told = about("C-00001", "withdrawal", "w-2", &owner).at(&served).await.expect(409);
    assert_eq!(told["reasons"][0]["code"], "contract_not_withdrawable");
    let told = about("C-00009", "withdrawal", "w-3", &owner).at(&served).await.expect(404);
    assert_eq!(told["reasons"][0]["code"], "contract_unknown");
}

#[tokio::test]
async fn what_is_not_signed_by_the_e_sign_system_is_not_read() {
    let served = Served::new().await;
    let unsigned = report("r-1", 0..1).without("Signature").by(Persona::Flagship);
    assert_eq!(unsigned.at(&served).await.expect(401)["type"], "/problems/not-partner");
    assert_eq!(entries(&served, "").await["total"], 0);
}
