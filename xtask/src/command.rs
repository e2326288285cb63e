//! Runs other programs: streaming, capturing, or with a time limit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::report::{Doing, Failure};

/// Runs it with its output passed through; anything but success is a failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let line = describe(command);
    println!("  $ {line}");
    let status = command.status().doing(format!("cannot start `{line}`"))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{line}` failed ({status})"))) }
}

/// Runs it silently and returns what it printed to its standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let line = describe(command);
    let output = command.stdin(Stdio::null()).output().doing(format!("cannot start `{line}`"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{line}` failed ({}): {}", output.status, said.trim())))
}

/// Runs it and stops it when it takes longer than `limit`.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<(), Failure> {
    let line = describe(command);
    println!("  $ {line}");
    let mut child = command.stdin(Stdio::null()).spawn().doing(format!("cannot start `{line}`"))?;
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().doing(&line)? {
            return if status.success() { Ok(()) } else { Err(Failure::new(format!("`{line}` failed ({status})"))) };
        }
        if begun.elapsed() > limit {
            // It may have ended in the meantime; then there is nothing to stop.
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::new(format!("`{line}` took longer than {} s", limit.as_secs())));
        }
        sleep(Duration::from_millis(100));
    }
}

/// Where a program is on PATH.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// PATH with these folders first.
pub(crate) fn path_with(first: &[&Path]) -> Result<OsString, Failure> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = first.iter().map(|folder| folder.to_path_buf()).chain(std::env::split_paths(&rest));
    std::env::join_paths(folders).doing("cannot put the tools on PATH")
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_slow_program_is_stopped() {
        let begun = Instant::now();
        let failure = run_within(Command::new("sleep").arg("20"), Duration::from_millis(200)).unwrap_err();
        assert!(failure.to_string().contains("took longer"), "{failure}");
        assert!(begun.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn what_a_failing_program_said_is_kept() {
        let failure = capture(Command::new("sh").args(["-c", "echo no such luck >&2; exit 3"])).unwrap_err();
        assert!(failure.to_string().contains("no such luck"), "{failure}");
    }
}
