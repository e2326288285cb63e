//! Gets what is missing: the wasm compiler, build tools, npm packages, a browser. What is there is left alone.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::command::run;
use crate::project::Project;
use crate::report::{self, Failure};
use crate::wasm_toolchain::WasmToolchain;
use crate::{browser, node_packages, postgres, python_packages, tools};

const BUILD_PACKAGES: &str = "xtask/npm";
/// Where the browser tests and their npm packages are.
pub(crate) const BROWSER_TESTS: &str = "tests/browser";
/// Where the check of the API and its Python packages are.
pub(crate) const API_CHECK: &str = "tests/schema";

/// What a build needs.
pub(crate) struct Toolbox {
    pub(crate) wasm: WasmToolchain,
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    /// esbuild, wasm-opt, and Lighthouse.
    pub(crate) modules: PathBuf,
}

impl Toolbox {
    /// A program in the checkout that finds all tools on PATH and compiles wasm in the right way.
    pub(crate) fn command(&self, project: &Project, program: &str) -> Result<Command, Failure> {
        let programs = self.modules.join(".bin");
        let folders: [&Path; 3] = [&self.trunk, &self.wasm_bindgen, &programs];
        // Resolved here: PATH of the new process does not decide where the program itself is looked up.
        let place = folders.iter().map(|folder| folder.join(program)).find(|file| file.is_file());
        let mut command = project.command(place.unwrap_or_else(|| PathBuf::from(program)));
        self.wasm.apply(&mut command, &folders)?;
        Ok(command)
    }
}

/// What the browser tests need.
pub(crate) struct BrowserKit {
    pub(crate) modules: PathBuf,
    pub(crate) chromium: PathBuf,
}

/// Gets everything; goes on after a failure, so that all missing things are named at once.
pub(crate) fn everything(project: &Project) -> Result<(Toolbox, BrowserKit), Failure> {
    let begun = Instant::now();
    let toolbox = for_build(project);
    let programs = || python_packages::python().and_then(|()| python_packages::install(project, API_CHECK));
    let kit = for_browser(project).and_then(|kit| programs().and_then(|_| postgres::programs()).map(|()| kit));
    match (toolbox, kit) {
        (Ok(toolbox), Ok(kit)) => {
            println!("[setup] everything is there ({})", report::seconds(begun.elapsed()));
            Ok((toolbox, kit))
        }
        (Err(first), Err(second)) => {
            eprintln!("{first}");
            Err(second)
        }
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => Err(failure),
    }
}

/// Gets what `build` and `serve` need.
pub(crate) fn for_build(project: &Project) -> Result<Toolbox, Failure> {
    let modules = node_packages::install(project, BUILD_PACKAGES)?;
    let wasm = WasmToolchain::get()?;
    let wasm_bindgen = tools::wasm_bindgen(project)?;
    let trunk = tools::trunk(project)?;
    let toolbox = Toolbox { wasm, trunk, wasm_bindgen, modules };
    fetch_crates(project, &toolbox)?;
    Ok(toolbox)
}

/// Gets what a run in a browser needs.
pub(crate) fn for_browser(project: &Project) -> Result<BrowserKit, Failure> {
    let modules = node_packages::install(project, BROWSER_TESTS)?;
    node_packages::link(project, BROWSER_TESTS, &modules)?;
    let chromium = browser::chromium(&modules)?;
    Ok(BrowserKit { modules, chromium })
}

/// Trunk runs offline, so the crates, and those of a standard library that is compiled along, come first.
fn fetch_crates(project: &Project, toolbox: &Toolbox) -> Result<(), Failure> {
    let mut offline = toolbox.command(project, toolbox.wasm.cargo())?;
    if crate::command::capture(offline.args(["fetch", "--quiet", "--offline"])).is_ok() {
        report::already("crates", "");
        return Ok(());
    }
    report::step("setup", "crates: fetching", || {
        let mut fetch = toolbox.command(project, toolbox.wasm.cargo())?;
        run(fetch.arg("fetch"))
            .map_err(|failure| failure.remedy("it needs crates.io, or a mirror of it; then run it again"))
    })
}
