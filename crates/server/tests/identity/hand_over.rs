//! The mini-program hands a session over to its web view (CH-12).

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use service::personas::Persona;

use crate::browser::Browser;
use crate::desk::{Answer, Desk};
use crate::signed_calls::Call;

async fn handed_over(desk: &Desk, body: Value) -> String {
    let told = Call::new(Method::POST, "/api/partner/handovers").with(&body).at(desk).await.expect(201);
    told["token"].as_str().unwrap().to_owned()
}

async fn take(browser: &mut Browser, desk: &Desk, token: &str) -> Answer {
    browser.send(desk, Method::POST, "/api/session/handover", Some(json!({ "token": token }))).await
}

fn of_advanced() -> Value {
    json!({ "person": Persona::Advanced.person(), "account": "demo-advanced", "channel": "mini_program" })
}

#[tokio::test]
async fn a_session_that_is_handed_over_is_in_the_channel_of_the_mini_program() {
    let (desk, mut view) = (Desk::new().await, Browser::default());
    let token = handed_over(&desk, of_advanced()).await;
    take(&mut view, &desk, &token).await.expect(204);
    let told = view.get(&desk, "/api/session").await.expect(200);
    assert_eq!((&told["channel"], &told["session"]["account"]), (&json!("mini_program"), &json!("demo-advanced")));
}

#[tokio::test]
async fn a_hand_over_is_taken_once() {
    let desk = Desk::new().await;
    let token = handed_over(&desk, of_advanced()).await;
    take(&mut Browser::default(), &desk, &token).await.expect(204);
    let mut thief = Browser::default();
    let told = take(&mut thief, &desk, &token).await.expect(403);
    assert_eq!(told["type"], "/problems/hand-over");
    assert_eq!(thief.token, None);
}

#[tokio::test]
async fn a_hand_over_is_taken_within_a_minute() {
    let desk = Desk::new().await;
    let token = handed_over(&desk, of_advanced()).await;
    desk.pass(TimeDelta::seconds(60));
    take(&mut Browser::default(), &desk, &token).await.expect(403);
    let token = handed_over(&desk, of_advanced()).await;
    desk.pass(TimeDelta::seconds(59));
    take(&mut Browser::default(), &desk, &token).await.expect(204);
}

#[tokio::test]
async fn the_session_before_is_over_once_another_is_taken_over() {
    let desk = Desk::new().await;
    let mut view = Browser::of(&desk, Persona::Flagship).await;
    let mut old = view.clone();
    let token = handed_over(&desk, of_advanced()).await;
    take(&mut view, &desk, &token).await.expect(204);
    assert_eq!(old.session(&desk).await, json!(null));
}

#[tokio::test]
async fn the_personal_mini_program_hands_over_to_an_account_of_one_s_own() {
    let (desk, mut view) = (Desk::new().await, Browser::default());
    let body = json!({ "person": Persona::Uncertified.person(), "channel": "personal_mini_program" });
    let token = handed_over(&desk, body).await;
    take(&mut view, &desk, &token).await.expect(204);
    let told = view.get(&desk, "/api/session").await.expect(200);
    let own = format!("person-{}", Persona::Uncertified.person().as_str());
    assert_eq!((&told["channel"], &told["session"]["account"]), (&json!("personal_mini_program"), &json!(own)));
}

#[tokio::test]
async fn nobody_is_handed_over_to_an_enterprise_that_they_have_not_joined() {
    let desk = Desk::new().await;
    for (person, account, status) in
        [(Persona::Advanced.person(), "demo-flagship", 403), (rules::vocabulary::PersonId::new("nobody"), "e", 404)]
    {
        let body = json!({ "person": person, "account": account, "channel": "mini_program" });
        Call::new(Method::POST, "/api/partner/handovers").with(&body).at(&desk).await.expect(status);
    }
}

#[tokio::test]
async fn ch_12_what_an_address_or_a_header_says_changes_nothing_for_a_session() {
    let desk = Desk::new().await;
    let browser = Browser::of(&desk, Persona::Advanced).await;
    let mut claiming = Browser { says: vec![("shop-channel", "mini_program")], ..browser };
    let told = claiming.get(&desk, "/api/session?channel=mini_program").await.expect(200);
    assert_eq!(told["channel"], "web");
    // Nor does what is said when signing in.
    let mut visitor = Browser::default();
    desk.pass(TimeDelta::minutes(1));
    let phone = server::identity::sample_phone(Persona::Advanced);
    visitor.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    let body = json!({ "phone": phone, "code": code, "channel": "mini_program" });
    visitor.send(&desk, Method::POST, "/api/sign-in", Some(body)).await.expect(200);
    assert_eq!(visitor.get(&desk, "/api/session").await.expect(200)["channel"], "web");
}

#[tokio::test]
async fn buy_4_only_a_handed_over_session_is_free_of_the_security_phone() {
    let desk = Desk::new().await;
    let mut web = Browser::of(&desk, Persona::Advanced).await;
    assert!(reasons_against_an_order(&mut web, &desk).await.contains(&"phone_not_verified".to_owned()));
    let (token, mut view) = (handed_over(&desk, of_advanced()).await, Browser::default());
    take(&mut view, &desk, &token).await.expect(204);
    assert!(!reasons_against_an_order(&mut view, &desk).await.contains(&"phone_not_verified".to_owned()));
}

/// The codes of the reasons against an order of reports, whose shown price is made up, so that there always is one.
async fn reasons_against_an_order(browser: &mut Browser, desk: &Desk) -> Vec<String> {
    let order = json!({
        "order": "o", "shown": "made up", "accepted_terms": null,
        "basket": { "packs": [{ "add_on": "signing_report", "size": 100, "quantity": 1 }] },
    });
    let told = browser.send_with_key(desk, Method::POST, "/api/orders", Some(order), "o").await;
    let told: Value = serde_json::from_slice(told.bytes()).unwrap();
    let reasons = told["reasons"].as_array().unwrap_or_else(|| panic!("{told}"));
    reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
}
