//! Proves that no build has leptos with both `csr` and `ssr`: under `ssr` event handlers are dropped.

use std::process::Command;

use crate::command::capture;
use crate::project::Project;
use crate::report::Failure;
use crate::wasm_toolchain::TARGET;

/// Features of crates that clippy and the tests turn on.
pub(crate) const TEST_FEATURES: &str = "rules/schema,service/contract";

#[derive(Debug, PartialEq, Eq)]
enum Rendering {
    Browser,
    Html,
    None,
    Both,
}

/// Looks at every way in which this project is compiled.
pub(crate) fn check(project: &Project) -> Result<(), Failure> {
    use Rendering::{Browser, Html, None};
    let builds: [(&str, &[&str], Rendering); 5] = [
        ("the app", &["--package", "storefront", "--features", "csr", "--target", TARGET], Browser),
        ("the prerender", &["--package", "prerender"], Html),
        ("the server", &["--package", "server"], Html),
        ("clippy and tests", &["--workspace", "--features", TEST_FEATURES], Html),
        ("the contract page", &["--package", "browser-store", "--target", TARGET], None),
    ];
    for (build, arguments, expected) in builds {
        let mut tree: Command = project.cargo(&["tree", "--prefix", "none", "--format", "{p}|{f}"]);
        let found = rendering(&capture(tree.args(["--edges", "normal,build,dev"]).args(arguments))?);
        println!("  {build}: {found:?}");
        if found != expected {
            return Err(Failure::new(format!("{build} has leptos for {found:?}, not {expected:?}")));
        }
    }
    Ok(())
}

/// What leptos is compiled for, from lines such as `leptos v0.8.6|csr,default`.
fn rendering(tree: &str) -> Rendering {
    let features = |line: &str| Some(line.strip_prefix("leptos v")?.split_once('|')?.1.to_owned());
    let all: Vec<String> = tree.lines().filter_map(features).collect();
    let has = |name: &str| all.iter().any(|features| features.split([',', ' ']).any(|feature| feature == name));
    match (has("csr"), has("ssr")) {
        (true, true) => Rendering::Both,
        (true, false) => Rendering::Browser,
        (false, true) => Rendering::Html,
        (false, false) => Rendering::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_features_of_leptos_alone_count() {
        assert_eq!(rendering("leptos v0.8.6|csr,default\nleptos_meta v0.8.5|ssr\n"), Rendering::Browser);
        assert_eq!(rendering("leptos v0.8.6|ssr (*)\n"), Rendering::Html);
        assert_eq!(rendering("leptos v0.8.6|csr,ssr\n"), Rendering::Both);
        assert_eq!(rendering("serde v1.0.0|default\n"), Rendering::None);
    }
}
