//! Turns the locale files into typed texts: a key that one language lacks, or a value that only one of them uses,
//! stops the build.
//!
//! For each group of keys a module; for each key without values a function, for each with values a struct that
//! has them as fields. `src/i18n.rs` has the macro that reads well at the place of use.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

const CHINESE: &str = "src/locales/zh-CN.json";
const ENGLISH: &str = "src/locales/en.json";

type Texts = BTreeMap<String, BTreeMap<String, String>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/locales");
    let (chinese, english) = (read(CHINESE)?, read(ENGLISH)?);
    missing(&chinese, &english, ENGLISH)?;
    missing(&english, &chinese, CHINESE)?;
    let mut code = String::new();
    for (group, texts) in &chinese {
        writeln!(code, "/// The texts of `{group}`.\npub(crate) mod {group} {{\nuse rules::vocabulary::Language;")?;
        let translated = english.get(group).into_iter().flatten();
        for ((key, zh), (_, en)) in texts.iter().zip(translated) {
            write_text(&mut code, &format!("{group}.{key}"), key, zh, en)?;
        }
        writeln!(code, "}}")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

fn read(path: &str) -> Result<Texts, Box<dyn Error>> {
    let file: Value = serde_json::from_str(&fs::read_to_string(path)?).map_err(|error| format!("{path}: {error}"))?;
    let texts = serde_json::from_value(file);
    Ok(texts.map_err(|error| format!("{path}: groups of texts were expected: {error}"))?)
}

fn missing(have: &Texts, lack: &Texts, file: &str) -> Result<(), String> {
    let lost: Vec<String> = have
        .iter()
        .flat_map(|(group, texts)| texts.keys().map(move |key| (group, key)))
        .filter(|(group, key)| !lack.get(*group).is_some_and(|texts| texts.contains_key(*key)))
        .map(|(group, key)| format!("{group}.{key}"))
        .collect();
    if lost.is_empty() { Ok(()) } else { Err(format!("{file} lacks {}", lost.join(", "))) }
}

fn write_text(code: &mut String, path: &str, key: &str, zh: &str, en: &str) -> Result<(), Box<dyn Error>> {
    let (zh_parts, zh_names) = parts(zh, path)?;
    let (en_parts, en_names) = parts(en, path)?;
    if zh_names != en_names {
        return Err(format!("{path}: the languages use different values: {zh_names:?} and {en_names:?}").into());
    }
    if zh_names.is_empty() {
        writeln!(code, "#[doc = {zh:?}]")?;
        writeln!(code, "pub(crate) const fn {key}(language: Language) -> &'static str {{")?;
        writeln!(code, "match language {{ Language::Chinese => {zh:?}, Language::English => {en:?} }}\n}}")?;
        return Ok(());
    }
    let fields: Vec<String> =
        zh_names.iter().map(|name| format!("pub(crate) {name}: {}", name.to_uppercase())).collect();
    let types: Vec<String> = zh_names.iter().map(|name| name.to_uppercase()).collect();
    let bounds: Vec<String> = types.iter().map(|name| format!("{name}: std::fmt::Display")).collect();
    writeln!(code, "#[doc = {zh:?}]\n#[expect(non_camel_case_types, reason = \"named as in the locale files\")]")?;
    writeln!(code, "pub(crate) struct {key}<{}> {{ {} }}", types.join(", "), fields.join(", "))?;
    writeln!(code, "impl<{}> {key}<{}> {{", bounds.join(", "), types.join(", "))?;
    writeln!(code, "pub(crate) fn text(&self, language: Language) -> String {{")?;
    let names: Vec<&str> = zh_names.iter().map(String::as_str).collect();
    writeln!(code, "let Self {{ {} }} = self;", names.join(", "))?;
    writeln!(
        code,
        "match language {{ Language::Chinese => format!({zh_parts:?}), Language::English => format!({en_parts:?}) }}"
    )?;
    writeln!(code, "}}\n}}")?;
    Ok(())
}

/// `{{ name }}` in a locale file is `{name}` in a format string.
fn parts(text: &str, path: &str) -> Result<(String, BTreeSet<String>), String> {
    let mut format = String::new();
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, behind) = after.split_once("}}").ok_or_else(|| format!("{path}: a value is not closed"))?;
        let name = name.trim();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            return Err(format!("{path}: {name:?} cannot be the name of a value"));
        }
        format.push_str(before);
        format.push('{');
        format.push_str(name);
        format.push('}');
        names.insert(name.to_owned());
        rest = behind;
    }
    format.push_str(rest);
    Ok((format, names))
}
