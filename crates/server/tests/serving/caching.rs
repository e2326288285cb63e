//! How long an answer is kept, and asking again.

use axum::http::StatusCode;

use crate::ask::{get, get_with};

const WASM: &str = "/storefront-0123456789abcdef_bg.wasm";

#[tokio::test]
async fn a_hash_in_the_name_is_kept_for_a_year() {
    for path in ["/storefront-0123456789abcdef.js", WASM, "/sheet-0123456789abcdef.css"] {
        assert_eq!(get(path).await.header("cache-control"), "public, max-age=31536000, immutable", "{path}");
    }
}

#[tokio::test]
async fn pages_and_what_a_seller_changes_are_asked_for_again() {
    for path in ["/", "/pricing", "/orders/A-1", "/404.html", "/catalogue.json", "/config.json"] {
        assert_eq!(get(path).await.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn everything_else_is_kept_for_an_hour() {
    for path in ["/favicon.ico", "/icon.svg", "/other.json", "/robots.txt", "/site.webmanifest"] {
        assert_eq!(get(path).await.header("cache-control"), "public, max-age=3600", "{path}");
    }
}

#[tokio::test]
async fn who_has_this_form_already_gets_304_without_a_body() {
    for codings in ["br", "identity"] {
        let first = get_with(WASM, &[("accept-encoding", codings)]).await;
        let tag = first.header("etag");
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2, "{tag}");
        for tags in [tag.to_owned(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = get_with(WASM, &[("accept-encoding", codings), ("if-none-match", &tags)]).await;
            assert_eq!((again.status, again.body()), (StatusCode::NOT_MODIFIED, ""), "{tags}");
            for header in ["etag", "cache-control", "vary"] {
                assert_eq!(again.header(header), first.header(header), "{header}");
            }
        }
    }
}

#[tokio::test]
async fn who_has_something_else_gets_it_in_full() {
    let brotli = get_with(WASM, &[("accept-encoding", "br")]).await;
    for tags in ["\"other\"", "", "garbage", brotli.header("etag")] {
        assert_eq!(get_with(WASM, &[("if-none-match", tags)]).await.status, StatusCode::OK, "{tags}");
    }
}
