//! The headers that every answer carries, computed once from the pages.

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

/// Reads all pages and returns the headers of all answers.
pub(crate) fn headers(site: &Site) -> Result<Vec<(HeaderName, HeaderValue)>, StartError> {
    let mut inline = Inline::default();
    for (path, bytes) in site.pages() {
        inline.read(str::from_utf8(bytes).map_err(|_| StartError::NotUtf8(path.into()))?);
    }
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let policy = (CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy(&inline))?);
    let fixed = fixed.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Ok(fixed.into_iter().chain([policy]).collect())
}

/// Nothing is allowed but what the app uses.
fn policy(inline: &Inline) -> String {
    let hashed = |start: &str, hashes: &std::collections::BTreeSet<String>| {
        hashes.iter().fold(start.to_owned(), |sources, hash| sources + " " + hash)
    };
    [
        "default-src 'none'",
        &hashed("script-src 'self' 'wasm-unsafe-eval'", &inline.scripts),
        &hashed("style-src 'self'", &inline.styles),
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}
