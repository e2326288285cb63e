//! npm packages, kept in the cache by the content of their lock file: a second checkout finds them ready.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{capture, on_path, run};
use crate::files::fnv;
use crate::project::Project;
use crate::report::{self, Doing, Failure};

const OLDEST_NODE: u32 = 20;

/// Installs what `folder/package-lock.json` names, unless it is there; returns its `node_modules`.
pub(crate) fn install(project: &Project, folder: &str) -> Result<PathBuf, Failure> {
    let source = project.root.join(folder);
    let lock_file = source.join("package-lock.json");
    let lock = fs::read(&lock_file).doing(lock_file.display())?;
    let key = format!("{}-{:016x}", folder.replace('/', "-"), fnv(&lock));
    let packages = project.cache.join("npm");
    let place = packages.join(&key);
    let modules = place.join("node_modules");
    if modules.is_dir() {
        report::already(&format!("npm packages of {folder}"), "");
        return Ok(modules);
    }
    require_node()?;
    report::step("setup", &format!("npm packages of {folder}: about half a minute"), || {
        let unfinished = packages.join(format!(".installing-{key}"));
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).doing(unfinished.display())?;
        }
        fs::create_dir_all(&unfinished).doing(unfinished.display())?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), unfinished.join(file)).doing(format!("{folder}/{file}"))?;
        }
        let mut npm = Command::new("npm");
        npm.current_dir(&unfinished).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
        run(&mut npm).map_err(|failure| failure.remedy("it needs a network and npm's registry; then run it again"))?;
        match fs::rename(&unfinished, &place) {
            // Another run was quicker.
            Err(_) if modules.is_dir() => Ok(()),
            renamed => renamed.doing(place.display()),
        }
    })?;
    Ok(modules)
}

/// Makes `folder/node_modules` point at the packages, so that files in that folder can import them.
pub(crate) fn link(project: &Project, folder: &str, modules: &Path) -> Result<(), Failure> {
    let link = project.root.join(folder).join("node_modules");
    if fs::read_link(&link).is_ok_and(|target| target == modules) {
        return Ok(());
    }
    match fs::symlink_metadata(&link) {
        Ok(found) if found.is_symlink() => fs::remove_file(&link).doing(link.display())?,
        Ok(_) => {
            println!("[setup] {folder}/node_modules is a folder of its own and used as it is");
            return Ok(());
        }
        Err(_) => {}
    }
    #[cfg(unix)]
    let linked = std::os::unix::fs::symlink(modules, &link);
    #[cfg(windows)]
    let linked = std::os::windows::fs::symlink_dir(modules, &link);
    linked.doing(link.display())
}

fn require_node() -> Result<(), Failure> {
    let missing = |what: &str| {
        Failure::new(what).remedy(format!(
            "install Node {OLDEST_NODE} or newer with npm, from https://nodejs.org or your system's packages"
        ))
    };
    if on_path("npm").is_none() {
        return Err(missing("npm is not installed"));
    }
    let said = capture(Command::new("node").arg("--version")).map_err(|_| missing("Node is not installed"))?;
    match major(&said) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        _ => Err(missing(&format!("Node is {}", said.trim()))),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_major_version() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
