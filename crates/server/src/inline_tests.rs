//! The scan of a page, by example.

use super::*;

/// The example of the CSP specification, for `alert('Hello, world.');`.
const HELLO: &str = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
/// SHA-256 of `abc`, FIPS 180-2.
const ABC: &str = "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='";
/// SHA-256 of nothing.
const EMPTY: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
/// SHA-256 of `a`, `b` and `c` with a line feed between them.
const LINES: &str = "'sha256-6n+wi3otxGGf+3x7s42VogR5NfoWXXGxLv04UqLm0Mw='";

fn read(html: &str) -> Inline {
    let mut inline = Inline::default();
    inline.read(html);
    inline
}

fn scripts(html: &str) -> Vec<String> {
    read(html).scripts.into_iter().collect()
}

#[test]
fn the_hash_is_over_the_bytes_between_the_tags() {
    assert_eq!(scripts("<script>alert('Hello, world.');</script>"), [HELLO]);
    assert_eq!(scripts("<p>a</p><script type=\"module\">abc</script><p>"), [ABC]);
    assert_eq!(scripts("<script></script>"), [EMPTY]);
    assert_ne!(scripts("<script> abc</script>"), [ABC], "a space counts");
    assert_ne!(scripts("<script>abc\n</script>"), [ABC], "a line end counts");
}

#[test]
fn line_ends_are_hashed_as_browsers_read_them() {
    assert_eq!(scripts("<script>a\nb\nc</script>"), [LINES]);
    assert_eq!(scripts("<script>a\r\nb\r\nc</script>"), [LINES]);
    assert_eq!(scripts("<script>a\rb\r\nc</script>"), [LINES]);
}

#[test]
fn attributes_may_be_quoted_in_any_way_and_hold_angle_brackets() {
    for html in [
        "<script data-a=\"x > y <script>\">abc</script>",
        "<script data-a='x > \"y'>abc</script>",
        "<script async data-a = x type=module>abc</script>",
        "<SCRIPT\n\tNonce\n=\n'x'\n>abc</Script\n>",
        "<script a=b/c>abc</script x>",
        "<script =a>abc</script>",
        "<script/>abc</script/>",
        "<a title=\"<script>no</script>\"></a><script>abc</script>",
    ] {
        assert_eq!(scripts(html), [ABC], "{html}");
    }
}

#[test]
fn scripts_with_a_src_need_no_hash() {
    for html in ["<script src=\"/a.js\"></script>", "<script defer SRC=/a.js>abc</script>", "<script src>abc</script>"]
    {
        assert_eq!(scripts(html), [""; 0], "{html}");
    }
    for html in ["<script data-src=\"/a.js\">abc</script>", "<script title=\"src='a'\">abc</script>"] {
        assert_eq!(scripts(html), [ABC], "{html}");
    }
}

#[test]
fn json_needs_no_hash_but_all_that_the_policy_covers_does() {
    for kind in ["application/json", "application/ld+json", "\" Application/LD+JSON \""] {
        assert_eq!(scripts(&format!("<script type={kind}>abc</script>")), [""; 0], "{kind}");
    }
    for kind in ["module", "importmap", "speculationrules", "text/javascript", "\"\""] {
        assert_eq!(scripts(&format!("<script type={kind}>abc</script>")), [ABC], "{kind}");
    }
}

#[test]
fn what_only_looks_like_a_script_is_skipped() {
    for html in [
        "<!-- <script>no</script> --><script>abc</script>",
        "<!--><script>abc</script>",
        "<!---><script>abc</script><!-- > -->",
        "<title><script>no</script></title><script>abc</script>",
        "<textarea><script>no</script></textarea><script>abc</script>",
        "<style></style><scripty>no</scripty><script>abc</script>",
        "a < b <script>abc</script>",
        "<script>abc</script><script>never ended",
        "<script>abc</script><script never='ended",
        "<script>abc</script><!-- never ended <script>no</script>",
        "<script>abc</script><",
    ] {
        assert_eq!(scripts(html), [ABC], "{html}");
    }
}

#[test]
fn a_script_ends_at_its_own_end_tag() {
    let body = "let a = \"<b></b><style>x</style><\\/script></scripts>\";";
    assert_eq!(scripts(&format!("<script>{body}</script>")), [source(body)]);
    assert_eq!(scripts("<script>价格</script>"), [source("价格")]);
    assert_eq!(scripts("<script>价</价</script>"), [source("价</价")], "no end tag begins inside a character");
}

#[test]
fn styles_are_kept_apart_and_found_without_script() {
    let inline = read(
        "<style media=print>abc</style><script>alert('Hello, world.');</script><noscript><style></style></noscript>",
    );
    assert_eq!(inline.scripts.into_iter().collect::<Vec<_>>(), [HELLO]);
    assert_eq!(inline.styles.into_iter().collect::<Vec<_>>(), [EMPTY, ABC]);
}

#[test]
fn what_pages_share_is_listed_once() {
    let mut inline = Inline::default();
    inline.read("<script>abc</script><script>abc</script>");
    inline.read("<script>abc</script><script></script>");
    assert_eq!(inline.scripts.into_iter().collect::<Vec<_>>(), [EMPTY, ABC]);
}
