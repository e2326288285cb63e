//! Writes that pages of others send.

use axum::body::Body;
use axum::http::{Method, Request};
use service::personas::Persona;

use crate::browser::Browser;
use crate::desk::{Desk, ORIGIN};

#[tokio::test]
async fn a_page_of_another_site_writes_nothing() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    for says in [
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("origin", ORIGIN), ("sec-fetch-site", "cross-site")],
        vec![("origin", ORIGIN), ("sec-fetch-site", "same-site")],
        vec![("referer", "https://evil.example/")],
    ] {
        let mut forged = Browser { says: says.clone(), ..browser.clone() };
        let told = forged.send(&desk, Method::DELETE, "/api/session", None).await.expect(403);
        assert_eq!(told["type"], "/problems/other-origin", "{says:?}");
    }
    assert_eq!(browser.session(&desk).await["account"], "demo-advanced");
}

#[tokio::test]
async fn a_write_needs_the_header_that_a_form_of_another_site_cannot_send() {
    let desk = Desk::new().await;
    let browser = Browser::of(&desk, Persona::Advanced).await;
    let request = Request::delete("/api/session")
        .header("Cookie", format!("__Host-session={}", browser.token.clone().unwrap()))
        .header("Idempotency-Key", "key");
    let told = desk.answer(request.body(Body::empty()).unwrap(), None).await.expect(400);
    assert_eq!(told["type"], "/problems/header");
}
