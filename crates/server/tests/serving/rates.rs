//! How often somebody may ask.

use api::ProblemKind;
use axum::Router;
use axum::http::{Method, StatusCode};

use crate::api::{ask, problem, retry_after, router};

const OK: StatusCode = StatusCode::OK;
const TOO_MANY: StatusCode = StatusCode::TOO_MANY_REQUESTS;
const PROXY: &str = "10.0.0.1";

async fn get(router: &Router, from: &str) -> StatusCode {
    ask(router, Method::GET, "/api/word", from, &[]).await.status
}

async fn post(router: &Router, from: &str, headers: &[(&str, &str)]) -> StatusCode {
    ask(router, Method::POST, "/api/word", from, headers).await.status
}

async fn get_through(router: &Router, peer: &str, forwarded: &str) -> StatusCode {
    ask(router, Method::GET, "/api/word", peer, &[("x-forwarded-for", forwarded)]).await.status
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_when_it_may_again() {
    let router = router(&[("limits.requests_per_minute", "2")]);
    assert_eq!([get(&router, "192.0.2.1").await, get(&router, "192.0.2.1").await], [OK, OK]);
    let answer = ask(&router, Method::GET, "/api/word", "192.0.2.1", &[]).await;
    assert_eq!(answer.status, TOO_MANY);
    assert_eq!(problem(&answer).kind, ProblemKind::TooManyRequests);
    // One request comes free every 30 seconds.
    assert!((1..=31).contains(&retry_after(&answer)), "{}", retry_after(&answer));
    assert_eq!(get(&router, "192.0.2.2").await, OK, "another address");
}

#[tokio::test]
async fn pages_and_health_are_not_counted() {
    let router = router(&[("limits.requests_per_minute", "1")]);
    assert_eq!([get(&router, "192.0.2.1").await, get(&router, "192.0.2.1").await], [OK, TOO_MANY]);
    for path in ["/pricing", "/config.json", "/healthz", "/readyz"] {
        assert_eq!(ask(&router, Method::GET, path, "192.0.2.1", &[]).await.status, OK, "{path}");
    }
}

#[tokio::test]
async fn writes_are_counted_apart() {
    let router = router(&[("limits.writes_per_minute", "1")]);
    let statuses = [post(&router, "192.0.2.1", &[]).await, post(&router, "192.0.2.1", &[]).await];
    assert_eq!(statuses, [OK, TOO_MANY]);
    assert_eq!(get(&router, "192.0.2.1").await, OK);
}

#[tokio::test]
async fn a_session_writes_no_more_often_from_many_addresses() {
    for cookie in ["__Host-session=one", "theme=dark; session=one"] {
        let router = router(&[("limits.writes_per_minute", "1")]);
        assert_eq!(post(&router, "192.0.2.1", &[("cookie", cookie)]).await, OK);
        assert_eq!(post(&router, "192.0.2.2", &[("cookie", cookie)]).await, TOO_MANY);
        assert_eq!(post(&router, "192.0.2.3", &[("cookie", "__Host-session=two")]).await, OK, "another session");
    }
}

#[tokio::test]
async fn an_address_writes_no_more_often_with_many_sessions() {
    let router = router(&[("limits.writes_per_minute", "1")]);
    assert_eq!(post(&router, "192.0.2.1", &[("cookie", "__Host-session=one")]).await, OK);
    assert_eq!(post(&router, "192.0.2.1", &[("cookie", "__Host-session=two")]).await, TOO_MANY);
}

#[tokio::test]
async fn the_addresses_of_one_subscriber_count_as_one() {
    let router = router(&[("limits.requests_per_minute", "1")]);
    assert_eq!(get(&router, "2001:db8:0:1::1").await, OK);
    assert_eq!(get(&router, "2001:db8:0:1:ffff::2").await, TOO_MANY);
    assert_eq!(get(&router, "2001:db8:0:2::1").await, OK, "another network");
    assert_eq!(get(&router, "192.0.2.1").await, OK);
    assert_eq!(get(&router, "::ffff:192.0.2.1").await, TOO_MANY, "the same written otherwise");
}

#[tokio::test]
async fn a_proxy_is_believed_whom_it_heard() {
    let router = router(&[("limits.requests_per_minute", "1"), ("server.trusted_proxies", "")]);
    assert_eq!(get_through(&router, PROXY, "192.0.2.1").await, OK);
    assert_eq!(get_through(&router, PROXY, "192.0.2.2").await, TOO_MANY, "nobody is believed by default");

    let router = proxied();
    assert_eq!(get_through(&router, PROXY, "192.0.2.1").await, OK);
    assert_eq!(get_through(&router, PROXY, "192.0.2.2:4711").await, OK);
    assert_eq!(get_through(&router, PROXY, "192.0.2.1").await, TOO_MANY);
    assert_eq!(get_through(&router, PROXY, "192.0.2.3, 10.0.0.2").await, OK, "through two proxies");
    assert_eq!(get_through(&router, PROXY, "192.0.2.3").await, TOO_MANY);
}

#[tokio::test]
async fn what_a_client_says_of_itself_is_not_believed() {
    let router = proxied();
    assert_eq!(get_through(&router, PROXY, "198.51.100.1, 192.0.2.1").await, OK);
    assert_eq!(get_through(&router, PROXY, "198.51.100.2, 192.0.2.1").await, TOO_MANY);
    assert_eq!(get_through(&router, "192.0.2.9", "198.51.100.3").await, OK);
    assert_eq!(get_through(&router, "192.0.2.9", "198.51.100.4").await, TOO_MANY, "it is no proxy");
}

#[tokio::test]
async fn the_e_sign_system_is_not_counted() {
    let router = router(&[("limits.requests_per_minute", "1"), ("limits.uncounted_networks", "198.51.100.7")]);
    assert_eq!([get(&router, "198.51.100.7").await, get(&router, "198.51.100.7").await], [OK, OK]);
    assert_eq!([get(&router, "198.51.100.8").await, get(&router, "198.51.100.8").await], [OK, TOO_MANY]);
}

fn proxied() -> Router {
    router(&[("limits.requests_per_minute", "1"), ("server.trusted_proxies", "10.0.0.0/8")])
}
