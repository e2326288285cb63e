//! The independent oracle in `tests/oracle/` decides 20,000 random cases as `esign-rules` does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_oracle_finds_no_difference() {
    let compare = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/compare.py");
    let mut python = Command::new("python3");
    // No compiled files beside the sources.
    python.arg("-B").arg(compare).args(["--cases", "20000", "--program", env!("CARGO_BIN_EXE_esign-rules")]);
    let done = python.output().expect("python3; `cargo xtask setup` gets it");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(said.matches(" cases, 0 differences").count(), 6, "{said}");
}
