//! Which pages may write: those of the shop itself. A cookie alone proves nothing, for any page can have it sent along.

use api::{Origin, RequestMistake};
use axum::http::header::{ORIGIN, REFERER};
use axum::http::{HeaderMap, Method};

/// Which pages may write, and send their cookies along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicOrigin {
    /// Those of this origin.
    At(Origin),
    /// Those of this machine, over http, whatever the port: for development.
    ThisMachine,
}

/// The origin would let cookies travel in the clear.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the public origin is {0}: it has to begin with https://, but for http://127.0.0.1 and http://localhost")]
pub struct InTheClear(Origin);

impl PublicOrigin {
    /// Whether a request may write that a page of this origin sends.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        match self {
            Self::At(own) => own.as_str() == origin,
            Self::ThisMachine => Origin::try_from(origin.to_owned()).is_ok_and(|origin| is_this_machine(&origin)),
        }
    }

    /// Whether cookies can be for https alone.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        matches!(self, Self::At(origin) if origin.as_str().starts_with("https://"))
    }
}

impl TryFrom<Origin> for PublicOrigin {
    type Error = InTheClear;

    fn try_from(origin: Origin) -> Result<Self, InTheClear> {
        let is_safe = origin.as_str().starts_with("https://") || is_this_machine(&origin);
        if is_safe { Ok(Self::At(origin)) } else { Err(InTheClear(origin)) }
    }
}

/// That a request which changes something comes from a page of the shop, as far as it says where from: browsers do, and
/// no page can keep them from it. Whoever is no browser says nothing, and has no cookies that are not its own.
pub(super) fn check(own: &PublicOrigin, method: &Method, headers: &HeaderMap) -> Result<(), RequestMistake> {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return Ok(());
    }
    let is_own_site = headers.get_all(SEC_FETCH_SITE).iter().all(|site| matches!(site.as_bytes(), b"same-origin" | b"none"));
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

fn is_this_machine(origin: &Origin) -> bool {
    let host = origin.as_str().strip_prefix("http://");
    host.and_then(|host| host.split(':').next()).is_some_and(|name| matches!(name, "127.0.0.1" | "localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Origin {
        text.to_owned().try_into().unwrap()
    }

    fn may_write(said: &[(&'static str, &str)]) -> bool {
        let own = PublicOrigin::try_from(origin("https://shop.example.com")).unwrap();
        let headers = said.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        check(&own, &Method::POST, &headers).is_ok()
    }

    #[test]
    fn cookies_never_travel_in_the_clear() {
        for text in ["http://shop.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1:8080"] {
            assert!(PublicOrigin::try_from(origin(text)).is_err(), "{text}");
        }
        assert!(PublicOrigin::try_from(origin("http://localhost:8080")).is_ok_and(|own| !own.is_secure()));
        assert!(!PublicOrigin::ThisMachine.is_secure());
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

    #[test]
    fn in_development_every_port_of_this_machine_may_write() {
        for own in ["http://127.0.0.1:8080", "http://localhost:3000", "http://localhost"] {
            assert!(PublicOrigin::ThisMachine.allows(own), "{own}");
        }
        for other in ["http://localhost.example.com", "http://10.0.0.1", "null", ""] {
            assert!(!PublicOrigin::ThisMachine.allows(other), "{other}");
        }
    }
}
