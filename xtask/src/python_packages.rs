//! Python packages in an environment of their own, kept in the cache by the content of their list.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{capture, on_path, run};
use crate::files::fnv;
use crate::project::Project;
use crate::report::{self, Doing, Failure};
use crate::system_packages;

/// Gets Python itself, for whatever needs its standard library alone.
pub(crate) fn python() -> Result<(), Failure> {
    if let Some(found) = on_path("python3") {
        report::already("python3", &found.display().to_string());
        return Ok(());
    }
    report::step("setup", "python3: Debian's package", || system_packages::install(&["python3"]))
        .map_err(|failure| failure.remedy("install Python 3.9 or newer as python3"))
}

/// Installs what `folder/requirements.txt` names, unless it is there; returns the folder of its programs.
pub(crate) fn install(project: &Project, folder: &str) -> Result<PathBuf, Failure> {
    let file = project.root.join(folder).join("requirements.txt");
    let list = fs::read(&file).doing(file.display())?;
    let place = project.cache.join("python").join(format!("{}-{:016x}", folder.replace('/', "-"), fnv(&list)));
    let programs = place.join("bin");
    // An environment knows its own path, so it is made in place, and finished where this file is.
    let finished = place.join("finished");
    if finished.is_file() {
        report::already(&format!("Python packages of {folder}"), "");
        return Ok(programs);
    }
    report::step("setup", &format!("Python packages of {folder}: about half a minute"), || {
        if capture(Command::new("python3").args(["-m", "ensurepip", "--version"])).is_err() {
            system_packages::install(&["python3-venv"])?;
        }
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
        let mut pip = Command::new(programs.join("pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&file);
        run(&mut pip).map_err(|failure| failure.remedy("it needs a network and PyPI; then run it again"))?;
        fs::write(&finished, []).doing(finished.display())
    })?;
    Ok(programs)
}
