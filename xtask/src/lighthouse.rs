//! Runs Lighthouse for a phone, several times, and takes the median of each figure.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::browser;
use crate::command::capture;
use crate::report::{Doing, Failure};

const CATEGORIES: [(&str, &str); 4] = [
    ("performance", "Performance"),
    ("accessibility", "Accessibility"),
    ("best-practices", "Best practices"),
    ("seo", "SEO"),
];

const METRICS: [(&str, &str, &str); 5] = [
    ("first-contentful-paint", "FCP", "ms"),
    ("largest-contentful-paint", "LCP", "ms"),
    ("total-blocking-time", "TBT", "ms"),
    ("cumulative-layout-shift", "CLS", ""),
    ("speed-index", "SI", "ms"),
];

/// One figure: the median of all runs, and what it is counted in.
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) median: f64,
    pub(crate) unit: &'static str,
}

/// The four scores, from 0 to 100, and the metrics of loading.
pub(crate) struct Medians {
    pub(crate) scores: Vec<Figure>,
    pub(crate) metrics: Vec<Figure>,
    /// Audits of the last run that kept a score below 100.
    pub(crate) lacking: Vec<String>,
}

/// Measures one address; `scratch` receives the reports.
pub(crate) fn measure(
    modules: &Path,
    chromium: &Path,
    url: &str,
    runs: usize,
    scratch: &Path,
) -> Result<Medians, Failure> {
    fs::create_dir_all(scratch).doing(scratch.display())?;
    let mut reports = Vec::new();
    for run in 1..=runs {
        println!("[measure] Lighthouse, run {run} of {runs} …");
        let file = scratch.join(format!("lighthouse-{run}.json"));
        let mut lighthouse = Command::new("node");
        lighthouse.env("CHROME_PATH", chromium).arg(modules.join("lighthouse/cli/index.js")).arg(url).args([
            "--quiet",
            "--output=json",
            "--form-factor=mobile",
            "--only-categories=performance,accessibility,best-practices,seo",
        ]);
        lighthouse.arg(format!("--chrome-flags={}", browser::flags().join(" ")));
        capture(lighthouse.arg(format!("--output-path={}", file.display())))?;
        let report = fs::read_to_string(&file).doing(file.display())?;
        reports.push(serde_json::from_str::<Value>(&report).doing(file.display())?);
    }
    let figure = |name, unit, pointer: String, factor: f64| -> Result<Figure, Failure> {
        let values = reports.iter().filter_map(|report| report.pointer(&pointer)?.as_f64()).collect();
        let median = median(values).ok_or_else(|| Failure::new(format!("Lighthouse reports no {name}")))?;
        Ok(Figure { name, median: median * factor, unit })
    };
    Ok(Medians {
        scores: CATEGORIES
            .iter()
            .map(|(id, name)| figure(name, "", format!("/categories/{id}/score"), 100.0))
            .collect::<Result<_, _>>()?,
        metrics: METRICS
            .iter()
            .map(|(id, name, unit)| figure(name, unit, format!("/audits/{id}/numericValue"), 1.0))
            .collect::<Result<_, _>>()?,
        lacking: reports.last().map(lacking).unwrap_or_default(),
    })
}

/// The middle one; of an even number, the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(*values.get(middle.checked_sub(1)?)?, upper)) }
}

/// The titles of weighted audits that are not perfect.
fn lacking(report: &Value) -> Vec<String> {
    let categories = report.get("categories").and_then(Value::as_object).into_iter().flat_map(|all| all.values());
    let references = categories.filter_map(|category| category.get("auditRefs")?.as_array()).flatten();
    let weighted = references.filter(|reference| reference.get("weight").and_then(Value::as_f64) > Some(0.0));
    let audits = weighted.filter_map(|reference| report.get("audits")?.get(reference.get("id")?.as_str()?));
    let imperfect = audits.filter(|audit| audit.get("score").and_then(Value::as_f64).is_some_and(|score| score < 1.0));
    imperfect.filter_map(|audit| Some(audit.get("title")?.as_str()?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn imperfect_audits_are_named() {
        let report = serde_json::json!({
            "categories": {"seo": {"auditRefs": [{"id": "a", "weight": 1}, {"id": "b", "weight": 1}, {"id": "c", "weight": 0}]}},
            "audits": {"a": {"title": "Has a title", "score": 0}, "b": {"title": "B", "score": 1}, "c": {"title": "C", "score": 0}},
        });
        assert_eq!(lacking(&report), ["Has a title"]);
    }
}
