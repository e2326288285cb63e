//! Reads a JSON tree into types and goes on after an error, so that all of them are found at once.
//!
//! `serde` stops at the first; whoever edits a price list wants to see every mistake, each with its place.

use std::collections::BTreeMap;

use serde_json::Value;

use super::problem::{CatalogueProblem, Expected};

/// A type that can be read from one place of the tree. `None` means that a problem was noted.
pub(super) trait Decode: Sized {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self>;

    /// What a missing field gives, for those that may be missing.
    fn when_missing() -> Option<Self> {
        None
    }
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<CatalogueProblem>);

impl Problems {
    pub(super) fn note(&mut self, path: impl Into<String>, expected: Expected, found: impl Into<String>) {
        self.0.push(CatalogueProblem { path: path.into(), expected, found: found.into() });
    }
}

/// One place of the tree.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) path: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, path: "$".to_owned() }
    }

    pub(super) fn refuse<T>(&self, expected: Expected, problems: &mut Problems) -> Option<T> {
        problems.note(&*self.path, expected, shortened(self.value));
        None
    }

    pub(super) fn object(&self, problems: &mut Problems) -> Option<Object<'a>> {
        let Value::Object(fields) = self.value else {
            return self.refuse(Expected::Object, problems);
        };
        Some(Object {
            fields: fields.iter().map(|(name, value)| (name.as_str(), value)).collect(),
            path: self.path.clone(),
        })
    }

    pub(super) fn list<T: Decode>(&self, min: usize, problems: &mut Problems) -> Option<Vec<T>> {
        let Value::Array(values) = self.value else {
            return self.refuse(Expected::List { min }, problems);
        };
        if values.len() < min {
            return self.refuse(Expected::List { min }, problems);
        }
        let entries: Vec<Option<T>> = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let path = format!("{}[{index}]", self.path);
                T::decode(&Node { value, path }, problems)
            })
            .collect();
        entries.into_iter().collect()
    }

    pub(super) fn whole_number(&self, min: i64, max: i64, problems: &mut Problems) -> Option<i64> {
        match self.value.as_i64() {
            Some(number) if (min..=max).contains(&number) => Some(number),
            _ => self.refuse(Expected::WholeNumber { min, max }, problems),
        }
    }

    /// One of the words of an enumeration.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let found = self.value.as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
        match found {
            Some((_, meaning)) => Some(*meaning),
            None => {
                let words = words.iter().map(|(word, _)| (*word).to_owned()).collect();
                self.refuse(Expected::OneOf(words), problems)
            }
        }
    }
}

/// An object whose fields are taken one by one; what is left over is not known.
pub(super) struct Object<'a> {
    fields: BTreeMap<&'a str, &'a Value>,
    path: String,
}

impl<'a> Object<'a> {
    pub(super) fn field<T: Decode>(&mut self, name: &str, problems: &mut Problems) -> Option<T> {
        let Some(node) = self.node(name) else {
            let missing = T::when_missing();
            if missing.is_none() {
                problems.note(self.path_of(name), Expected::Field, "—");
            }
            return missing;
        };
        T::decode(&node, problems)
    }

    pub(super) fn node(&mut self, name: &str) -> Option<Node<'a>> {
        let path = self.path_of(name);
        self.fields.remove(name).map(|value| Node { value, path })
    }

    pub(super) fn close(self, problems: &mut Problems) {
        for (name, value) in &self.fields {
            problems.note(self.path_of(name), Expected::NoSuchField, shortened(value));
        }
    }

    /// The fields that are left, each with its place, for objects that are maps.
    pub(super) fn into_entries(self) -> Vec<(&'a str, Node<'a>)> {
        let path = self.path;
        self.fields
            .into_iter()
            .map(|(name, value)| {
                let path = format!("{path}.{name}");
                (name, Node { value, path })
            })
            .collect()
    }

    fn path_of(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }
}

/// Reads the named fields of an object into a struct, noting every problem before it gives up.
macro_rules! read_object {
    ($node:expr, $problems:expr => $type:ident { $($field:ident),+ $(,)? }) => {{
        let mut object = $node.object($problems)?;
        $(let $field = object.field(stringify!($field), $problems);)+
        object.close($problems);
        Some($type { $($field: $field?),+ })
    }};
}
pub(super) use read_object;

const LONGEST_QUOTE: usize = 60;

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= LONGEST_QUOTE {
        return text;
    }
    let start: String = text.chars().take(LONGEST_QUOTE).collect();
    format!("{start}…")
}
