//! Sizes and Lighthouse figures of the pricing page, held against the budgets.

use crate::build::{self, Site};
use crate::lighthouse::{self, Figure, Medians};
use crate::project::Project;
use crate::report::Failure;
use crate::serve::{self, Running};
use crate::sizes::{self, Sizes};
use crate::{setup, wasm_toolchain};

const RUNS: usize = 3;
const FIRST_VIEW_BYTES: usize = 14_600;
const WASM_BYTES: usize = 150_000;
const SCORE: f64 = 100.0;

/// Prints everything; a missed budget is said, and is no failure.
pub(crate) fn measure(project: &Project) -> Result<(), Failure> {
    let kit = setup::for_browser(project)?;
    let toolbox = setup::for_build(project)?;
    let site = Site::local(project)?;
    build::site(project, &toolbox, &site)?;
    let server = serve::binary(project)?;
    let weighed = sizes::weigh(&site.out)?;
    let running = Running::start(&server, &site.out, None)?;
    let url = format!("http://127.0.0.1:{}/pricing", running.port);
    let scratch = project.generated().join("lighthouse");
    let medians = lighthouse::measure(&toolbox.modules, &kit.chromium, &url, RUNS, &scratch)?;
    drop(running);

    println!("\nwasm compiled with {:?}, for {}", toolbox.wasm, wasm_toolchain::TARGET);
    println!("\n{}\n", sizes::table(&weighed));
    println!("Lighthouse mobile, /pricing, median of {RUNS}");
    for figure in medians.scores.iter().chain(&medians.metrics) {
        println!("{}", row(figure));
    }
    for title in &medians.lacking {
        println!("  below 100: {title}");
    }
    println!("\n{:<34} {:>10} {:>10}", "budget", "limit", "now");
    for budget in budgets(&weighed, &medians) {
        println!("{budget}");
    }
    Ok(())
}

fn row(figure: &Figure) -> String {
    let decimals = if figure.name == "CLS" { 3 } else { 0 };
    format!("{:<16} {:>10.decimals$} {}", figure.name, figure.median, figure.unit).trim_end().to_owned()
}

fn budgets(sizes: &Sizes, medians: &Medians) -> Vec<String> {
    let line = |name: &str, limit: String, now: String, held: bool| {
        format!("{name:<34} {limit:>10} {now:>10}  {}", if held { "OK" } else { "MISSED" })
    };
    let bytes = |name, now: usize, limit: usize| line(name, format!("≤ {limit}"), now.to_string(), now <= limit);
    let mut lines = vec![
        bytes("first view, brotli bytes", sizes.first_view.brotli, FIRST_VIEW_BYTES),
        bytes("wasm, brotli bytes", sizes.wasm.brotli, WASM_BYTES),
    ];
    lines.extend(medians.scores.iter().map(|score| {
        let name = format!("Lighthouse {}", score.name);
        line(&name, format!("{SCORE:.0}"), format!("{:.0}", score.median), score.median >= SCORE)
    }));
    let shift = medians.metrics.iter().find(|metric| metric.name == "CLS").map_or(f64::INFINITY, |found| found.median);
    lines.push(line("layout shift", "0".to_owned(), format!("{shift:.3}"), shift <= 0.0));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sizes::Bytes;

    #[test]
    fn a_missed_budget_says_so() {
        let figure = |name, median| Figure { name, median, unit: "" };
        let medians = Medians {
            scores: vec![figure("Performance", 100.0), figure("SEO", 92.0)],
            metrics: vec![figure("CLS", 0.0)],
            lacking: Vec::new(),
        };
        let size = |brotli| Bytes { raw: 0, brotli };
        let lines = budgets(&Sizes::of(size(150_001), size(14_600)), &medians);
        let held: Vec<bool> = lines.iter().map(|line| line.ends_with("OK")).collect();
        assert_eq!(held, [true, false, true, false, true]);
    }
}
