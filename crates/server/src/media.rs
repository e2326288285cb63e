//! What the name of a file says about it: its content type, and how long it may be kept.

/// How long a browser may use a file without asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The name changes with the content.
    Forever,
    /// What a seller changes: it must show at the next reload.
    AskAgain,
    /// Icons and the like.
    Hour,
}

impl Keep {
    pub(crate) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        match extension(name) {
            "html" => Self::AskAgain,
            _ if matches!(name, "catalogue.json" | "config.json") => Self::AskAgain,
            "js" | "css" | "wasm" if carries_hash(name) => Self::Forever,
            _ => Self::Hour,
        }
    }

    /// The value of `Cache-Control`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::AskAgain => "no-cache",
            Self::Hour => "public, max-age=3600",
        }
    }
}

/// The content type; text is UTF-8, and what is unknown is no page and no script.
pub(crate) fn content_type(path: &str) -> &'static str {
    match extension(path) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "ico" => "image/x-icon",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Trunk writes 64 bits in hexadecimal without leading zeros, so one name in sixteen has fewer than 16 digits.
fn carries_hash(name: &str) -> bool {
    let is_hash =
        |part: &str| (13..=16).contains(&part.len()) && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    name.split(['-', '_', '.']).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_kept_forever() {
        for name in [
            "storefront-0123456789abcdef.js",
            "storefront-0123456789abcdef_bg.wasm",
            "sheet-0123456789abcdef.css",
            "storefront-123456789abcdef.js",
            "0123456789abcdef-start.js",
            "assets/sheet-0123456789abcdef.css",
        ] {
            assert_eq!(Keep::of(name), Keep::Forever, "{name}");
        }
    }

    #[test]
    fn names_without_a_hash_are_kept_an_hour() {
        for name in [
            "storefront.js",
            "sheet-2024.css",
            "storefront-0123456789ABCDEF.js",
            "storefront-0123456789abcdef0.js",
            "storefront-0123456789abcdeg.js",
            "photo-20240101123456.png",
            "snippets/storefront-0123456789abcdef/inline0.js",
            "favicon.ico",
            "other.json",
        ] {
            assert_eq!(Keep::of(name), Keep::Hour, "{name}");
        }
    }

    #[test]
    fn what_a_seller_changes_is_asked_for_again() {
        for name in
            ["index.html", "en/pricing/index.html", "catalogue.json", "config.json", "page-0123456789abcdef.html"]
        {
            assert_eq!(Keep::of(name), Keep::AskAgain, "{name}");
        }
    }

    #[test]
    fn content_types_follow_the_last_extension() {
        assert_eq!(content_type("a/app-0123456789abcdef_bg.wasm"), "application/wasm");
        assert_eq!(content_type("jquery.min.js"), "text/javascript");
        assert_eq!(content_type("v1.2/LICENSE"), "application/octet-stream");
    }
}
