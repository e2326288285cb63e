//! A site with a small API behind it, within limits that each test chooses.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use api::Problem;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use axum::routing::{any, get, post};
use server::config::Sources;
use server::{Backend, Configuration, Ready, Service};
use tokio::sync::{Notify, watch};
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use crate::ask::Answer;
use crate::dist::Dist;

/// What a handler that waits waits for, and says that it does.
#[derive(Clone)]
pub(crate) struct Gate {
    open: watch::Sender<bool>,
    pub(crate) entered: Arc<Notify>,
}

impl Gate {
    pub(crate) fn new() -> Self {
        Self { open: watch::Sender::new(false), entered: Arc::default() }
    }

    pub(crate) fn open(&self) {
        self.open.send_replace(true);
    }

    async fn pass(self) -> &'static str {
        self.entered.notify_one();
        self.open.subscribe().wait_for(|open| *open).await.unwrap();
        "passed"
    }
}

/// Configured for tests: what matters to one of them is said by it.
pub(crate) fn configured(dist: &Dist, values: &[(&'static str, &str)]) -> Configuration {
    let dist = ("server.dist", dist.path().to_str().unwrap());
    let values = [dist].into_iter().chain(values.iter().copied());
    let arguments = values.map(|(key, value)| ("test", key, value.to_owned())).collect();
    Configuration::read(&Sources { arguments, ..Sources::default() }).unwrap()
}

/// The site with the API.
pub(crate) fn service(configuration: &Configuration, gate: &Gate, needed: Vec<Box<dyn Ready>>) -> Service {
    let gate = gate.clone();
    let api = Router::new()
        .route("/api/word", any(|| async { "word" }))
        .route("/api/wait", get(move || gate.clone().pass()))
        .route("/api/never", get(std::future::pending::<&'static str>))
        .route("/api/orders/{order}", get(|| async { "an order" }))
        .route("/api/kept", get(|| async { [("cache-control", "private, no-cache")] }))
        .route("/api/read", post(read));
    server::service(
        configuration,
        Some(Backend { api, client: configuration.client(), needed, beside: TaskTracker::new(), sold: None }),
    )
    .unwrap()
}

async fn read(body: Body) -> (StatusCode, String) {
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => (StatusCode::OK, bytes.len().to_string()),
        Err(error) => (StatusCode::PAYLOAD_TOO_LARGE, error.to_string()),
    }
}

/// The router of the site with the API.
pub(crate) fn router(values: &[(&'static str, &str)]) -> Router {
    service(&configured(&Dist::new(), values), &Gate::new(), Vec::new()).router
}

/// A request from an address.
pub(crate) async fn ask(router: &Router, method: Method, path: &str, from: &str, headers: &[(&str, &str)]) -> Answer {
    send(router, request(method, path, from, headers, Body::empty())).await
}

pub(crate) fn request(method: Method, path: &str, from: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let peer = SocketAddr::new(from.parse::<IpAddr>().unwrap(), 50_000);
    request.extension(ConnectInfo(peer)).body(body).unwrap()
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

/// What an answer tells as a problem.
pub(crate) fn problem(answer: &Answer) -> Problem {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    serde_json::from_slice(&answer.bytes).unwrap()
}

/// The seconds after which it is worth trying again.
pub(crate) fn retry_after(answer: &Answer) -> u64 {
    answer.header("retry-after").parse().unwrap()
}

#[tokio::test]
async fn the_server_tells_the_app_that_its_backend_is_there() {
    let dist = Dist::new();
    dist.compress("config.json");
    let values = [("leads.endpoint", "https://crm.example.com/leads"), ("server.base", "/shop/")];
    let router = service(&configured(&dist, &values), &Gate::new(), Vec::new()).router;
    let config = ask(&router, Method::GET, "/shop/config.json", "192.0.2.1", &[("accept-encoding", "br")]).await;
    assert_eq!(config.body(), r#"{"backend":"http","leads":{"endpoint":"https://crm.example.com/leads"}}"#);
    assert!(config.header("content-security-policy").contains("connect-src 'self' https://crm.example.com;"));
    assert_eq!(ask(&router, Method::GET, "/shop/api/word", "192.0.2.1", &[]).await.body(), "word");
}

#[tokio::test]
async fn without_a_shop_the_site_keeps_its_own_configuration() {
    let dist = Dist::new();
    let service = server::service(&configured(&dist, &[]), None).unwrap();
    let config = ask(&service.router, Method::GET, "/config.json", "192.0.2.1", &[]).await;
    assert_eq!(config.body(), r#"{"backend":"browser"}"#);
}

#[tokio::test]
async fn answers_of_the_api_are_no_pages_and_are_kept_by_nobody() {
    let answer = ask(&router(&[]), Method::GET, "/api/word", "192.0.2.1", &[]).await;
    for (name, value) in [
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.headers.get_all(name).iter().collect::<Vec<_>>(), [value], "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_says_how_long_it_is_kept_is_left_so() {
    let answer = ask(&router(&[]), Method::GET, "/api/kept", "192.0.2.1", &[]).await;
    assert_eq!(answer.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn browsers_are_held_to_https_only_where_the_shop_is_there() {
    for (origin, policy) in [("https://shop.example.com", "max-age=31536000"), ("http://127.0.0.1:8080", "")] {
        let router = router(&[("server.public_origin", origin)]);
        for path in ["/", "/api/word"] {
            let answer = ask(&router, Method::GET, path, "192.0.2.1", &[]).await;
            assert_eq!(answer.header("strict-transport-security"), policy, "{path} at {origin}");
        }
    }
}

#[tokio::test]
async fn a_request_keeps_the_id_that_it_came_with_if_it_is_one() {
    let router = router(&[]);
    let id = "0af7651916cd43dd8448eb211c80319c";
    let answer = ask(&router, Method::GET, "/api/word", "192.0.2.1", &[("x-request-id", id)]).await;
    assert_eq!(answer.header("x-request-id"), id);
    for wrong in ["13800138000", "13800138000138001380", "a b c d e f g h i j k", "short", &"a".repeat(65)] {
        let answer = ask(&router, Method::GET, "/", "192.0.2.1", &[("x-request-id", wrong)]).await;
        let own = answer.header("x-request-id");
        assert!(own != wrong && own.len() == 32, "{own} for {wrong}");
    }
}
