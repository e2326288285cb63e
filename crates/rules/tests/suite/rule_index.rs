//! Every rule of `docs/RULES.md` has its code and its tests, and no test names another; `docs/RULES-INDEX.md` tells where.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const FAMILIES: [&str; 10] = ["ED", "BUY", "ADD", "CH", "TRIAL", "QUOTA", "ORD", "BIND", "ROLE", "INV"];

/// Where something stands: a file of the repository, and in it what bears the rule's name.
type Places = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The ids of the project's rules, in the order of the document.
fn known_rules() -> Vec<String> {
    let document = read(&root().join("docs/RULES.md"));
    let first_cell = |line: &str| line.strip_prefix("| ")?.split(" |").next().map(str::to_owned);
    document.lines().filter_map(first_cell).filter(|id| is_rule(id)).collect()
}

fn is_rule(id: &str) -> bool {
    id.split_once('-').is_some_and(|(family, number)| FAMILIES.contains(&family) && number.parse::<u32>().is_ok())
}

/// Rust files below a folder, with their paths in the repository.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|kind| kind == "rs") {
                let name = entry.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, read(&entry)));
            }
        }
    }
    found.sort();
    found
}

/// The rules that a name begins with: `role_2_role_3_what_a_role_may`.
fn rules_of_name(name: &str) -> Vec<String> {
    let mut rules = Vec::new();
    let mut rest = name;
    loop {
        let mut parts = rest.splitn(3, '_');
        let (Some(family), Some(number), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
            return rules;
        };
        let id = format!("{}-{number}", family.to_uppercase());
        if !is_rule(&id) {
            return rules;
        }
        rules.push(id);
        rest = after;
    }
}

/// The rules that a text names, ranges (`ADD-1 … ADD-3`) with all that is between.
fn rules_of_text(text: &str) -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    let words: Vec<&str> = text
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '…'))
        .filter(|word| !word.is_empty())
        .collect();
    for (index, word) in words.iter().enumerate().filter(|(_, word)| is_rule(word)) {
        rules.insert((*word).to_owned());
        if let (Some(&"…"), Some(last)) = (words.get(index + 1), words.get(index + 2)) {
            let (family, first) = word.split_once('-').unwrap();
            let last =
                last.split_once('-').filter(|(other, _)| *other == family).and_then(|(_, last)| last.parse().ok());
            rules
                .extend((first.parse::<u32>().unwrap()..=last.unwrap_or(0)).map(|number| format!("{family}-{number}")));
        }
    }
    rules
}

/// Where each rule is decided: the files whose comments or codes name it.
fn decided() -> Places {
    let mut places = Places::new();
    for (file, text) in rust_files("crates/rules/src") {
        for rule in rules_of_text(&text) {
            places.entry(rule).or_default().insert(file.trim_start_matches("crates/rules/src/").to_owned());
        }
    }
    places
}

/// The tests of each rule, by their names.
fn tested() -> Places {
    let mut places = Places::new();
    for folder in ["crates/rules/tests", "crates/service", "crates/cli/tests"] {
        for (file, text) in rust_files(folder) {
            let file = Path::new(&file).file_stem().unwrap().to_string_lossy().into_owned();
            for name in text.lines().filter_map(|line| line.trim().strip_prefix("fn ")?.split('(').next()) {
                for rule in rules_of_name(name) {
                    places.entry(rule).or_default().insert(format!("{file}::{name}"));
                }
            }
        }
    }
    places
}

#[test]
fn the_index_of_the_rules_is_complete_and_current() {
    let (known, decided, tested) = (known_rules(), decided(), tested());
    let missing =
        |places: &Places| known.iter().filter(|rule| !places.contains_key(*rule)).cloned().collect::<Vec<_>>();
    assert_eq!(missing(&tested), [""; 0], "rules without a test that is named after them");
    assert_eq!(missing(&decided), [""; 0], "rules that no code names");
    let unknown = |places: &Places| places.keys().filter(|rule| !known.contains(rule)).cloned().collect::<Vec<_>>();
    assert_eq!(unknown(&tested), [""; 0], "tests named after rules that do not exist");
    assert_eq!(unknown(&decided), [""; 0], "code that names rules that do not exist");

    let mut index = String::from(
        "# Where each rule is decided and tested\n\nGenerated from the code by `UPDATE_INDEX=1 cargo test -p rules rule_index`. Files are those of\n`crates/rules/src`; tests are named after their rules.\n\n| rule | named in | tests |\n|---|---|---|\n",
    );
    for rule in &known {
        let list =
            |places: &Places| places[rule].iter().map(|place| format!("`{place}`")).collect::<Vec<_>>().join("<br>");
        writeln!(index, "| {rule} | {} | {} |", list(&decided), list(&tested)).unwrap();
    }
    let path = root().join("docs/RULES-INDEX.md");
    if std::env::var_os("UPDATE_INDEX").is_some() {
        std::fs::write(path, index).unwrap();
    } else {
        assert!(read(&path) == index, "to rewrite it: UPDATE_INDEX=1 cargo test -p rules rule_index");
    }
}

#[test]
fn a_name_can_begin_with_several_rules() {
    assert_eq!(rules_of_name("role_2_role_3_what_a_role_may"), ["ROLE-2", "ROLE-3"]);
    assert!(rules_of_name("a_role_2_in_the_middle").is_empty());
}

#[test]
fn a_text_can_name_a_range() {
    assert_eq!(
        rules_of_text("(ADD-1 … ADD-3), ED-2").into_iter().collect::<Vec<_>>(),
        ["ADD-1", "ADD-2", "ADD-3", "ED-2"]
    );
    assert!(rules_of_text("UTF-8, ISO-8601").is_empty());
}
