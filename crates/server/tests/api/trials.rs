//! The trial, leads, and the contact data of both.

use api::CONTACT_DAYS;
use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use service::personas::Persona;

use crate::shop::{Asked, Served};

/// A form that is filled in well.
pub(crate) fn form() -> Value {
    json!({
        "contact_name": "林样", "contact_phone": "13800000000", "industry": "零售", "expected_signatures": "3000",
        "consent": true,
    })
}

/// What was agreed to.
pub(crate) fn consent() -> Value {
    json!({"version": "2026-01", "language": "zh-CN"})
}

fn application(id: &str, form: &Value) -> Value {
    json!({"application": {"application": id, "edition": "flagship", "form": form}, "consent": consent()})
}

fn apply(id: &str, form: &Value) -> Asked {
    Asked::post("/api/trial-applications", id, &application(id, form)).by(Persona::Experience)
}

#[tokio::test]
async fn trial_3_the_same_application_again_is_the_same_trial_and_another_is_refused() {
    let served = Served::new().await;
    let wanted = json!({"edition": "flagship", "fresh": "t-1"});
    let key = Asked::post("/api/trial-application-keys", "t-1", &wanted).by(Persona::Experience);
    assert_eq!(key.at(&served).await.expect(200)["application"], "t-1");
    apply("t-1", &form()).at(&served).await.expect(204);
    apply("t-1", &form()).at(&served).await.expect(204);
    assert_eq!(apply("t-2", &form()).at(&served).await.expect(409)["reasons"][0]["code"], "trial_used");
    let account = Asked::get("/api/account").by(Persona::Experience).at(&served).await.expect(200);
    assert_eq!(account["account"]["trial"]["application"], "t-1");
}

#[tokio::test]
async fn trial_4_every_mistake_of_the_form_is_told() {
    let mut wrong = form();
    wrong["contact_phone"] = json!("12");
    wrong["industry"] = json!("");
    let told = apply("t-1", &wrong).at(&Served::new().await).await.expect(422);
    let fields: Vec<&str> =
        told["reasons"].as_array().unwrap().iter().map(|reason| reason["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["contact_phone", "industry"]);
}

#[tokio::test]
async fn trial_7_a_visitor_leaves_a_lead_and_takes_it_back() {
    let served = Served::new().await;
    let lead = json!({"lead": {"lead": "l-1", "edition": "flagship", "form": form()}, "consent": consent()});
    let answer = Asked::post("/api/leads", "l-1", &lead).at(&served).await.expect(201);
    assert_eq!(answer["opens_trial"], "sign_in");
    let kept = async || Asked::get("/api/contacts/l-1").at(&served).await.expect(200)["is_kept"].clone();
    assert_eq!(kept().await, true);
    Asked::write(Method::DELETE, "/api/contacts/l-1", "e-1").at(&served).await.expect(204);
    assert_eq!(kept().await, false);
}

#[tokio::test]
async fn contact_data_is_erased_after_the_days_that_were_agreed_to() {
    let served = Served::new().await;
    let lead = json!({"lead": {"lead": "l-1", "edition": "flagship", "form": form()}, "consent": consent()});
    Asked::post("/api/leads", "l-1", &lead).at(&served).await.expect(201);
    apply("t-1", &form()).at(&served).await.expect(204);
    let after = async |days| {
        served.clock.advance(TimeDelta::days(days));
        served.api.sweep().await;
        let mut kept = Vec::new();
        for contact in ["l-1", "t-1"] {
            let asked = Asked::get(&format!("/api/contacts/{contact}")).by(Persona::Experience);
            kept.push(asked.at(&served).await.expect(200)["is_kept"] == true);
        }
        kept
    };
    assert_eq!(after(CONTACT_DAYS - 1).await, [true, true]);
    assert_eq!(after(1).await, [false, false]);
}

#[tokio::test]
async fn ch_12_a_visitor_says_where_the_shop_is_opened() {
    let served = Served::new().await;
    let asked = Asked::get("/api/session").with("Shop-Channel", "mini_program");
    assert_eq!(asked.at(&served).await.expect(200)["channel"], "mini_program");
    Asked::get("/api/session").with("Shop-Channel", "moon").at(&served).await.expect(400);
    let member = Asked::get("/api/session").with("Shop-Channel", "mini_program").by(Persona::Advanced);
    assert_eq!(member.at(&served).await.expect(200)["channel"], "web");
}
