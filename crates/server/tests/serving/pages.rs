//! Which page answers for which address.

use axum::http::StatusCode;

use crate::ask::get;

async fn title(path: &str) -> String {
    let answer = get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    let (title, _) = answer.body().strip_prefix("<title>").unwrap().split_once('<').unwrap();
    title.to_owned()
}

#[tokio::test]
async fn a_prerendered_page_answers_without_a_redirect() {
    for (path, page) in [
        ("/", "home"),
        ("/index.html", "home"),
        ("/pricing", "pricing"),
        ("/pricing/", "pricing"),
        ("/pricing/index.html", "pricing"),
        ("/en", "en home"),
        ("/en/", "en home"),
        ("/en/pricing", "en pricing"),
    ] {
        assert_eq!(title(path).await, page, "{path}");
    }
}

#[tokio::test]
async fn the_query_does_not_choose_the_page() {
    assert_eq!(title("/pricing?term=2&next=/../x.js").await, "pricing");
    assert_eq!(title("/?x=%00").await, "home");
}

#[tokio::test]
async fn every_other_route_is_answered_by_the_shell() {
    for path in [
        "/orders",
        "/orders/A-2024-1",
        "/en/account/usage/",
        "/pricing/enterprise",
        "/v1.2/notes",
        "/%E4%BB%B7%E6%A0%BC",
    ] {
        assert_eq!(title(path).await, "shell", "{path}");
    }
}
