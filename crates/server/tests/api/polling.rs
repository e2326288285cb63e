//! What is asked for again and again has a tag, and is sent again when it is another.

use chrono::TimeDelta;
use service::personas::Persona;

use crate::orders::place;
use crate::shop::{Asked, Served};

#[tokio::test]
async fn what_the_client_has_is_not_sent_again() {
    let served = Served::new().await;
    for path in [
        "/api/account",
        "/api/session",
        "/api/catalogue",
        "/api/orders",
        "/api/orders/demo-advanced-order-1",
        "/api/orders/demo-advanced-order-1/events",
        "/api/usage/days?quota=contract",
        "/api/usage/entries?quota=contract",
        "/api/invoices",
        "/api/invoice-titles",
        "/api/openapi.json",
    ] {
        let first = Asked::get(path).by(Persona::Advanced).at(&served).await;
        first.expect(200);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"'), "{path}");
        let again = Asked::get(path).by(Persona::Advanced).with("If-None-Match", &tag).at(&served).await;
        assert_eq!((again.status.as_u16(), again.bytes.len(), again.header("etag")), (304, 0, &*tag), "{path}");
    }
}

#[tokio::test]
async fn the_tag_of_an_account_changes_with_the_account_and_not_with_time() {
    let served = Served::new().await;
    let tag = async || Asked::get("/api/account").by(Persona::Advanced).at(&served).await.header("etag").to_owned();
    let session = Asked::get("/api/account").with("Test-Session", "advanced+legal_representative");
    let legal = async || session.clone().at(&served).await.header("etag").to_owned();
    let (before, of_legal) = (tag().await, legal().await);
    assert_ne!(before, of_legal);
    place(&served, Persona::Advanced, "order-a").await.expect(201);
    assert_ne!(tag().await, before);
    assert_ne!(legal().await, of_legal);
    // The tests' sessions verify their phone anew with each request; a visitor has nothing that time could change.
    let visitor = async || Asked::get("/api/account").at(&served).await.header("etag").to_owned();
    let before = visitor().await;
    served.clock.advance(TimeDelta::seconds(1));
    assert_eq!(visitor().await, before);
}
