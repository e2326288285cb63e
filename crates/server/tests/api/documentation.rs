//! `docs/API.md` speaks of every endpoint and every kind of problem.

use api::ProblemKind;
use server::api::description;

use crate::shop::InTests;

const TEXT: &str = include_str!("../../../../docs/API.md");

#[test]
fn every_endpoint_is_in_the_text() {
    let described = serde_json::to_value(description::<InTests>()).unwrap();
    for path in described["paths"].as_object().unwrap().keys() {
        assert!(TEXT.contains(&format!("`{path}`")), "{path}");
    }
}

#[test]
fn every_kind_of_problem_is_in_the_text() {
    for kind in ProblemKind::ALL {
        let name = serde_json::to_value(kind).unwrap();
        assert!(TEXT.contains(&format!("`{}`", name.as_str().unwrap())), "{name}");
    }
}
