//! Sessions: what the cookie says, who is signed in, and that no token outlives what it was for.

use axum::http::Method;
use serde_json::json;
use service::personas::Persona;
use sqlx::{Connection, Row, SqliteConnection};

use crate::browser::Browser;
use crate::desk::Desk;

#[tokio::test]
async fn whoever_signed_in_is_known_by_a_cookie_that_no_script_reads() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    browser.sign_in(&desk, Persona::Advanced).await;
    let session = browser.session(&desk).await;
    assert_eq!(session["account"], "demo-advanced");
    assert_eq!(session["person"]["roles"], json!(["super_admin"]));
    assert_eq!(session["person"]["phone_verified_at"], json!(null));
    assert_eq!(browser.get(&desk, "/api/account").await.expect(200)["account"]["id"], "demo-advanced");
}

#[tokio::test]
async fn the_cookie_is_for_this_host_over_https_alone() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let phone = server::identity::sample_phone(Persona::Advanced);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    let answer = browser.enter(&desk, &phone, &code).await;
    let cookie = answer.header("set-cookie").unwrap();
    let (token, rest) = cookie.split_once(';').unwrap();
    assert_eq!(rest, " Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure");
    assert_eq!(token.strip_prefix("__Host-session=").unwrap().len(), 43, "256 bits");
}

#[tokio::test]
async fn a_token_from_before_the_sign_in_is_dead_after_it() {
    let desk = Desk::new().await;
    // Somebody else's session, put into this browser by whoever wants to share what comes.
    let mut attacker = Browser::of(&desk, Persona::Buyer).await;
    let mut victim = attacker.clone();
    victim.sign_in(&desk, Persona::Advanced).await;
    assert_ne!(victim.token, attacker.token);
    assert_eq!(attacker.session(&desk).await, json!(null));
    assert_eq!(victim.session(&desk).await["account"], "demo-advanced");
    // A made-up one becomes no session either.
    let mut fixed = Browser { token: Some("made-up".to_owned()), ..Browser::default() };
    fixed.sign_in(&desk, Persona::Flagship).await;
    assert_ne!(fixed.token.as_deref(), Some("made-up"));
}

#[tokio::test]
async fn a_stolen_token_is_worth_nothing_after_signing_out() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    let mut thief = browser.clone();
    let out = browser.send(&desk, Method::DELETE, "/api/session", None).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").unwrap().starts_with("__Host-session=; Path=/; Max-Age=0;"));
    assert_eq!(thief.session(&desk).await, json!(null));
    thief.get(&desk, "/api/orders").await.expect(401);
    // Out is out, also for somebody who never was in.
    browser.send(&desk, Method::DELETE, "/api/session", None).await.expect(204);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_that_person_alone() {
    let desk = Desk::new().await;
    let (mut one, mut other) = (Browser::of(&desk, Persona::Advanced).await, Browser::default());
    desk.pass(chrono::TimeDelta::minutes(1));
    other.sign_in(&desk, Persona::Advanced).await;
    let mut colleague = Browser::of(&desk, Persona::FeeManager).await;
    one.send(&desk, Method::DELETE, "/api/sessions", None).await.expect(204);
    assert_eq!(other.session(&desk).await, json!(null));
    assert_eq!(colleague.session(&desk).await["account"], "demo-advanced");
    Browser::default().send(&desk, Method::DELETE, "/api/sessions", None).await.expect(401);
}

#[tokio::test]
async fn another_account_is_another_token_and_the_old_one_is_dead_at_once() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Buyer).await;
    let mut old = browser.clone();
    let chosen = json!({ "account": "demo-experience" });
    browser.send(&desk, Method::PUT, "/api/session/account", Some(chosen)).await.expect(204);
    assert_eq!(browser.session(&desk).await["account"], "demo-experience");
    assert_eq!(old.session(&desk).await, json!(null));
}

#[tokio::test]
async fn nobody_acts_for_an_enterprise_that_they_have_not_joined() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    for account in ["demo-flagship", "demo-buyer", "nobody"] {
        let chosen = json!({ "account": account });
        let told = browser.send(&desk, Method::PUT, "/api/session/account", Some(chosen)).await.expect(403);
        assert_eq!(told["type"], "/problems/not-joined", "{account}");
    }
    assert_eq!(browser.session(&desk).await["account"], "demo-advanced");
}

#[tokio::test]
async fn a_person_chooses_among_the_accounts_that_they_can_act_for() {
    let desk = Desk::new().await;
    let mut buyer = Browser::of(&desk, Persona::Buyer).await;
    let told = buyer.get(&desk, "/api/session/accounts").await.expect(200);
    let accounts: Vec<_> = told.as_array().unwrap().iter().map(|known| known["account"].as_str().unwrap()).collect();
    let joined = ["demo-advanced", "demo-experience", "demo-professional-near-end", "demo-uncertified"];
    assert_eq!(accounts, [&joined[..], &["demo-buyer"]].concat());
    assert_eq!(told[0]["roles"], json!(["employee"]));
    assert_eq!(told[4]["roles"], json!(null));
    Browser::default().get(&desk, "/api/session/accounts").await.expect(401);
}

#[tokio::test]
async fn neither_a_token_nor_a_code_nor_who_asked_stands_in_the_database() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    browser.sign_in(&desk, Persona::Advanced).await;
    browser.ask_for_code(&desk, "13912345678").await.expect(200);
    let phone = server::identity::sample_phone(Persona::Flagship);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    let mut connection = SqliteConnection::connect(&desk.file()).await.unwrap();
    for table in ["sessions", "codes", "rates", "account_records", "shop_records"] {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT * FROM {table}")));
        for row in rows.fetch_all(&mut connection).await.unwrap() {
            for column in 0..row.len() {
                let Ok(text) = row.try_get::<String, _>(column) else { continue };
                for secret in [browser.token.as_deref().unwrap(), &code, "13912345678", &phone] {
                    assert!(!text.contains(secret), "{table}: {text}");
                }
            }
        }
    }
}
