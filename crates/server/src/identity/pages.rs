//! Which pages may write: those of the shop itself. A cookie alone proves nothing, for any page can have it sent along.

use api::RequestMistake;
use axum::http::header::{ORIGIN, REFERER};
use axum::http::{HeaderMap, Method};

use crate::config::PublicOrigin;

/// That a request which changes something comes from a page of the shop, as far as it says where from: browsers do, and
/// no page can keep them from it. Whoever is no browser says nothing, and has no cookies that are not its own.
pub(super) fn check(own: &PublicOrigin, method: &Method, headers: &HeaderMap) -> Result<(), RequestMistake> {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return Ok(());
    }
    let is_own_site =
        headers.get_all(SEC_FETCH_SITE).iter().all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"));
    let origins = headers.get_all(ORIGIN).iter().map(|origin| origin.to_str().unwrap_or_default());
    let referers = headers.get_all(REFERER).iter().map(|referer| origin_of(referer.to_str().unwrap_or_default()));
    let mut said = origins.chain(referers);
    if is_own_site && said.all(|origin| own.allows(origin)) { Ok(()) } else { Err(RequestMistake::OtherOrigin) }
}

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// The part of an address before its path.
fn origin_of(address: &str) -> &str {
    let path = address.match_indices('/').nth(2).map_or(address.len(), |(at, _)| at);
    address.get(..path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_write(said: &[(&'static str, &str)]) -> bool {
        let own = PublicOrigin::At("https://shop.example.com".to_owned().try_into().unwrap());
        let headers = said.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        check(&own, &Method::POST, &headers).is_ok()
    }

    #[test]
    fn pages_of_the_shop_may_write_and_so_may_whoever_is_no_browser() {
        assert!(may_write(&[]));
        assert!(may_write(&[("origin", "https://shop.example.com"), ("sec-fetch-site", "same-origin")]));
        assert!(may_write(&[("referer", "https://shop.example.com/checkout?edition=advanced")]));
    }

    #[test]
    fn pages_of_others_may_not_write() {
        for said in [
            ("origin", "https://evil.example"),
            ("origin", "http://shop.example.com"),
            ("origin", "https://shop.example.com.evil.example"),
            ("origin", "null"),
            ("referer", "https://evil.example/https://shop.example.com/"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!may_write(&[said]), "{said:?}");
        }
        assert!(!may_write(&[("origin", "https://shop.example.com"), ("sec-fetch-site", "cross-site")]));
        assert!(!may_write(&[("origin", "https://shop.example.com"), ("origin", "https://evil.example")]));
    }

    #[test]
    fn anybody_may_read() {
        let headers = [(ORIGIN, "https://evil.example".parse().unwrap())].into_iter().collect();
        let own = PublicOrigin::ThisMachine;
        assert_eq!(check(&own, &Method::GET, &headers), Ok(()));
        assert_eq!(check(&own, &Method::DELETE, &headers), Err(RequestMistake::OtherOrigin));
    }
}
