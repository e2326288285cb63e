//! Content types, methods, and what is no file.

use axum::http::{Method, StatusCode};

use crate::ask::{ask, get, service};
use crate::dist::Dist;

#[tokio::test]
async fn every_kind_of_file_has_its_content_type() {
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/storefront-0123456789abcdef_bg.wasm", "application/wasm"),
        ("/storefront-0123456789abcdef.js", "text/javascript"),
        ("/sheet-0123456789abcdef.css", "text/css; charset=utf-8"),
        ("/catalogue.json", "application/json; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/favicon.ico", "image/x-icon"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{path}");
    }
}

#[tokio::test]
async fn a_file_arrives_as_it_is() {
    let answer = get("/robots.txt?v=1").await;
    assert_eq!(answer.body(), "content of robots.txt");
    assert_eq!(answer.header("content-encoding"), "");
}

#[tokio::test]
async fn names_outside_ascii_are_found() {
    assert_eq!(get("/%E5%9B%BE%E6%A0%87.png").await.body(), "content of 图标.png");
}

#[tokio::test]
async fn a_missing_file_is_a_short_plain_404() {
    for path in
        ["/missing.js", "/pricing/logo.png", "/robots.txt/", "/robots.txt/deeper.txt", "/index.html.br", "/orphan.br"]
    {
        let answer = get(path).await;
        assert_eq!((answer.status, answer.body()), (StatusCode::NOT_FOUND, "Not found\n"), "{path}");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let dist = Dist::new();
    for path in ["/pricing", "/robots.txt", "/orders/A-1", "/missing.js", "/healthz"] {
        let get = ask(service(&dist, "/"), Method::GET, path, &[]).await;
        let head = ask(service(&dist, "/"), Method::HEAD, path, &[]).await;
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.headers, get.headers, "{path}");
        assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{path}");
        assert_eq!(head.body(), "");
    }
}

#[tokio::test]
async fn other_methods_are_answered_with_what_is_allowed() {
    let dist = Dist::new();
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
        for path in ["/", "/robots.txt", "/missing.js", "/healthz"] {
            let answer = ask(service(&dist, "/"), method.clone(), path, &[]).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert_eq!(answer.header("allow"), "GET,HEAD", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn health_is_one_word() {
    let answer = get("/healthz").await;
    assert_eq!((answer.status, answer.body()), (StatusCode::OK, "ok"));
    assert_eq!(answer.header("cache-control"), "no-store");
}
