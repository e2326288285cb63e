//! The page on which a real browser runs the store's contract suite.

use std::fs;
use std::path::PathBuf;

use crate::command::run;
use crate::files;
use crate::project::Project;
use crate::report::{Doing, Failure};
use crate::setup::Toolbox;
use crate::wasm_toolchain::TARGET;

const EXAMPLE: &str = "contract";

/// Its functions are at `window.contract` once they can be called.
const PAGE: &str = r#"<!DOCTYPE html>
<meta charset="utf-8">
<title>contract</title>
<script type="module">
import init, * as contract from "./contract.js";
await init();
window.contract = contract;
</script>
"#;

/// Where the page is; the browser tests find it by the variable `CONTRACT_PAGE`.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.generated().join("contract-page")
}

/// Builds the page anew.
pub(crate) fn build(project: &Project, toolbox: &Toolbox) -> Result<(), Failure> {
    let folder = folder(project);
    files::remove(&folder)?;
    let mut cargo = toolbox.command(project, toolbox.wasm.cargo())?;
    cargo.args(["build", "--package", "browser-store", "--example", EXAMPLE, "--profile", "wasm"]);
    run(cargo.args(["--target", TARGET]))?;
    let wasm = project.target.join(TARGET).join("wasm/examples").join(format!("{EXAMPLE}.wasm"));
    let mut bindgen = toolbox.command(project, "wasm-bindgen")?;
    run(bindgen.arg(wasm).args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder))?;
    fs::write(folder.join("index.html"), PAGE).doing(folder.display())
}
