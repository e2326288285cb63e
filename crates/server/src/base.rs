//! The sub-folder of a host that the shop is mounted under.

use std::str::FromStr;

/// A folder path that begins and ends with a slash: `/`, `/shop/`, `/a/b/`.
///
/// ```
/// let base: server::Base = "/shop".parse()?;
/// assert_eq!(base.as_str(), "/shop/");
/// # Ok::<(), server::BaseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

/// A base that no address can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} cannot be a base: write it like / or /shop/, with letters, digits, \"-\", \"_\" and \".\" (not first) between the slashes"
)]
pub struct BaseError(String);

/// Where a path lies as seen from the base.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// In the site; the path without the base and without a leading slash.
    Inside(&'a str),
    /// The base without its last slash, which browsers would resolve relative links against wrongly.
    Doorstep,
    /// Not part of the site.
    Outside,
}

impl Base {
    /// With both slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn place<'a>(&self, path: &'a str) -> Place<'a> {
        match path.strip_prefix(&self.0) {
            Some(inside) => Place::Inside(inside),
            None if self.0.strip_suffix('/') == Some(path) => Place::Doorstep,
            None => Place::Outside,
        }
    }
}

impl Default for Base {
    /// The whole host.
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl FromStr for Base {
    type Err = BaseError;

    fn from_str(text: &str) -> Result<Self, BaseError> {
        let refused = || BaseError(text.to_owned());
        let inner = text.strip_prefix('/').ok_or_else(refused)?;
        if inner.is_empty() {
            return Ok(Self::default());
        }
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.split('/').all(is_segment) { Ok(Self(format!("/{inner}/"))) } else { Err(refused()) }
    }
}

/// Only characters that no browser, proxy or shell rewrites.
fn is_segment(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && !text.starts_with('.') && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> Base {
        text.parse().unwrap()
    }

    #[test]
    fn a_missing_last_slash_is_added() {
        assert_eq!(base("/shop"), base("/shop/"));
        assert_eq!(base("/a/b-c_1.x").as_str(), "/a/b-c_1.x/");
        assert_eq!(base("/").as_str(), "/");
    }

    #[test]
    fn what_no_address_can_have_is_refused() {
        for text in [
            "",
            "shop",
            "shop/",
            "//",
            "/a//b/",
            "/../",
            "/.x/",
            "/a b/",
            "/ü/",
            "/a?b/",
            "/%41/",
            "https://h/",
            "/a\\b/",
        ] {
            assert_eq!(text.parse::<Base>(), Err(BaseError(text.to_owned())));
        }
    }

    #[test]
    fn paths_are_inside_outside_or_on_the_doorstep() {
        assert_eq!(base("/").place("/pricing"), Place::Inside("pricing"));
        assert_eq!(base("/").place("/"), Place::Inside(""));
        assert_eq!(base("/shop/").place("/shop/pricing"), Place::Inside("pricing"));
        assert_eq!(base("/shop/").place("/shop"), Place::Doorstep);
        assert_eq!(base("/shop/").place("/shopping"), Place::Outside);
        assert_eq!(base("/shop/").place("/"), Place::Outside);
    }
}
