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

const CONFIG: &str = r#"{"backend":"browser","leads":{"endpoint":"https://crm.example.com/leads?shop=1"},
    "embed":{"allowed_origins":["https://www.example.com","http://127.0.0.1:8081"]}}"#;

/// A site whose form may be embedded.
fn embeddable() -> Dist {
    let dist = Dist::new();
    dist.write("config.json", CONFIG);
    dist.write("embed/trial/index.html", "<title>form</title>");
    dist.write("en/embed/trial/index.html", "<title>en form</title>");
    dist
}

async fn framed_by(dist: &Dist, base: &str, path: &str) -> (String, String) {
    let answer = ask(service(dist, base), Method::GET, path, &[]).await;
    let policy = answer.header("content-security-policy").to_owned();
    let ancestors = policy.split("; ").find_map(|part| part.strip_prefix("frame-ancestors ")).unwrap_or_default();
    (ancestors.to_owned(), answer.header("x-frame-options").to_owned())
}

#[tokio::test]
async fn pages_to_embed_are_framed_by_the_configured_origins() {
    let dist = embeddable();
    let allowed = ("https://www.example.com http://127.0.0.1:8081".to_owned(), String::new());
    for path in
        ["/embed/trial", "/embed/trial/", "/en/embed/trial", "/embed/trial/index.html", "/embed/trial?accent=f00"]
    {
        assert_eq!(framed_by(&dist, "/", path).await, allowed, "{path}");
    }
    assert_eq!(framed_by(&dist, "/shop/", "/shop/embed/trial").await, allowed);
}

#[tokio::test]
async fn everything_else_is_framed_by_nobody() {
    let dist = embeddable();
    let nobody = ("'none'".to_owned(), "DENY".to_owned());
    for path in [
        "/",
        "/pricing",
        "/trial",
        "/embed",
        "/embedded/trial",
        "/en/embed",
        "/zh/embed/trial",
        "/orders/embed/trial",
        "/config.json",
        "/healthz",
        "/embed/../pricing",
        "/embed//trial",
    ] {
        assert_eq!(framed_by(&dist, "/", path).await, nobody, "{path}");
    }
    assert_eq!(framed_by(&dist, "/shop/", "/embed/trial").await, nobody, "outside the site");
}

#[tokio::test]
async fn without_origins_in_the_configuration_the_form_is_framed_by_nobody() {
    let nobody = ("'none'".to_owned(), "DENY".to_owned());
    for config in [r#"{"backend":"browser"}"#, r#"{"backend":"browser","embed":{"allowed_origins":[]}}"#] {
        let dist = embeddable();
        dist.write("config.json", config);
        assert_eq!(framed_by(&dist, "/", "/embed/trial").await, nobody, "{config}");
    }
}

#[tokio::test]
async fn a_site_without_configuration_is_served_and_framed_by_nobody() {
    let dist = embeddable();
    std::fs::remove_file(dist.path().join("config.json")).unwrap();
    assert_eq!(framed_by(&dist, "/", "/embed/trial").await.0, "'none'");
}

#[tokio::test]
async fn the_app_may_connect_to_the_endpoint_of_leads_and_to_no_other() {
    let answer = ask(service(&embeddable(), "/"), Method::GET, "/embed/trial", &[]).await;
    assert!(answer.header("content-security-policy").contains("; connect-src 'self' https://crm.example.com; "));
    assert!(get("/").await.header("content-security-policy").contains("; connect-src 'self'; "));
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
