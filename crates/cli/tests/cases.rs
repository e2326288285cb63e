//! The stream of cases: the documented examples, order, lines that are no cases, lines that are too long, both languages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cli::{Form, LONGEST_LINE, Summary, run};
use rules::Catalogue;
use rules::vocabulary::Language;

const CATALOGUE: &str = include_str!("../../../public/catalogue.json");
const VISITOR: &str = r#"{"id":1,"now":"2026-03-01T02:00:00Z","actor":{"kind":"visitor"},"question":{"question":"quote","basket":{"edition":{"edition":"professional","term":2}}}}"#;

fn decided(form: Form, input: impl Read) -> (Summary, String, String) {
    let catalogue = Catalogue::parse(CATALOGUE).expect("sound");
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let summary = run(&catalogue, form, BufReader::new(input), &mut output, &mut errors).expect("written");
    (summary, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/CASES.md")
}

/// The document with the result of each example after it, as it is decided now.
fn with_results(document: &str) -> String {
    let mut written = String::new();
    let mut rest = document;
    while let Some((before, after)) = rest.split_once("```jsonl case\n") {
        let (case, after) = after.split_once("```\n").expect("an end");
        let (_, results, _) = decided(Form::Json, case.as_bytes());
        written.push_str(&format!("{before}```jsonl case\n{case}```\n\n```jsonl result\n{results}```\n"));
        rest = match after.strip_prefix("\n```jsonl result\n") {
            Some(known) => known.split_once("```\n").expect("an end").1,
            None => after,
        };
    }
    written + rest
}

#[test]
fn the_documented_examples_are_what_is_decided() {
    let known = std::fs::read_to_string(document()).unwrap();
    let current = with_results(&known);
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(document(), &current).unwrap();
    } else {
        assert!(known == current, "to rewrite it: UPDATE_CASES=1 cargo test -p cli");
    }
}

#[test]
fn results_come_in_order_and_a_line_that_is_no_case_stops_nothing() {
    let input = format!("{VISITOR}\n\nnonsense\n{}\n", VISITOR.replace("\"id\":1", "\"id\":2"));
    let (summary, output, errors) = decided(Form::Json, input.as_bytes());
    assert_eq!(summary, Summary { decided: 2, unreadable: 1 });
    let lines: Vec<serde_json::Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["id"], &lines[1]["line"], &lines[2]["id"]), (&1.into(), &3.into(), &2.into()));
    assert!(errors.starts_with("line 3: "), "{errors}");
}

#[test]
fn the_last_line_needs_no_line_feed() {
    assert_eq!(decided(Form::Json, VISITOR.as_bytes()).0, Summary { decided: 1, unreadable: 0 });
}

#[test]
fn a_case_names_one_origin_and_asks_one_thing() {
    let two_origins =
        VISITOR.replace("\"question\":{\"question\"", "\"events\":[],\"history\":[],\"question\":{\"question\"");
    let nothing = r#"{"now":"2026-03-01T02:00:00Z","actor":{"kind":"visitor"}}"#;
    let (summary, _, errors) = decided(Form::Json, format!("{two_origins}\n{nothing}\n").as_bytes());
    assert_eq!(summary.unreadable, 2);
    assert!(
        errors.contains("one of `account`, `events` and `history`")
            && errors.contains("either `command` or `question`")
    );
}

#[test]
fn a_line_that_is_too_long_is_passed_over_without_being_kept() {
    let long = io::repeat(b' ').take(LONGEST_LINE as u64 + 1).chain(&b"\n"[..]).chain(VISITOR.as_bytes());
    let (summary, output, errors) = decided(Form::Json, long);
    assert_eq!(summary, Summary { decided: 1, unreadable: 1 });
    assert!(errors.starts_with("line 1: the line is longer"), "{errors}");
    assert_eq!(output.lines().count(), 2);
}

#[test]
fn the_same_as_sentences_in_both_languages() {
    let (_, chinese, _) = decided(Form::Text(Language::Chinese), VISITOR.as_bytes());
    assert_eq!(
        chinese,
        "# 1\n专业版 · 2 年: ¥21,900.00\n  自支付时起生效，至 2028年3月1日 10:00 [ED-3, ED-2]\n= ¥21,900.00\n\n"
    );
    let (_, english, _) = decided(Form::Text(Language::English), VISITOR.as_bytes());
    assert_eq!(
        english,
        "# 1\nProfessional · 2 years: ¥21,900.00\n  In force from payment until 1 Mar 2028, 10:00 [ED-3, ED-2]\n= ¥21,900.00\n\n"
    );
}

#[test]
fn the_exit_code_tells_what_came_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = folder.path().join("catalogue.json");
    std::fs::write(&catalogue, CATALOGUE).unwrap();
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, "{}").unwrap();
    let code = |catalogue: &PathBuf, cases: &str| {
        let file = folder.path().join("cases.jsonl");
        std::fs::write(&file, cases).unwrap();
        let program = env!("CARGO_BIN_EXE_esign-rules");
        let mut command = Command::new(program);
        command.arg("--catalogue").arg(catalogue).arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().unwrap().code()
    };
    assert_eq!(code(&catalogue, VISITOR), Some(0));
    assert_eq!(code(&catalogue, "nonsense"), Some(1));
    assert_eq!(code(&broken, VISITOR), Some(2));
}
