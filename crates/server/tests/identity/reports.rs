//! What the e-sign system reports of enterprises and their members.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use service::Store;
use service::personas::Persona;

use crate::browser::Browser;
use crate::desk::{Answer, Desk};
use crate::signed_calls::Call;

const E1: &str = "/api/partner/enterprises/e-1";
const P1: &str = "/api/partner/enterprises/e-1/members/p-1";

fn enterprise() -> Value {
    json!({
        "name": "初雪样例有限公司", "certification": "certified", "activation": "activated",
        "security_phone": "137 2222 3333",
    })
}

fn member() -> Value {
    json!({ "name": "何一", "phone": "13711111111", "roles": ["super_admin"] })
}

async fn put(desk: &Desk, path: &str, body: Value) -> Answer {
    Call::new(Method::PUT, path).with(&body).at(desk).await
}

async fn signed_in(desk: &Desk) -> Browser {
    let mut browser = Browser::default();
    browser.ask_for_code(desk, "13711111111").await.expect(200);
    let (_, code) = desk.message().await;
    browser.enter(desk, "13711111111", &code).await.expect(200);
    browser
}

async fn events(desk: &Desk) -> usize {
    desk.store.load(&rules::vocabulary::AccountId::new("e-1")).await.unwrap().events.len()
}

#[tokio::test]
async fn a_member_of_a_reported_enterprise_signs_in_for_it() {
    let desk = Desk::new().await;
    put(&desk, E1, enterprise()).await.expect(204);
    put(&desk, P1, member()).await.expect(204);
    let mut browser = signed_in(&desk).await;
    assert_eq!(browser.session(&desk).await["person"]["roles"], json!(["super_admin"]));
    let told = browser.get(&desk, "/api/account").await.expect(200);
    let holder = &told["account"]["holder"]["enterprise"];
    assert_eq!(holder["name"], "初雪样例有限公司");
    assert_eq!(holder["security_phone"], "137****3333");
    assert_eq!((&holder["certification"], &holder["activation"]), (&json!("certified"), &json!("activated")));
}

#[tokio::test]
async fn a_report_that_is_sent_again_late_does_not_undo_what_was_reported_since() {
    let desk = Desk::new().await;
    put(&desk, E1, enterprise()).await.expect(204);
    let joined = Call::new(Method::PUT, P1).with(&member());
    joined.at(&desk).await.expect(204);
    let mut browser = signed_in(&desk).await;
    Call::new(Method::DELETE, P1).at(&desk).await.expect(204);
    joined.again().at(&desk).await.expect(204);
    assert_eq!(browser.session(&desk).await, json!(null));
    // As a new report it counts.
    put(&desk, P1, member()).await.expect(204);
    desk.pass(TimeDelta::minutes(1));
    assert_eq!(signed_in(&desk).await.session(&desk).await["person"]["roles"], json!(["super_admin"]));
}

#[tokio::test]
async fn a_report_that_was_refused_is_taken_when_it_is_sent_again() {
    let desk = Desk::new().await;
    let joined = Call::new(Method::PUT, P1).with(&member());
    joined.at(&desk).await.expect(404);
    put(&desk, E1, enterprise()).await.expect(204);
    joined.again().at(&desk).await.expect(204);
    assert_eq!(signed_in(&desk).await.session(&desk).await["person"]["roles"], json!(["super_admin"]));
}

#[tokio::test]
async fn the_same_report_again_changes_nothing_and_another_one_does() {
    let desk = Desk::new().await;
    put(&desk, E1, enterprise()).await.expect(204);
    let opened = events(&desk).await;
    put(&desk, E1, enterprise()).await.expect(204);
    assert_eq!(events(&desk).await, opened);
    let mut changed = enterprise();
    changed["name"] = json!("初雪集团有限公司");
    changed["security_phone"] = json!("13733334444");
    changed["certification"] = json!("uncertified");
    changed["activation"] = json!("no_sign_account");
    put(&desk, E1, changed).await.expect(204);
    put(&desk, P1, member()).await.expect(204);
    let told = signed_in(&desk).await.get(&desk, "/api/account").await.expect(200);
    let holder = told["account"]["holder"]["enterprise"].clone();
    let expected = json!({
        "name": "初雪集团有限公司", "certification": "uncertified", "activation": "no_sign_account",
        "security_phone": "137****4444",
    });
    assert_eq!(holder, expected);
}

#[tokio::test]
async fn a_member_who_is_removed_or_loses_a_role_notices_it_at_once() {
    let desk = Desk::new().await;
    put(&desk, E1, enterprise()).await.expect(204);
    put(&desk, P1, member()).await.expect(204);
    let mut browser = signed_in(&desk).await;
    let mut fewer = member();
    fewer["roles"] = json!(["employee"]);
    put(&desk, P1, fewer).await.expect(204);
    assert_eq!(browser.session(&desk).await["person"]["roles"], json!(["employee"]));
    for _ in 0..2 {
        Call::new(Method::DELETE, P1).at(&desk).await.expect(204);
    }
    assert_eq!(browser.session(&desk).await, json!(null));
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    let desk = Desk::new().await;
    let with = |mut body: Value, field: &str, value: Value| {
        body[field] = value;
        body
    };
    put(&desk, P1, member()).await.expect(404);
    put(&desk, E1, with(enterprise(), "security_phone", json!("010-12345678"))).await.expect(400);
    put(&desk, E1, with(enterprise(), "other", json!(1))).await.expect(400);
    put(&desk, E1, with(enterprise(), "name", json!(""))).await.expect(400);
    for path in ["/api/partner/enterprises/demo-buyer", "/api/partner/enterprises/person-x"] {
        assert_eq!(put(&desk, path, enterprise()).await.expect(409)["type"], "/problems/taken");
    }
    assert_eq!(events(&desk).await, 0);
    put(&desk, E1, enterprise()).await.expect(204);
    let of_another = server::identity::sample_phone(Persona::Advanced);
    put(&desk, P1, with(member(), "phone", json!(of_another))).await.expect(409);
    assert_eq!(desk.store.members(&rules::vocabulary::AccountId::new("e-1")).await.unwrap(), []);
}

#[tokio::test]
async fn nobody_with_a_session_reports_anything() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    browser.send(&desk, Method::PUT, E1, Some(enterprise())).await.expect(401);
    browser.send(&desk, Method::DELETE, P1, None).await.expect(401);
}
