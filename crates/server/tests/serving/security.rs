//! The headers that every answer carries.

use axum::http::Method;

use crate::ask::{ask, get, get_with, service};
use crate::dist::Dist;

#[tokio::test]
async fn the_policy_allows_the_pages_scripts_by_their_hash_and_nothing_else_inline() {
    let dist = Dist::new();
    dist.write("help/index.html", "<style>abc</style><script type=\"application/ld+json\">{}</script>");
    dist.write(".draft/index.html", "<script>never served, so not allowed</script>");
    let answer = ask(service(&dist, "/"), Method::GET, "/pricing", &[]).await;
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; \
         script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; \
         style-src 'self' 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='; \
         img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; \
         frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn the_other_headers_close_what_the_shop_does_not_need() {
    let answer = get("/").await;
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    let closed: Vec<_> = answer.header("permissions-policy").split(", ").collect();
    for feature in ["camera=()", "microphone=()", "geolocation=()", "payment=()"] {
        assert!(closed.contains(&feature), "{feature}");
    }
}

#[tokio::test]
async fn no_answer_goes_without_them() {
    let dist = Dist::new();
    let page = get("/").await;
    let tag = page.header("etag").to_owned();
    let answers = [
        get("/robots.txt").await,
        get("/missing.js").await,
        get("/..%2fx").await,
        get("/.env").await,
        get("/healthz").await,
        get_with("/", &[("if-none-match", &tag)]).await,
        ask(service(&dist, "/"), Method::POST, "/", &[]).await,
        ask(service(&dist, "/"), Method::POST, "/healthz", &[]).await,
        ask(service(&dist, "/shop/"), Method::GET, "/shop", &[]).await,
        ask(service(&dist, "/shop/"), Method::GET, "/", &[]).await,
    ];
    assert_eq!(
        answers.each_ref().map(|answer| answer.status.as_u16()),
        [200, 404, 400, 404, 200, 304, 405, 405, 307, 404]
    );
    for answer in answers {
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
        ] {
            assert_eq!(answer.header(name), page.header(name), "{name} of {}", answer.status);
            assert_ne!(answer.header(name), "", "{name}");
        }
    }
}
