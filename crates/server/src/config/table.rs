//! The table of `docs/OPERATING.md`.

use std::fmt::Write;

use super::key::{ALL, Key};

/// Every key as a table in Markdown.
#[must_use]
pub fn table() -> String {
    let mut table = "| key | value | default | what it is for |\n|---|---|---|---|\n".to_owned();
    for key in ALL {
        // Writing into a text cannot fail.
        let _ = writeln!(
            table,
            "| `{}`{} | {} | {} | {} |",
            key.name,
            secret(key),
            key.form.expected(),
            default(key),
            key.about
        );
    }
    table
}

fn secret(key: &Key) -> String {
    if key.is_secret { format!(", or `{}_file`", key.name) } else { String::new() }
}

fn default(key: &Key) -> String {
    match key.default {
        None => "—".to_owned(),
        Some("") => "none".to_owned(),
        Some(value) => format!("`{value}`"),
    }
}
