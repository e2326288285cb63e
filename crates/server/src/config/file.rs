//! The file, in TOML: sections with keys. A reader that goes on after an error names all of them.

use std::collections::BTreeSet;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::{Gathered, Value};
use super::mistake::{Mistake, Place};

/// Takes everything that the file says.
pub(super) fn read(text: &str, path: &Path, gathered: &mut Gathered) {
    let place = |line: usize| Place::File { path: path.to_owned(), line };
    let line = |at: usize| line_of(text, at);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut broken = BTreeSet::new();
    for error in &errors {
        // Not the whole message, which quotes the line: it may have a secret in it.
        let at = line(error.span().map_or(0, |span| span.start));
        if broken.insert(at) {
            let what = format!("this is no TOML: {}", error.message());
            gathered.mistakes.push(Mistake { place: place(at), key: String::new(), what });
        }
    }
    for (section, keys) in table.get_ref() {
        let section_name = section.get_ref();
        let DeValue::Table(keys) = keys.get_ref() else {
            let what =
                format!("a key needs a section: write it below a line like [server], not as {section_name} alone");
            let place = place(line(section.span().start));
            gathered.mistakes.push(Mistake { place, key: section_name.to_string(), what });
            continue;
        };
        for (key, value) in keys {
            let name = format!("{section_name}.{}", key.get_ref());
            let line = line(key.span().start);
            // What the reader makes of a broken line was said by nobody.
            if broken.contains(&line) {
                continue;
            }
            let place = place(line);
            match written(value) {
                Some(value) => gathered.take(&name, value, place),
                None => {
                    let what = format!(
                        "{} cannot be a value here: write a text, a whole number, or a list of texts",
                        kind(value)
                    );
                    gathered.mistakes.push(Mistake { place, key: name, what });
                }
            }
        }
    }
}

fn written(value: &Spanned<DeValue<'_>>) -> Option<Value> {
    match value.get_ref() {
        DeValue::Array(entries) => entries.iter().map(single).collect::<Option<Vec<_>>>().map(Value::Many),
        _ => single(value).map(Value::One),
    }
}

fn single(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().replace('_', "")),
        _ => None,
    }
}

fn kind(value: &Spanned<DeValue<'_>>) -> &'static str {
    value.get_ref().type_str()
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
