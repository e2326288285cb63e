//! Where the programs of PostgreSQL are.

use std::path::{Path, PathBuf};

/// Where Debian has them, one folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb` and `pg_ctl`: one on `PATH`, else that of Debian's newest version.
pub(crate) fn folder() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).find(|folder| has_programs(folder));
    found.or_else(newest_of_debian)
}

fn newest_of_debian() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok()?.flatten();
    let numbered = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let folders = numbered.map(|(version, path)| (version, path.join("bin")));
    folders.filter(|(_, folder)| has_programs(folder)).max().map(|(_, folder)| folder)
}

fn has_programs(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file())
}
