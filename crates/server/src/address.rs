//! The path of a request, decoded and checked once, so that nothing behind it has to be careful.

use percent_encoding::percent_decode_str;

/// A decoded path: begins with `/`, has no empty segment but the last, and none that begins with a dot.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address(String);

/// A path that is answered without looking anything up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No page of ours ever links to such a path: 400.
    Malformed,
    /// A dotfile, which might exist and is nobody's business: 404.
    Hidden,
}

impl Address {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for Address {
    type Error = Refusal;

    /// Takes the path as it came over the wire.
    fn try_from(raw: &str) -> Result<Self, Refusal> {
        if hides_separator(raw) {
            return Err(Refusal::Malformed);
        }
        let path = percent_decode_str(raw).decode_utf8().map_err(|_| Refusal::Malformed)?;
        // A percent sign that is still there was malformed, or encoded twice to slip past a check.
        if path.contains(|c: char| c.is_control() || matches!(c, '\\' | '%')) {
            return Err(Refusal::Malformed);
        }
        let mut segments = path.strip_prefix('/').ok_or(Refusal::Malformed)?.split('/').peekable();
        let mut hidden = false;
        while let Some(segment) = segments.next() {
            let last = segments.peek().is_none();
            match segment {
                "" if !last => return Err(Refusal::Malformed),
                "." | ".." => return Err(Refusal::Malformed),
                _ => hidden |= segment.starts_with('.'),
            }
        }
        if hidden { Err(Refusal::Hidden) } else { Ok(Self(path.into_owned())) }
    }
}

/// Whether an encoded slash or backslash is in it, which proxies and servers disagree about.
fn hides_separator(raw: &str) -> bool {
    raw.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"%2f") || three.eq_ignore_ascii_case(b"%5c"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded() {
        assert_eq!(Address::try_from("/%E4%BB%B7%E6%A0%BC/a%20b").unwrap().as_str(), "/价格/a b");
        assert_eq!(Address::try_from("/pricing/").unwrap().as_str(), "/pricing/");
        assert_eq!(Address::try_from("/").unwrap().as_str(), "/");
    }

    #[test]
    fn malformed_paths_are_refused() {
        for raw in [
            "",
            "*",
            "pricing",
            "//",
            "//host/x",
            "/a//b",
            "/..",
            "/../etc/passwd",
            "/a/../b",
            "/a/./b",
            "/.",
            "/%2e%2e/x",
            "/.%2E/x",
            "/a%2fb",
            "/a%2Fb",
            "/..%5cx",
            "/a%5Cb",
            "/a\\b",
            "/a%00",
            "/a%0d%0ab",
            "/a%7f",
            "/%zz",
            "/%",
            "/%252e%252e/x",
            "/%ff",
        ] {
            assert_eq!(Address::try_from(raw), Err(Refusal::Malformed), "{raw}");
        }
    }

    #[test]
    fn dotfiles_are_hidden() {
        for raw in ["/.git/config", "/.env", "/a/.htaccess", "/%2egit/config", "/...", "/.well-known/x"] {
            assert_eq!(Address::try_from(raw), Err(Refusal::Hidden), "{raw}");
        }
    }
}
