//! The headers that every answer carries, computed once from the pages and the configuration.
//!
//! Nothing of the shop may be framed, so that nobody lays it under a page of theirs; the pages below `/embed/` may be, by
//! the origins that `config.json` names.

use api::{ClientConfig, Origin};
use axum::http::HeaderValue;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

use crate::error::StartError;
use crate::inline::Inline;
use crate::site::Site;

/// Closed for us and for whatever might get into a page. Only names that browsers know: others are console noise.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// What the app is told.
pub(crate) const CONFIG: &str = "config.json";

/// Headers with their values.
pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// The headers of all answers.
pub(crate) struct Security {
    shop: Headers,
    embedded: Headers,
}

impl Security {
    /// The headers for a path inside the site; `None` for what is not in it.
    pub(crate) fn of(&self, path: Option<&str>) -> &Headers {
        let page = path.map(|path| path.strip_prefix("en/").unwrap_or(path));
        if page.is_some_and(|page| page.starts_with("embed/")) { &self.embedded } else { &self.shop }
    }
}

/// Reads all pages and the configuration, and returns the headers of all answers. A site without configuration is framed
/// by nobody; that it cannot open, it says itself.
pub(crate) fn read(site: &Site) -> Result<Security, StartError> {
    let config =
        site.bytes_of(CONFIG).map(serde_json::from_slice::<ClientConfig>).transpose().map_err(StartError::Config)?;
    let mut inline = Inline::default();
    for (path, bytes) in site.pages() {
        inline.read(str::from_utf8(bytes).map_err(|_| StartError::NotUtf8(path.into()))?);
    }
    let endpoint = config.as_ref().and_then(|config| config.leads.as_ref()).map(|leads| leads.endpoint.origin());
    let embedding = config.as_ref().map_or(&[][..], ClientConfig::allowed_origins);
    let mut shop = fixed();
    shop.push((X_FRAME_OPTIONS, HeaderValue::from_static("DENY")));
    shop.push((CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy(&inline, endpoint, &[]))?));
    // A browser that knows `frame-ancestors` need not read the older header, which knows no list of origins.
    let mut embedded = fixed();
    embedded.push((CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy(&inline, endpoint, embedding))?));
    if embedding.is_empty() {
        embedded.push((X_FRAME_OPTIONS, HeaderValue::from_static("DENY")));
    }
    Ok(Security { shop, embedded })
}

/// What every answer carries.
fn fixed() -> Headers {
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    fixed.map(|(name, value)| (name, HeaderValue::from_static(value))).into()
}

/// Nothing is allowed but what the app uses.
fn policy(inline: &Inline, endpoint: Option<&Origin>, embedding: &[Origin]) -> String {
    let hashed = |start: &str, hashes: &std::collections::BTreeSet<String>| {
        hashes.iter().fold(start.to_owned(), |sources, hash| sources + " " + hash)
    };
    let connect = endpoint.map_or_else(String::new, |origin| format!(" {origin}"));
    let ancestors = match embedding {
        [] => " 'none'".to_owned(),
        origins => origins.iter().map(|origin| format!(" {origin}")).collect(),
    };
    [
        "default-src 'none'",
        &hashed("script-src 'self' 'wasm-unsafe-eval'", &inline.scripts),
        &hashed("style-src 'self'", &inline.styles),
        "img-src 'self' data:",
        &format!("connect-src 'self'{connect}"),
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        &format!("frame-ancestors{ancestors}"),
    ]
    .join("; ")
}
