//! What the log has of a request, and what it has not.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::process::Stdio;
use std::sync::Once;

use axum::http::Method;

use crate::api::{ask, configured, router};
use crate::dist::Dist;
use crate::program::Program;
use crate::wire::request;

const PHONE: &str = "13800138000";
const SECRET: &str = "c2VjcmV0LXNlc3Npb24";

thread_local! {
    static PAPER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of the test that runs on this thread. There is one subscriber for all of them: scoped ones disturb each other.
struct Paper;

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        PAPER.with_borrow_mut(|paper| paper.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log of one request by somebody whose phone and session are all over it.
async fn log_of(path: &str) -> String {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let rules = configured(&Dist::new(), &[("log.format", "json"), ("log.level", "debug")]).log;
        tracing::subscriber::set_global_default(server::subscriber(rules, || Paper)).unwrap();
    });
    PAPER.take();
    let cookie = format!("__Host-session={SECRET}");
    let headers =
        [("cookie", cookie.as_str()), ("x-request-id", PHONE), ("user-agent", PHONE), ("x-forwarded-for", PHONE)];
    ask(&router(&[]), Method::GET, path, "192.0.2.77", &headers).await;
    String::from_utf8(PAPER.take()).unwrap()
}

#[tokio::test]
async fn a_request_is_one_line_without_anything_that_a_person_is_known_by() {
    for (path, route) in [
        (format!("/api/orders/{PHONE}?phone={PHONE}"), "/api/orders/{order}"),
        (format!("/trial?phone={PHONE}"), "site"),
        (format!("/{PHONE}.html"), "site"),
    ] {
        let log = log_of(&path).await;
        assert_eq!(log.lines().count(), 1, "{log}");
        let line: serde_json::Value = serde_json::from_str(&log).unwrap();
        assert_eq!((&line["route"], &line["method"]), (&route.into(), &"GET".into()));
        assert!(line["status"].is_u64() && line["milliseconds"].is_u64() && line["request_id"].is_string(), "{log}");
        for secret in [PHONE, SECRET, "192.0.2.77"] {
            assert!(!log.contains(secret), "{secret} in {log}");
        }
    }
}

#[tokio::test]
async fn a_method_that_a_client_makes_up_is_not_written_down() {
    let method = Method::from_bytes(PHONE.as_bytes()).unwrap();
    log_of("/").await;
    ask(&router(&[]), method, "/api/word", "192.0.2.77", &[]).await;
    let log = String::from_utf8(PAPER.take()).unwrap();
    assert!(log.contains("\"other\"") && !log.contains(PHONE), "{log}");
}

/// The log of the program from start to stop.
#[cfg(unix)]
fn program_log(variables: &[(&str, &str)]) -> String {
    let log = tempfile::NamedTempFile::new().unwrap();
    let writer = Stdio::from(File::create(log.path()).unwrap());
    let mut program = Program::start_configured(|_| {}, variables, writer);
    request(program.addr, "GET", &format!("/pricing?phone={PHONE}"));
    program.signal("TERM");
    assert_eq!(program.end(), Some(0));
    std::fs::read_to_string(log.path()).unwrap()
}

#[cfg(unix)]
#[test]
fn the_program_logs_text_for_people_by_default() {
    let log = program_log(&[]);
    assert!(log.contains("INFO") && log.contains("route=\"site\" status=200"), "{log}");
    assert!(!log.contains(PHONE) && !log.contains("pricing"), "{log}");
}

#[cfg(unix)]
#[test]
fn the_program_logs_json_where_it_is_configured() {
    let log = program_log(&[("ESIGN_STORE_LOG_FORMAT", "json")]);
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["status"] == 200), "{log}");
}

#[cfg(unix)]
#[test]
fn requests_are_left_out_where_only_warnings_are_wanted() {
    assert_eq!(program_log(&[("ESIGN_STORE_LOG_LEVEL", "warn")]), "");
}
