//! The Chromium that tests and Lighthouse drive.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{capture, on_path, run};
use crate::report::{self, Failure};
use crate::system_packages;

/// Names the browser to use; tests read it too.
pub(crate) const VARIABLE: &str = "CHROMIUM";

const USUAL_PLACES: [&str; 6] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The fonts are for Chinese text in pictures.
const DEBIAN_PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// Finds a browser, or gets one: the person's choice, the usual places, apt, then Playwright's own.
pub(crate) fn chromium(test_modules: &Path) -> Result<PathBuf, Failure> {
    if let Some(chosen) = std::env::var_os(VARIABLE).map(PathBuf::from) {
        return if chosen.is_file() {
            report::already("chromium", &chosen.display().to_string());
            Ok(chosen)
        } else {
            Err(Failure::new(format!("{VARIABLE} names {}, which is not a file", chosen.display()))
                .remedy(format!("set {VARIABLE} to the path of a Chromium or Chrome")))
        };
    }
    if let Some(found) = usual_place().or_else(|| playwrights_own(test_modules)) {
        report::already("chromium", &found.display().to_string());
        return Ok(found);
    }
    if on_path("apt-get").is_some() {
        let installed = report::step("setup", "chromium: Debian's package, about a minute", || {
            system_packages::install(&DEBIAN_PACKAGES)
        });
        match installed {
            Ok(()) => {
                if let Some(found) = usual_place() {
                    return Ok(found);
                }
            }
            Err(failure) => println!("  {failure}\n  trying Playwright's own browser instead"),
        }
    }
    let cli = test_modules.join("@playwright/test/cli.js");
    let fetched = report::step("setup", "chromium: Playwright's own, about 150 MB", || {
        run(Command::new("node").arg(cli).args(["install", "chromium"]))
    });
    fetched.ok().and_then(|()| playwrights_own(test_modules)).ok_or_else(|| {
        Failure::new("no Chromium was found, and none could be fetched")
            .remedy(format!("install Chromium or Chrome, or set {VARIABLE} to the path of one"))
    })
}

/// Flags that make a headless browser quiet, and able to run as root.
pub(crate) fn flags() -> Vec<&'static str> {
    let mut flags = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    if system_packages::is_root() {
        flags.push("--no-sandbox");
    }
    flags
}

fn usual_place() -> Option<PathBuf> {
    USUAL_PLACES.iter().map(PathBuf::from).find(|place| place.is_file())
}

fn playwrights_own(test_modules: &Path) -> Option<PathBuf> {
    let ask = "console.log(require('@playwright/test').chromium.executablePath())";
    let folder = test_modules.parent()?;
    let said = capture(Command::new("node").current_dir(folder).args(["-e", ask])).ok()?;
    Some(PathBuf::from(said.trim())).filter(|place| place.is_file())
}
