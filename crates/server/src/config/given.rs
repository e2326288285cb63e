//! Who says what: the file, above it the environment, above that the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::file;
use super::key::{ALL, Form, Key, PREFIX};
use super::mistake::{Mistake, Place};

/// Where a configuration comes from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file.
    pub file: Option<PathBuf>,
    /// The environment; only what begins with `ESIGN_STORE_` counts.
    pub environment: Vec<(String, String)>,
    /// What the command line says: the argument, the key that it stands for, the value.
    pub arguments: Vec<(&'static str, &'static str, String)>,
    /// Whether it is to be a demonstration.
    pub is_demonstration: bool,
    /// The folder that a demonstration keeps its database in; without it, it is forgotten.
    pub demonstration_folder: Option<PathBuf>,
}

/// A value as somebody wrote it, not read yet.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) value: Value,
    pub(super) place: Place,
    /// Whether it is the path of a file that has the value.
    pub(super) is_path: bool,
}

/// One text, or several.
#[derive(Clone)]
pub(super) enum Value {
    One(String),
    Many(Vec<String>),
}

/// What was given, by the name of the key, and what nobody could make sense of.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) given: BTreeMap<&'static str, Given>,
    pub(super) mistakes: Vec<Mistake>,
}

impl Gathered {
    pub(super) fn from(sources: &Sources) -> Self {
        let mut gathered = Self::default();
        if let Some(path) = &sources.file {
            gathered.take_file(path);
        }
        gathered.take_environment(&sources.environment);
        for (argument, key, text) in &sources.arguments {
            let given = Given { value: on_one_line(key, text), place: Place::Argument(argument), is_path: false };
            gathered.given.insert(key, given);
        }
        gathered
    }

    /// Takes a value of the file; the same key in both its forms is a mistake, since nobody knows which one was meant.
    pub(super) fn take(&mut self, name: &str, value: Value, place: Place) {
        let Some((key, is_path)) = known(name) else {
            let what = match nearest(name) {
                Some(near) => format!("this key is not known; did you mean {near}? Correct or delete it"),
                None => "this key is not known: delete it, or look for its name in docs/OPERATING.md".to_owned(),
            };
            self.mistakes.push(Mistake { place, key: name.to_owned(), what });
            return;
        };
        let is_same_source = |other: &Given| {
            let sources = (&other.place, &place);
            matches!(sources, (Place::File { .. }, Place::File { .. }) | (Place::Environment(_), Place::Environment(_)))
        };
        if self.given.get(key.name).is_some_and(is_same_source) {
            let what = format!("{0} and {0}_file are both there: delete one of them", key.name);
            self.mistakes.push(Mistake { place, key: key.name.to_owned(), what });
            return;
        }
        self.given.insert(key.name, Given { value, place, is_path });
    }

    fn take_file(&mut self, path: &Path) {
        match std::fs::read_to_string(path) {
            Ok(text) => file::read(&text, path, self),
            Err(error) => self.mistakes.push(Mistake {
                place: Place::Argument("--config"),
                key: String::new(),
                what: format!("cannot read {}: {error}; name a file that this user may read", path.display()),
            }),
        }
    }

    fn take_environment(&mut self, environment: &[(String, String)]) {
        for (variable, value) in environment {
            let Some(rest) = variable.strip_prefix(PREFIX) else { continue };
            let name = rest.to_ascii_lowercase().replacen('_', ".", 1);
            self.take(&name, on_one_line(&name, value), Place::Environment(variable.clone()));
        }
    }
}

/// A value where there is room for one text: a list has commas in it.
fn on_one_line(name: &str, text: &str) -> Value {
    let is_list = known(name).is_some_and(|(key, is_path)| matches!(key.form, Form::List(_)) && !is_path);
    if is_list { Value::Many(entries(text, ',')) } else { Value::One(text.to_owned()) }
}

/// The texts between separators that say something.
pub(super) fn entries(text: &str, separator: char) -> Vec<String> {
    text.split(separator).map(str::trim).filter(|entry| !entry.is_empty()).map(ToOwned::to_owned).collect()
}

/// The key of this name, and whether the name is that of its file.
fn known(name: &str) -> Option<(&'static Key, bool)> {
    let named = |name: &str| ALL.iter().copied().find(|key| key.name == name);
    let of_file = || named(name.strip_suffix("_file")?).filter(|key| key.is_secret);
    named(name).map(|key| (key, false)).or_else(|| of_file().map(|key| (key, true)))
}

/// The key that begins most like this one in the same section, or is called the same in another.
fn nearest(name: &str) -> Option<&'static str> {
    let (section, last) = name.rsplit_once('.').unwrap_or(("", name));
    let likeness = |key: &&Key| {
        let (its_section, its_last) = key.name.split_once('.').unwrap_or_default();
        let same = its_last.chars().zip(last.chars()).take_while(|(its, this)| its == this).count();
        let is_alike = its_last == last || (its_section == section && same >= LEAST_LIKENESS);
        if is_alike { same } else { 0 }
    };
    ALL.iter().copied().filter(|key| likeness(key) > 0).max_by_key(likeness).map(|key| key.name)
}

/// From how many letters on two names look alike.
const LEAST_LIKENESS: usize = 4;
