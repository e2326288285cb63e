//! Where things are: the checkout, cargo's target folder, and the cache of fetched tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::capture;
use crate::report::{Doing, Failure};

/// The folders that every task works in; all absolute.
pub(crate) struct Project {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the person or the configuration put it.
    pub(crate) target: PathBuf,
    /// Tools and packages that outlive a checkout.
    pub(crate) cache: PathBuf,
}

impl Project {
    /// Asks cargo, so that `CARGO_TARGET_DIR` and configuration files are honoured.
    pub(crate) fn locate() -> Result<Self, Failure> {
        // Set by `cargo run`; the compiled-in value would be another checkout's when two share a target folder.
        let crate_folder = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = crate_folder.parent().map(Path::to_path_buf).unwrap_or(crate_folder);
        let manifest = root.join("Cargo.toml");
        let metadata = capture(
            Command::new("cargo")
                .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
                .arg(manifest),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata).doing("cargo metadata")?;
        let target = metadata
            .get("target_directory")
            .and_then(serde_json::Value::as_str)
            .ok_or_else(|| Failure::new("cargo metadata names no target folder"))?;
        Ok(Self { target: PathBuf::from(target), cache: cache_folder()?, root })
    }

    /// A program that runs in the checkout.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        // Set for us by the cargo that started us; a program that we start may need another cargo.
        command.env_remove("CARGO");
        command
    }

    /// Cargo, in the checkout, with these arguments.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// Generated files that `index.html` and the browser tests name by a path inside the checkout.
    pub(crate) fn generated(&self) -> PathBuf {
        self.root.join(".site")
    }
}

fn cache_folder() -> Result<PathBuf, Failure> {
    let filled = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = filled("XDG_CACHE_HOME").or_else(|| filled("HOME").map(|home| home.join(".cache")));
    base.map(|base| base.join("esign-storefront"))
        .ok_or_else(|| Failure::new("neither XDG_CACHE_HOME nor HOME is set").remedy("set HOME to a writable folder"))
}
