//! The cookie of a session.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;

use crate::config::PublicOrigin;

/// How the cookie is called and sent. Browsers keep one with the prefix `__Host-` only from https, for this host alone, and
/// for all of its paths; so nobody in between, and no other host of the same domain, can put one there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionCookie {
    /// For https.
    Guarded,
    /// For http on this machine, in development: not every browser takes cookies for https alone from there.
    Development,
}

impl SessionCookie {
    /// The one for a shop that browsers find there.
    pub(super) fn of(origin: &PublicOrigin) -> Self {
        if origin.is_secure() { Self::Guarded } else { Self::Development }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Guarded => "__Host-session",
            Self::Development => "session",
        }
    }

    /// The header that gives a browser its token; it forgets it after this time.
    pub(super) fn given(self, token: &str, lasts: TimeDelta) -> Option<HeaderValue> {
        self.header(token, lasts.num_seconds())
    }

    /// The header that takes it away.
    pub(super) fn taken(self) -> Option<HeaderValue> {
        self.header("", 0)
    }

    /// The token that a request carries. Of several cookies of the name none is believed.
    pub(super) fn token(self, headers: &HeaderMap) -> Option<&str> {
        let values = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut own = pairs.filter(|(name, _)| *name == self.name()).map(|(_, token)| token);
        own.next().filter(|token| !token.is_empty() && own.next().is_none())
    }

    fn header(self, token: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = match self {
            Self::Guarded => "; Secure",
            Self::Development => "",
        };
        let name = self.name();
        let cookie = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::try_from(cookie).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrying(cookies: &[&'static str]) -> HeaderMap {
        cookies.iter().map(|cookie| (COOKIE, HeaderValue::from_static(cookie))).collect()
    }

    #[test]
    fn over_https_it_is_for_this_host_and_https_alone_and_for_no_script() {
        let given = SessionCookie::Guarded.given("t", TimeDelta::hours(12)).unwrap();
        assert_eq!(given, "__Host-session=t; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(
            SessionCookie::Guarded.taken().unwrap(),
            "__Host-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn in_development_it_has_no_prefix_that_a_browser_would_refuse() {
        let given = SessionCookie::Development.given("t", TimeDelta::hours(1)).unwrap();
        assert_eq!(given, "session=t; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn it_is_found_among_others_and_one_that_comes_twice_is_not_believed() {
        let found = |cookies: &[&'static str]| SessionCookie::Guarded.token(&carrying(cookies)).map(ToOwned::to_owned);
        assert_eq!(found(&["a=b; __Host-session=t; c=d"]).as_deref(), Some("t"));
        assert_eq!(found(&["a=b", "__Host-session=t"]).as_deref(), Some("t"));
        for none in [&["session=t"][..], &["__Host-session="], &["__Host-session=t; __Host-session=u"], &["x"], &[]] {
            assert_eq!(found(none), None, "{none:?}");
        }
    }
}
