//! Invoices: asked for once, found, their titles and documents.

use rules::calendar::local_date;
use rules::vocabulary::{Channel, InvoiceId};
use serde_json::{Value, json};
use service::personas::Persona;
use service::{Clock, IssuerChoice, SimulatedIssuer};

use crate::shop::{Asked, Served};

/// A request for an invoice over one order, in the name of a company.
pub(crate) fn request(id: &str, order: &str) -> Value {
    json!({
        "invoice": id, "orders": [order], "kind": "ordinary",
        "title": {"holder": "company", "name": "云帆样例科技有限公司", "credit_code": "91350100M000100Y43"},
    })
}

async fn ask_for(served: &Served, id: &str, order: &str) -> Value {
    Asked::post("/api/invoices", id, &request(id, order)).by(Persona::Advanced).at(served).await.expect(201)
}

#[tokio::test]
async fn inv_3_an_invoice_is_asked_for_once_however_often_it_is_sent() {
    let served = Served::new().await;
    let wanted = request("i-1", "demo-advanced-order-1");
    let key = Asked::post("/api/invoice-keys", "i-1", &wanted).by(Persona::Advanced).at(&served).await.expect(200);
    assert_eq!(key["invoice"], "i-1");
    let invoice = ask_for(&served, "i-1", "demo-advanced-order-1").await;
    assert_eq!(ask_for(&served, "i-1", "demo-advanced-order-1").await, invoice);
    let list = Asked::get("/api/invoices").by(Persona::Advanced).at(&served).await.expect(200);
    assert_eq!((&list["total"], &list["rows"][0]), (&json!(1), &invoice));

    let other = Asked::post("/api/invoices", "i-2", &request("i-2", "demo-advanced-order-1")).by(Persona::Advanced);
    assert_eq!(other.at(&served).await.expect(409)["reasons"][0]["code"], "already_invoiced");
}

#[tokio::test]
async fn inv_2_every_detail_that_is_wrong_is_told() {
    let served = Served::new().await;
    let mut wanted = request("i-1", "demo-advanced-order-1");
    wanted["kind"] = json!("special");
    let told = Asked::post("/api/invoices", "i-1", &wanted).by(Persona::Advanced).at(&served).await.expect(422);
    let fields: Vec<&str> =
        told["reasons"].as_array().unwrap().iter().map(|reason| reason["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["address", "phone", "bank", "account"]);
}

#[tokio::test]
async fn inv_1_what_the_issuer_decides_at_once_is_in_the_answer_and_what_it_does_not_stays_requested() {
    for (choice, state) in [
        (IssuerChoice::Issue, "issued"),
        (IssuerChoice::RefuseTitle, "failed"),
        (IssuerChoice::BeDown, "failed"),
        (IssuerChoice::Wait, "requested"),
    ] {
        let served = Served::issuing(true, "/", choice).await;
        let told = ask_for(&served, "i-1", "demo-advanced-order-1").await["state"].clone();
        let told = told.as_object().map_or(told.clone(), |state| json!(state.keys().next()));
        assert_eq!(told, state, "{choice:?}");
    }
}

#[tokio::test]
async fn an_issuer_that_waited_is_asked_again_by_whoever_asks_again() {
    let served = Served::new().await;
    requested(&served).await;
    let invoice = ask_for(&served, "i-1", "demo-advanced-order-1").await;
    assert!(invoice["state"]["issued"].is_object(), "{invoice}");
}

/// Asked for, and no issuer was.
async fn requested(served: &Served) {
    let (shop, session) = (&served.api.shop, Persona::Advanced.session(served.clock.now()));
    let wanted = serde_json::from_value(request("i-1", "demo-advanced-order-1")).unwrap();
    shop.request_invoice(&session, Channel::Web, wanted).await.unwrap();
}

#[tokio::test]
async fn a_document_is_there_once_the_invoice_is_issued_in_the_language_that_was_asked_for() {
    let served = Served::new().await;
    requested(&served).await;
    let document = |query: &str| Asked::get(&format!("/api/invoices/i-1/document{query}")).by(Persona::Advanced);
    document("").at(&served).await.expect(404);
    ask_for(&served, "i-1", "demo-advanced-order-1").await;
    let asked = [(document(""), "zh-CN"), (document("?language=en"), "en"), (document("").in_english(), "en")];
    for (asked, language) in asked {
        let answer = asked.clone().with("Accept", "text/html").at(&served).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/html;charset=utf-8"));
        assert!(String::from_utf8_lossy(&answer.bytes).contains(&format!("lang=\"{language}\"")), "{asked:?}");
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"invoice-i-1.html\"");
    }
}

#[tokio::test]
async fn a_title_is_kept_for_the_next_time_until_it_is_forgotten() {
    let served = Served::new().await;
    ask_for(&served, "i-1", "demo-advanced-order-1").await;
    let titles = async || Asked::get("/api/invoice-titles").by(Persona::FeeManager).at(&served).await.expect(200);
    let kept = titles().await["titles"].clone();
    assert_eq!(kept.as_array().unwrap().len(), 1);
    let forget = Asked::post("/api/invoice-titles/removals", "f-1", &kept[0]).by(Persona::FeeManager);
    forget.at(&served).await.expect(204);
    assert_eq!(titles().await["titles"], json!([]));
    assert_eq!(titles().await["papers"][0][0], "i-1");
}

#[tokio::test]
async fn a_document_that_cannot_be_had_now_says_whether_it_is_made_or_nobody_answers() {
    for (choice, status, kind) in [
        (IssuerChoice::Wait, 409, "/problems/document-not-ready"),
        (IssuerChoice::BeDown, 503, "/problems/issuer-down"),
    ] {
        let served = Served::issuing(true, "/", choice).await;
        requested(&served).await;
        let (owner, issuer) = (Persona::Advanced.account(), SimulatedIssuer(IssuerChoice::Issue));
        served.api.shop.issue(&owner, &InvoiceId::new("i-1"), &issuer).await.unwrap();
        let answer = Asked::get("/api/invoices/i-1/document").by(Persona::Advanced).at(&served).await;
        assert_eq!(answer.expect(status)["type"], kind);
    }
}

#[tokio::test]
async fn invoices_are_found_by_state_days_and_order() {
    let served = Served::new().await;
    ask_for(&served, "i-1", "demo-advanced-order-1").await;
    let today = local_date(served.clock.now());
    let tomorrow = today.succ_opt().unwrap();
    for (query, is_found) in [
        ("state=issued", true),
        ("state=requested", false),
        ("order=demo-advanced-order-1", true),
        ("order=demo-advanced-order-2", false),
        (&format!("from={today}&until={today}"), true),
        (&format!("from={tomorrow}"), false),
        ("state=&from=&until=&order=", true),
    ] {
        let asked = Asked::get(&format!("/api/invoices?{query}")).by(Persona::Advanced).at(&served).await.expect(200);
        assert_eq!(asked["total"], u8::from(is_found), "{query}");
    }
    for query in ["state=lost", "from=1", "orders=demo-advanced-order-1"] {
        Asked::get(&format!("/api/invoices?{query}")).by(Persona::Advanced).at(&served).await.expect(400);
    }
}
