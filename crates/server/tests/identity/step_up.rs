//! The security phone, and a person's own, verified within a session (BUY-4, BIND-1).

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::identity::sample_phone;
use service::personas::Persona;
use sql_store::Enterprise;

use crate::browser::Browser;
use crate::desk::{Answer, Desk};

async fn send(browser: &mut Browser, desk: &Desk) -> Answer {
    browser.send(desk, Method::POST, "/api/phone-codes", None).await
}

async fn enter(browser: &mut Browser, desk: &Desk, code: &str) -> Answer {
    browser.send(desk, Method::POST, "/api/phone-codes/entry", Some(json!({ "code": code }))).await
}

async fn verified_at(browser: &mut Browser, desk: &Desk) -> Value {
    browser.session(desk).await["person"]["phone_verified_at"].clone()
}

#[tokio::test]
async fn buy_4_a_code_to_the_security_phone_verifies_it_under_a_fresh_token() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    let mut old = browser.clone();
    send(&mut browser, &desk).await.expect(200);
    let (phone, code) = desk.message().await;
    assert_eq!(phone, "13800000000");
    assert_eq!(enter(&mut browser, &desk, &code).await.expect(200)["entered"], "verified");
    assert_eq!(verified_at(&mut browser, &desk).await, json!(desk.now()));
    assert_eq!(old.session(&desk).await, json!(null));
    // The session still ends when the one that it began as does.
    desk.pass(TimeDelta::minutes(29));
    assert_eq!(enter(&mut browser, &desk, &code).await.expect(200)["entered"], "spent");
}

#[tokio::test]
async fn buy_4_a_code_that_nobody_took_is_told_so_and_another_is_sent_a_minute_later() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    desk.take_messages(false);
    let told = send(&mut browser, &desk).await.expect(200);
    assert_eq!(told, json!({ "sent": "not_confirmed", "resend_from": desk.now() + TimeDelta::minutes(1) }));
    desk.take_messages(true);
    assert_eq!(send(&mut browser, &desk).await.expect(200)["sent"], "too_soon");
    desk.pass(TimeDelta::minutes(1));
    assert_eq!(send(&mut browser, &desk).await.expect(200)["sent"], "sent");
    let (_, code) = desk.message().await;
    assert_eq!(enter(&mut browser, &desk, &code).await.expect(200)["entered"], "verified");
}

#[tokio::test]
async fn bind_1_on_an_own_account_it_is_the_person_s_own_phone() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Buyer).await;
    let own = json!({ "account": "demo-buyer" });
    browser.send(&desk, Method::PUT, "/api/session/account", Some(own)).await.expect(204);
    send(&mut browser, &desk).await.expect(200);
    let (phone, code) = desk.message().await;
    assert_eq!(phone, sample_phone(Persona::Buyer));
    assert_eq!(enter(&mut browser, &desk, &code).await.expect(200)["entered"], "verified");
}

#[tokio::test]
async fn a_code_for_one_thing_is_none_for_another() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Buyer).await;
    let own = json!({ "account": "demo-buyer" });
    browser.send(&desk, Method::PUT, "/api/session/account", Some(own)).await.expect(204);
    desk.pass(TimeDelta::minutes(1));
    // The same phone, and the same person.
    let phone = sample_phone(Persona::Buyer);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, to_sign_in) = desk.message().await;
    assert_eq!(enter(&mut browser, &desk, &to_sign_in).await.expect(200)["entered"], "spent");
    send(&mut browser, &desk).await.expect(200);
    let (_, to_verify) = desk.message().await;
    if to_verify != to_sign_in {
        assert_eq!(Browser::default().enter(&desk, &phone, &to_verify).await.expect(200)["entered"], "wrong");
    }
}

#[tokio::test]
async fn a_code_is_for_whoever_asked_for_it() {
    let desk = Desk::new().await;
    let mut admin = Browser::of(&desk, Persona::Advanced).await;
    let mut manager = Browser::of(&desk, Persona::FeeManager).await;
    send(&mut admin, &desk).await.expect(200);
    let (_, code) = desk.message().await;
    // Both are members of the same enterprise, with the same security phone.
    assert_eq!(enter(&mut manager, &desk, &code).await.expect(200)["entered"], "spent");
    assert_eq!(enter(&mut admin, &desk, &code).await.expect(200)["entered"], "verified");
}

#[tokio::test]
async fn what_was_verified_for_one_enterprise_is_not_for_another() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Buyer).await;
    send(&mut browser, &desk).await.expect(200);
    let (_, code) = desk.message().await;
    enter(&mut browser, &desk, &code).await.expect(200);
    assert_ne!(verified_at(&mut browser, &desk).await, json!(null));
    let chosen = json!({ "account": "demo-experience" });
    browser.send(&desk, Method::PUT, "/api/session/account", Some(chosen)).await.expect(204);
    assert_eq!(verified_at(&mut browser, &desk).await, json!(null));
}

#[tokio::test]
async fn another_security_phone_has_to_be_verified_anew() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    send(&mut browser, &desk).await.expect(200);
    let (_, code) = desk.message().await;
    enter(&mut browser, &desk, &code).await.expect(200);
    let enterprise = |security_phone: &str| Enterprise {
        account: Persona::Advanced.account(),
        name: "云帆".to_owned(),
        security_phone: security_phone.to_owned(),
    };
    desk.store.put_enterprise(&enterprise("13800000000")).await.unwrap();
    assert_ne!(verified_at(&mut browser, &desk).await, json!(null), "the same phone");
    desk.store.put_enterprise(&enterprise("13700000000")).await.unwrap();
    assert_eq!(verified_at(&mut browser, &desk).await, json!(null));
}

#[tokio::test]
async fn a_code_that_is_on_its_way_to_the_phone_before_verifies_nothing() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    send(&mut browser, &desk).await.expect(200);
    let (_, code) = desk.message().await;
    let enterprise = Enterprise {
        account: Persona::Advanced.account(),
        name: "云帆".to_owned(),
        security_phone: "13700000000".to_owned(),
    };
    desk.store.put_enterprise(&enterprise).await.unwrap();
    assert_eq!(enter(&mut browser, &desk, &code).await.expect(200)["entered"], "spent");
}

#[tokio::test]
async fn without_a_phone_nobody_is_sent_a_code() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Buyer).await;
    let own = json!({ "account": "demo-buyer" });
    browser.send(&desk, Method::PUT, "/api/session/account", Some(own)).await.expect(204);
    desk.store.put_person(&Persona::Buyer.person(), "许个人", None).await.unwrap();
    assert_eq!(send(&mut browser, &desk).await.expect(409)["type"], "/problems/no-phone");
    send(&mut Browser::default(), &desk).await.expect(401);
}

#[tokio::test]
async fn a_code_to_a_phone_that_is_no_longer_known_is_refused_with_why() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Buyer).await;
    let own = json!({ "account": "demo-buyer" });
    browser.send(&desk, Method::PUT, "/api/session/account", Some(own)).await.expect(204);
    send(&mut browser, &desk).await.expect(200);
    let (_, code) = desk.message().await;
    desk.store.put_person(&Persona::Buyer.person(), "许个人", None).await.unwrap();
    assert_eq!(enter(&mut browser, &desk, &code).await.expect(409)["type"], "/problems/no-phone");
}

#[tokio::test]
async fn an_enterprise_is_sent_fifty_codes_an_hour_whoever_asks() {
    let desk = Desk::new().await;
    let (account, person) = (Persona::Advanced.account(), Persona::Buyer.person());
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    // Each on another phone, so that no limit of a phone is in the way.
    for number in 0..50 {
        let security_phone = format!("137000000{number:02}");
        let name = "云帆".to_owned();
        let enterprise = Enterprise { account: account.clone(), name, security_phone: security_phone.clone() };
        desk.store.put_enterprise(&enterprise).await.unwrap();
        send(&mut browser, &desk).await.expect(200);
        assert_eq!(desk.message().await.0, security_phone);
    }
    let on_another_phone = async |phone: &str| {
        let (name, security_phone) = ("云帆".to_owned(), phone.to_owned());
        desk.store.put_enterprise(&Enterprise { account: account.clone(), name, security_phone }).await.unwrap();
    };
    on_another_phone("13600000000").await;
    send(&mut browser, &desk).await.expect(429);
    on_another_phone("13500000000").await;
    let roles = Persona::Advanced.session(desk.now()).person.roles;
    desk.store.put_member(&account, &person, roles).await.unwrap();
    send(&mut Browser::of(&desk, Persona::Buyer).await, &desk).await.expect(429);
}

#[tokio::test]
async fn asking_too_soon_uses_up_nothing_of_the_enterprise() {
    let desk = Desk::new().await;
    let mut admin = Browser::of(&desk, Persona::Advanced).await;
    send(&mut admin, &desk).await.expect(200);
    for _ in 0..60 {
        assert_eq!(send(&mut admin, &desk).await.expect(200)["sent"], "too_soon");
    }
    desk.pass(TimeDelta::minutes(1));
    assert_eq!(send(&mut admin, &desk).await.expect(200)["sent"], "sent");
}
