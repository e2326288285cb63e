//! Where somebody goes on who had to sign in: a page of this shop, and nothing else that an address might name.

use leptos_router::location::Url;

/// The first parts of the paths of pages that one can go on with.
const PAGES: [&str; 9] = ["pricing", "add-ons", "checkout", "orders", "account", "usage", "invoices", "trial", "help"];

/// The path and query of a page of this shop, below its base and language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// Reads an address; `None` for what is no page of this shop, such as an address of others.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let path = text.strip_prefix('/').filter(|_| is_plain)?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/');
        let is_page = parts.next().is_some_and(|first| PAGES.contains(&first));
        // A path that climbs, or has an empty part, may be understood as another one.
        let is_straight = parts.all(|part| !matches!(part, "" | "." | ".."));
        // The entrance has no path.
        (path.is_empty() || is_page && is_straight).then(|| Self(text.to_owned()))
    }

    /// The path and query.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn query(&self) -> String {
        format!("?next={}", Url::escape(&self.0))
    }
}
