//! Whether the API's description says that an answer can come: asked of every answer that a test is given.

use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value};

static DESCRIBED: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap());

/// Fails where an endpoint answered by a status that its description does not have. What is no endpoint is not described.
#[track_caller]
pub(crate) fn assert_described(method: &Method, path: &str, status: StatusCode) {
    if let Some(answers) = answers(method, path) {
        assert!(
            answers.contains_key(status.as_str()),
            "{method} {path} answers {status}, which openapi.json does not say"
        );
    }
}

fn answers(method: &Method, path: &str) -> Option<&'static Map<String, Value>> {
    let paths = DESCRIBED["paths"].as_object().unwrap();
    // Where a name is written out, it is not what a parameter stands for.
    let item =
        paths.get(path).or_else(|| paths.iter().find(|(template, _)| is_of(template, path)).map(|(_, item)| item))?;
    item[method.as_str().to_lowercase()]["responses"].as_object()
}

/// Whether a path is one of those that a template stands for.
fn is_of(template: &str, path: &str) -> bool {
    let (wanted, given) = (template.split('/'), path.split('/'));
    template.split('/').count() == path.split('/').count()
        && wanted.zip(given).all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
}
