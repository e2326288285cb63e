//! How this machine compiles for `wasm32-unknown-unknown`: with rustup's target, or with Debian's own toolchain.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::command::{capture, on_path, path_with, run_within};
use crate::report::{self, Failure};
use crate::system_packages;

/// The target's name, as rustc and cargo know it.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Chooses the way by hand: `rustup` or `debian`.
const CHOICE: &str = "ESIGN_WASM_TOOLCHAIN";

const RUSTUP_LIMIT: Duration = Duration::from_secs(60);

const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// Components without their types, as in `.cargo/config.toml`, which a variable overrides; besides, no source
/// locations, no `Debug` texts, and a panic that stops without a message. Together a sixth of the app's size.
const SMALL: &str =
    "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Which compiler makes the wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmToolchain {
    /// The person's own Rust with its precompiled standard library for wasm.
    Rustup,
    /// Debian's `/usr/bin/cargo`, which compiles the standard library along with the app.
    Debian,
}

impl WasmToolchain {
    /// Finds one, or gets one: first what is there, then rustup, then apt.
    pub(crate) fn get() -> Result<Self, Failure> {
        match std::env::var(CHOICE).as_deref() {
            Ok("rustup") => Self::rustup(),
            Ok("debian") => Self::debian(),
            Ok(other) => Err(Failure::new(format!("{CHOICE} is `{other}`")).remedy("set it to rustup or debian")),
            // Debian's makes the smaller app.
            Err(_) if has_debian() => Self::debian(),
            Err(_) if has_target() => Self::rustup(),
            Err(_) => Self::rustup().or_else(|rustup| {
                println!("  {rustup}\n  trying Debian's toolchain instead");
                Self::debian().map_err(|debian| {
                    println!("  {debian}");
                    Failure::new(format!("no Rust for {TARGET} could be had")).remedy(format!(
                        "with a network, `rustup target add {TARGET}`; or, on Debian, `sudo apt-get install -y {}`",
                        DEBIAN_PACKAGES.join(" ")
                    ))
                })
            }),
        }
    }

    fn rustup() -> Result<Self, Failure> {
        if has_target() {
            report::already("wasm toolchain", &format!("rustup's {TARGET}"));
            return Ok(Self::Rustup);
        }
        if on_path("rustup").is_none() {
            return Err(Failure::new("rustup is not installed").remedy("see https://rustup.rs"));
        }
        report::step("setup", "wasm toolchain: rustup's target, at most a minute", || {
            run_within(Command::new("rustup").args(["target", "add", TARGET]), RUSTUP_LIMIT)
        })?;
        Ok(Self::Rustup)
    }

    fn debian() -> Result<Self, Failure> {
        if has_debian() {
            report::already("wasm toolchain", "Debian's");
            return Ok(Self::Debian);
        }
        report::step("setup", "wasm toolchain: Debian's packages, about a minute", || {
            system_packages::install(&DEBIAN_PACKAGES)
        })?;
        if has_debian() { Ok(Self::Debian) } else { Err(Failure::new("Debian's wasm toolchain is incomplete")) }
    }

    /// Makes a command, and every cargo that it starts, compile wasm this way; `tools` come first on PATH.
    pub(crate) fn apply(self, command: &mut Command, tools: &[&Path]) -> Result<(), Failure> {
        let mut folders = tools.to_vec();
        if self == Self::Debian {
            folders.push(Path::new("/usr/bin"));
            command
                .env("CARGO", "/usr/bin/cargo")
                .env("RUSTC", "/usr/bin/rustc")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SMALL);
        }
        command.env("PATH", path_with(&folders)?);
        Ok(())
    }

    /// The cargo of this toolchain.
    pub(crate) fn cargo(self) -> &'static str {
        match self {
            Self::Rustup => "cargo",
            Self::Debian => "/usr/bin/cargo",
        }
    }
}

/// Whether the compiler on PATH has a standard library for wasm, from rustup or otherwise.
pub(crate) fn has_target() -> bool {
    capture(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET])).is_ok_and(|folder| {
        let folder = PathBuf::from(folder.trim());
        folder.read_dir().is_ok_and(|mut files| files.next().is_some())
    })
}

fn has_debian() -> bool {
    Path::new("/usr/bin/cargo").is_file() && system_packages::installed(&DEBIAN_PACKAGES)
}
