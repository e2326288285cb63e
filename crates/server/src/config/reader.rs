//! Reads what was given into types, key by key, and goes on after a mistake.

use std::path::Path;

use super::Effective;
use super::given::{Gathered, Given, Value, entries};
use super::key::{Form, Key};
use super::mistake::{Mistake, Place};

/// What was given, and what was found wrong with it.
pub(super) struct Reader {
    gathered: Gathered,
    /// What is in force, as it may be shown.
    pub(super) effective: Vec<Effective>,
}

impl Reader {
    pub(super) fn of(gathered: Gathered) -> Self {
        Self { gathered, effective: Vec::new() }
    }

    /// A single value; `None` where nobody says one, or where it is wrong, which is noted.
    pub(super) fn one<T>(&mut self, key: &'static Key, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (value, place) = self.value(key)?;
        let Value::One(text) = value else {
            self.refuse(key, place, "a list");
            return None;
        };
        let parsed = parse(&text);
        if parsed.is_none() {
            self.refuse(key, place, &format!("{text:?}"));
        }
        parsed
    }

    /// A list of values.
    pub(super) fn list<T>(&mut self, key: &'static Key, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let Some((value, place)) = self.value(key) else { return Vec::new() };
        let texts = match value {
            Value::Many(texts) => texts,
            Value::One(text) if text.is_empty() => Vec::new(),
            Value::One(_) => {
                self.refuse(key, place, "a single text");
                return Vec::new();
            }
        };
        let mut read = Vec::new();
        for text in texts {
            match parse(&text) {
                Some(entry) => read.push(entry),
                None => self.refuse(key, place.clone(), &format!("{text:?}")),
            }
        }
        read
    }

    /// A whole number of a key that has a default. Where it is wrong, the smallest stands in, and the mistake is noted.
    pub(super) fn whole(&mut self, key: &'static Key) -> u32 {
        let Form::Whole { least, most } = key.form else { return 0 };
        self.one(key, |text| text.parse().ok().filter(|number| (least..=most).contains(number))).unwrap_or(least)
    }

    /// That a key is needed and not there.
    pub(super) fn need(&mut self, key: &'static Key, why: &str) {
        // What was given and is wrong is noted already.
        if !self.gathered.mistakes.iter().any(|mistake| mistake.key == key.name) {
            let what = format!("it is missing: {why}. Write {}, or set {}", key.form.expected(), key.variable());
            self.note(key, Place::Nowhere, what);
        }
    }

    pub(super) fn note(&mut self, key: &'static Key, place: Place, what: String) {
        self.gathered.mistakes.push(Mistake { place, key: key.name.to_owned(), what });
    }

    /// Where the value of a key comes from.
    pub(super) fn place(&self, key: &'static Key) -> Place {
        self.gathered.given.get(key.name).map_or(Place::Default, |given| given.place.clone())
    }

    pub(super) fn finish(self) -> (Vec<Mistake>, Vec<Effective>) {
        (self.gathered.mistakes, self.effective)
    }

    fn refuse(&mut self, key: &'static Key, place: Place, found: &str) {
        let expected = key.form.expected();
        let what = if key.is_secret {
            format!("expected {expected}; what was found is secret")
        } else {
            format!("expected {expected}, found {found}")
        };
        self.note(key, place, what);
    }

    fn value(&mut self, key: &'static Key) -> Option<(Value, Place)> {
        let Some(given) = self.gathered.given.get(key.name).cloned() else {
            let value = key.default.map(|text| Value::One(text.to_owned()));
            let place = if value.is_some() { Place::Default } else { Place::Nowhere };
            self.show(key, value.as_ref(), &place);
            return value.map(|value| (value, place));
        };
        let value = if given.is_path { self.in_file(key, &given)? } else { given.value };
        self.show(key, Some(&value), &given.place);
        Some((value, given.place))
    }

    /// The content of the file that a secret is in, without the line end that editors add.
    fn in_file(&mut self, key: &'static Key, given: &Given) -> Option<Value> {
        let Value::One(path) = &given.value else {
            self.refuse(key, given.place.clone(), "a list");
            return None;
        };
        match std::fs::read_to_string(Path::new(path)) {
            Ok(text) if matches!(key.form, Form::List(_)) => Some(Value::Many(entries(&text, '\n'))),
            Ok(text) => Some(Value::One(text.trim_end_matches(['\r', '\n']).to_owned())),
            Err(error) => {
                let what = format!("cannot read {path}: {error}; name a file that this user may read");
                self.note(key, given.place.clone(), what);
                None
            }
        }
    }

    fn show(&mut self, key: &'static Key, value: Option<&Value>, place: &Place) {
        let shown = match value {
            None => None,
            Some(_) if key.is_secret => Some("(secret)".to_owned()),
            Some(Value::One(text)) => Some(text.clone()),
            Some(Value::Many(texts)) => Some(texts.join(", ")),
        };
        self.effective.push(Effective { key: key.name, shown, place: place.clone() });
    }
}
