//! The site under a sub-folder.

use axum::http::{Method, StatusCode};

use crate::ask::{Answer, ask, service};
use crate::dist::Dist;

async fn get_under(base: &str, path: &str) -> Answer {
    ask(service(&Dist::new(), base), Method::GET, path, &[]).await
}

#[tokio::test]
async fn the_whole_site_is_there_under_its_base() {
    for (path, start) in [
        ("/shop/", "<title>home"),
        ("/shop/pricing", "<title>pricing"),
        ("/shop/en/", "<title>en home"),
        ("/shop/orders/A-1", "<title>shell"),
        ("/shop/robots.txt", "content of robots.txt"),
    ] {
        let answer = get_under("/shop/", path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.body().starts_with(start), "{path}");
    }
    assert_eq!(get_under("/shop/", "/shop/missing.js").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get_under("/a/b/", "/a/b/pricing").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_of_it_is_outside() {
    for path in ["/", "/pricing", "/robots.txt", "/shopping", "/shopping/pricing", "/SHOP/", "/orders"] {
        assert_eq!(get_under("/shop/", path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(get_under("/a/b/", "/a").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_base_without_its_slash_leads_there() {
    for (path, to) in [("/shop", "/shop/"), ("/shop?edition=pro&term=2", "/shop/?edition=pro&term=2")] {
        let answer = get_under("/shop/", path).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::TEMPORARY_REDIRECT, to));
    }
}

#[tokio::test]
async fn health_stays_at_the_root() {
    assert_eq!(get_under("/shop/", "/healthz").await.body(), "ok");
}
