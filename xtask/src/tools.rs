//! Build tools that cargo installs: trunk, and the wasm-bindgen that fits `Cargo.lock`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::run;
use crate::project::Project;
use crate::report::{self, Doing, Failure};

const TRUNK: &str = "0.21.14";

/// A program that lives in the cache, in `tools/<crate>-<version>/bin/`.
struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// What to expect of a first install on two cores.
    minutes: &'a str,
}

/// Installs trunk unless it is there; returns the folder to put on PATH.
pub(crate) fn trunk(project: &Project) -> Result<PathBuf, Failure> {
    install(project, &Tool { package: "trunk", program: "trunk", version: TRUNK, minutes: "7 minutes" })
}

/// Installs the wasm-bindgen of the version in `Cargo.lock`; returns the folder to put on PATH.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<PathBuf, Failure> {
    let file = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&file).doing(file.display())?;
    let version = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen").remedy("run: cargo generate-lockfile"))?;
    let tool = Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version, minutes: "3 minutes" };
    install(project, &tool)
}

fn install(project: &Project, tool: &Tool<'_>) -> Result<PathBuf, Failure> {
    let Tool { package, program, version, minutes } = tool;
    let name = format!("{package}-{version}");
    let tools = project.cache.join("tools");
    let place = tools.join(&name);
    if place.join("bin").join(program).is_file() {
        report::already(package, version);
        return Ok(place.join("bin"));
    }
    report::step("setup", &format!("{package} {version}: compiling, about {minutes} the first time"), || {
        // A fixed name lets an interrupted install go on where it stopped; the rename makes it count.
        let unfinished = tools.join(format!(".installing-{name}"));
        let built = unfinished.join("target");
        fs::create_dir_all(&built).doing(built.display())?;
        let attempt = |locked: bool| run(&mut cargo_install(&unfinished, &built, package, version, locked));
        // Where a registry holds back the newest crates, the lock file may name one that cannot be had.
        attempt(true).or_else(|_| attempt(false)).map_err(|failure| {
            failure.remedy(format!(
                "it needs crates.io and a C compiler; by hand: cargo install --locked --root {} --version {version} {package}",
                place.display()
            ))
        })?;
        fs::remove_dir_all(&built).doing(built.display())?;
        match fs::rename(&unfinished, &place) {
            // Another run was quicker.
            Err(_) if place.join("bin").join(program).is_file() => Ok(()),
            renamed => renamed.doing(place.display()),
        }
    })?;
    Ok(place.join("bin"))
}

fn cargo_install(root: &Path, built: &Path, package: &str, version: &str, locked: bool) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root).env_remove("CARGO").env("CARGO_TARGET_DIR", built);
    command.args(["install", "--root"]).arg(root).args(["--version", version]);
    if locked {
        command.arg("--locked");
    }
    command.arg(package);
    command
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
        assert_eq!(locked_version(LOCK, "trunk"), None);
    }
}
