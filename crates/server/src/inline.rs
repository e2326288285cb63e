//! Finds the inline scripts and styles of a page, for the Content-Security-Policy.
//!
//! Not an HTML parser: it knows tags, attributes, comments and the elements whose content is raw text, which is what
//! it takes to find the same bytes that a browser hashes.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The sources `'sha256-…'` of everything inline, sorted and each once.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inline {
    pub(crate) scripts: BTreeSet<String>,
    pub(crate) styles: BTreeSet<String>,
}

impl Inline {
    /// Adds what one page has.
    pub(crate) fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some((_, after)) = rest.split_once('<') {
            rest = self.element(after);
        }
    }

    /// Takes the text after a `<` and returns what is left to look at.
    fn element<'a>(&mut self, after: &'a str) -> &'a str {
        if after.starts_with("!--") {
            // The search begins at the opening's own dashes: `<!-->` is a whole comment.
            return after.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let Some((tag, content)) = Tag::parse(after) else { return after };
        if !tag.holds_raw_text() {
            return content;
        }
        // Without its end tag the element reaches to the end of the page, and a script is never run.
        let Some((body, rest)) = split_at_end_tag(content, &tag.name) else { return "" };
        match tag.name.as_str() {
            "script" if tag.is_inline_code() => self.scripts.insert(source(body)),
            "style" => self.styles.insert(source(body)),
            _ => false,
        };
        rest
    }
}

/// The source expression of a text, as the browser sees it: line ends are normalised before scripts are.
fn source(body: &str) -> String {
    let seen = body.replace("\r\n", "\n").replace('\r', "\n");
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(seen)))
}

/// Splits before `</name`, in any case, that ends there.
fn split_at_end_tag<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let ends_here = |after: &str| {
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && after
                .get(name.len()..)
                .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')))
    };
    let (start, _) = text.match_indices("</").find(|(at, open)| text.get(at + open.len()..).is_some_and(ends_here))?;
    text.split_at_checked(start)
}

/// A start tag. Names are in lower case; of an attribute that is there twice the first counts, as in browsers.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Takes the text after the `<`; returns the tag and the text after its `>`.
    fn parse(text: &str) -> Option<(Self, &str)> {
        if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let (name, mut rest) = split_before(text, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if let Some(content) = rest.strip_prefix('>') {
                return Some((Self { name: name.to_ascii_lowercase(), attributes }, content));
            }
            let (key, value, after) = attribute(rest)?;
            attributes.push((key.to_ascii_lowercase(), value.to_owned()));
            rest = after;
        }
    }

    fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Elements in whose content a `<script>` is only text.
    fn holds_raw_text(&self) -> bool {
        matches!(
            self.name.as_str(),
            "script" | "style" | "title" | "textarea" | "iframe" | "xmp" | "noembed" | "noframes"
        )
    }

    /// Neither a file of its own nor JSON, which the browser does not run.
    fn is_inline_code(&self) -> bool {
        let kind = self.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        let is_data = kind == "application/json" || kind.ends_with("+json");
        self.attribute("src").is_none() && !is_data
    }
}

/// One attribute at the start of a text that is neither empty nor at a `>`: its name, its value, the rest.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    // An equals sign that comes first belongs to the name.
    let first = text.chars().next()?.len_utf8();
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let length = text.get(first..)?.find(ends_name).map_or(text.len(), |at| first + at);
    let (key, after) = text.split_at_checked(length)?;
    let Some(value) = after.trim_ascii_start().strip_prefix('=') else { return Some((key, "", after)) };
    let value = value.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote)?;
            return Some((key, value, after));
        }
    }
    let (value, after) = split_before(value, |c| c.is_ascii_whitespace() || c == '>');
    Some((key, value, after))
}

fn split_before(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at_checked(text.find(ends).unwrap_or(text.len())).unwrap_or((text, ""))
}

#[cfg(test)]
#[path = "inline_tests.rs"]
mod tests;
