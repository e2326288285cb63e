//! PostgreSQL, which the tests of the stores start for themselves.

use std::path::PathBuf;

use crate::command::on_path;
use crate::report::{self, Failure};
use crate::system_packages;

/// Names a server that the tests use instead; they read it too.
const VARIABLE: &str = "DATABASE_URL";

/// Where Debian has its programs, a folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Debian's server with its newest supported version. The cluster that it sets up is not used.
const DEBIAN_PACKAGES: [&str; 1] = ["postgresql"];

/// Finds its programs where the tests look for them too, or gets them.
pub(crate) fn programs() -> Result<(), Failure> {
    if std::env::var_os(VARIABLE).is_some() {
        report::already("postgresql", VARIABLE);
        return Ok(());
    }
    if let Some(found) = on_path("initdb").or_else(newest_of_debian) {
        report::already("postgresql", &found.display().to_string());
        return Ok(());
    }
    report::step("setup", "postgresql: Debian's package, about a minute", || system_packages::install(&DEBIAN_PACKAGES))
        .map_err(|failure| {
            failure.remedy(format!(
                "install PostgreSQL 15 or newer, or set {VARIABLE} to a server whose user may create databases"
            ))
        })
}

fn newest_of_debian() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok()?.flatten();
    let programs = versions.map(|version| version.path().join("bin/initdb"));
    programs.filter(|program| program.is_file()).max()
}
