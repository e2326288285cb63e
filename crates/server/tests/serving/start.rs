//! Every reason not to start, as the operator reads it.

use std::ffi::OsStr;
use std::fs;
use std::net::TcpListener;

use crate::dist::Dist;
use crate::program::command;

/// Runs the program, which must fail with one sentence, and returns that.
fn failure<A: AsRef<OsStr>>(arguments: &[A]) -> String {
    let output = command().args(arguments).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(output.stdout.is_empty());
    let sentence = message.strip_prefix("esign-store: ").and_then(|rest| rest.strip_suffix('\n')).unwrap();
    assert!(!sentence.contains('\n'), "{message}");
    sentence.to_owned()
}

/// The address is taken, so that a program which starts all the same fails the test instead of holding it up.
fn failure_for(dist: &Dist) -> String {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    failure_at(&taken.local_addr().unwrap().to_string(), dist)
}

fn failure_at(addr: &str, dist: &Dist) -> String {
    failure(&["--addr".as_ref(), addr.as_ref(), "--dist".as_ref(), dist.path().as_os_str()])
}

fn assert_has(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "{part:?} in {message:?}");
    }
}

#[test]
fn without_a_built_site_it_says_how_to_build_one() {
    assert_has(
        &failure(&["--dist", "no/such/folder"]),
        &["no folder no/such/folder", "run \"cargo xtask build\" first"],
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    assert_has(&failure(&["--dist".as_ref(), file.path().as_os_str()]), &["no folder", "cargo xtask build"]);
}

#[test]
fn a_half_built_site_is_named_with_what_it_lacks() {
    for missing in ["index.html", "404.html"] {
        let dist = Dist::new();
        fs::remove_file(dist.path().join(missing)).unwrap();
        assert_has(&failure_for(&dist), &[&format!("holds no {missing}"), "cargo xtask build"]);
    }
}

#[test]
fn a_brotli_file_that_is_not_its_file_is_found_before_a_customer_sees_it() {
    let dist = Dist::new();
    dist.write("catalogue.json", "new prices");
    assert_has(&failure_for(&dist), &["catalogue.json.br is not", "delete catalogue.json.br"]);
    dist.write("catalogue.json.br", "no brotli at all");
    assert_has(&failure_for(&dist), &["catalogue.json.br is not"]);
    dist.compress("catalogue.json");
    dist.write("catalogue.json", "new");
    assert_has(&failure_for(&dist), &["catalogue.json.br is not"]);
}

#[test]
fn a_mistake_in_the_configuration_is_named_with_its_place() {
    for (config, parts) in [
        ("{", vec!["config.json", "EOF"]),
        (r#"{"backend":"browser","lead":{}}"#, vec!["config.json", "unknown field `lead`"]),
        (r#"{"backend":"browser","embed":{"allowed_origins":["*"]}}"#, vec!["embed.allowed_origins", "\"*\""]),
        (r#"{"backend":"browser","leads":{"endpoint":"/leads"}}"#, vec!["leads.endpoint", "\"/leads\""]),
    ] {
        let dist = Dist::new();
        dist.write("config.json", config);
        assert_has(&failure_for(&dist), &parts);
    }
}

#[cfg(unix)]
#[test]
fn text_that_is_not_utf8_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let dist = Dist::new();
    fs::write(dist.path().join("help.html"), b"<title>\xff</title>").unwrap();
    assert_has(&failure_for(&dist), &["help.html is not UTF-8", "save it as UTF-8"]);
    let dist = Dist::new();
    fs::write(dist.path().join(OsStr::from_bytes(b"\xff.txt")), "").unwrap();
    assert_has(&failure_for(&dist), &["is not UTF-8", "rename it"]);
}

#[test]
fn an_address_in_use_is_named_with_what_to_do() {
    let dist = Dist::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let message = failure_at(&addr, &dist);
    assert_has(&message, &[&format!("{addr} is in use"), "another port with --addr"]);
}

#[test]
fn an_address_that_is_none_is_named_with_how_to_write_it() {
    let dist = Dist::new();
    for addr in ["8080", "127.0.0.1", "127.0.0.1:99999"] {
        assert_has(&failure_at(addr, &dist), &["--addr: server.addr: ", &format!("{addr:?}"), "HOST:PORT"]);
    }
    assert_has(&failure_at("192.0.2.1:8080", &dist), &["cannot listen on 192.0.2.1:8080: ", "HOST:PORT"]);
}

#[test]
fn a_bad_base_is_named_with_how_to_write_it() {
    for base in ["shop", "https://host/shop/", "/a/../b/", ""] {
        assert_has(&failure(&["--base", base]), &["--base: server.base: ", &format!("{base:?}"), "/shop/"]);
    }
}
