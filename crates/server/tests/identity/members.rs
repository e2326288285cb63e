//! Roles are those of the membership at each request.

use axum::http::Method;
use rules::vocabulary::{Role, Roles};
use serde_json::json;
use service::personas::Persona;

use crate::browser::Browser;
use crate::desk::Desk;

#[tokio::test]
async fn a_role_that_is_taken_away_is_gone_in_open_sessions_at_once() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    browser.get(&desk, "/api/orders/demo-advanced-order-1").await.expect(200);
    let (account, person) = (Persona::Advanced.account(), Persona::Advanced.person());
    desk.store.put_member(&account, &person, Roles::of(&[Role::Employee])).await.unwrap();
    assert_eq!(browser.session(&desk).await["person"]["roles"], json!(["employee"]));
    // What this person placed is still theirs to follow; the history is not.
    assert_eq!(browser.get(&desk, "/api/invoices").await.status, 403);
}

#[tokio::test]
async fn whoever_is_no_member_any_more_acts_for_themselves_or_for_nobody() {
    let desk = Desk::new().await;
    let mut buyer = Browser::of(&desk, Persona::Buyer).await;
    assert_eq!(buyer.session(&desk).await["account"], "demo-advanced");
    desk.store.remove_member(&Persona::Advanced.account(), &Persona::Buyer.person()).await.unwrap();
    assert_eq!(buyer.session(&desk).await["account"], "demo-buyer");
    buyer.get(&desk, "/api/people/demo-advanced-administrator").await.expect(404);

    let mut admin = Browser::of(&desk, Persona::Flagship).await;
    desk.store.remove_member(&Persona::Flagship.account(), &Persona::Flagship.person()).await.unwrap();
    assert_eq!(admin.session(&desk).await, json!(null));
    admin.send(&desk, Method::POST, "/api/phone-codes", None).await.expect(401);
}

#[tokio::test]
async fn somebody_of_no_enterprise_signs_in_to_an_account_of_their_own() {
    let desk = Desk::new().await;
    let person = rules::vocabulary::PersonId::new("p-1");
    desk.store.put_person(&person, "何一", Some("13711111111")).await.unwrap();
    let mut browser = Browser::default();
    browser.ask_for_code(&desk, "13711111111").await.expect(200);
    let (_, code) = desk.message().await;
    browser.enter(&desk, "13711111111", &code).await.expect(200);
    assert_eq!(browser.session(&desk).await["account"], "person-p-1");
    let told = browser.get(&desk, "/api/account").await.expect(200);
    assert_eq!(told["account"]["holder"]["person"]["person"], "p-1");
}

#[tokio::test]
async fn the_name_of_whoever_left_is_still_that_enterprise_s_business() {
    let desk = Desk::new().await;
    let mut admin = Browser::of(&desk, Persona::Advanced).await;
    desk.store.remove_member(&Persona::Advanced.account(), &Persona::FeeManager.person()).await.unwrap();
    let path = format!("/api/people/{}", Persona::FeeManager.person().as_str());
    assert_eq!(admin.get(&desk, &path).await.expect(200)["name"], "钱会");
}
