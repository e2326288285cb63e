//! Packages of the operating system, on Debian and its kin; nothing is asked of any other system.

use std::io::IsTerminal;
use std::process::Command;

use crate::command::{capture, on_path, run};
use crate::report::Failure;

/// Whether dpkg says that all of these are installed.
pub(crate) fn installed(packages: &[&str]) -> bool {
    packages.iter().all(|package| {
        capture(Command::new("dpkg-query").args(["-W", "-f", "${Status}", package]))
            .is_ok_and(|status| status.contains("ok installed"))
    })
}

/// Installs them with apt-get, as root or by sudo.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let by_hand = format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" "));
    let remedy = |failure: Failure| failure.remedy(format!("run: {by_hand}"));
    if on_path("apt-get").is_none() {
        return Err(Failure::new("there is no apt-get on this system"));
    }
    if is_root() {
        run(Command::new("apt-get").arg("update")).map_err(remedy)?;
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-y"]);
        return run(install.args(packages)).map_err(remedy);
    }
    if on_path("sudo").is_none() || !may_ask_sudo() {
        return Err(remedy(Failure::new(format!("installing {} needs root", packages.join(", ")))));
    }
    run(Command::new("sudo").args(["apt-get", "update"])).map_err(remedy)?;
    let install = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y"];
    run(Command::new("sudo").args(install).args(packages)).map_err(remedy)
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Sudo may ask for a password only where someone can type one.
fn may_ask_sudo() -> bool {
    std::io::stdin().is_terminal() || capture(Command::new("sudo").args(["-n", "true"])).is_ok()
}
