//! What the log has of a request, and what it has not.

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::Method;
use server::config::LogRules;

use crate::api::{ask, configured, router};
use crate::dist::Dist;

const PHONE: &str = "13800138000";
const SECRET: &str = "c2VjcmV0LXNlc3Npb24";

/// A log that can be read.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Paper {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn rules(values: &[(&'static str, &str)]) -> LogRules {
    configured(&Dist::new(), values).log
}

/// The log of one request by somebody whose phone and session are all over it.
async fn log_of(rules: LogRules, path: &str) -> String {
    let paper = Paper::default();
    let writer = paper.clone();
    let logging = tracing::subscriber::set_default(server::subscriber(rules, move || writer.clone()));
    let cookie = format!("__Host-session={SECRET}");
    let headers =
        [("cookie", cookie.as_str()), ("x-request-id", PHONE), ("user-agent", PHONE), ("x-forwarded-for", PHONE)];
    ask(&router(&[]), Method::GET, path, "192.0.2.77", &headers).await;
    drop(logging);
    paper.text()
}

#[tokio::test]
async fn a_request_is_one_line_without_anything_that_a_person_is_known_by() {
    for (path, route) in [
        (format!("/api/orders/{PHONE}?phone={PHONE}"), "/api/orders/{order}"),
        (format!("/trial?phone={PHONE}"), "site"),
        (format!("/{PHONE}.html"), "site"),
    ] {
        for format in ["text", "json"] {
            let log = log_of(rules(&[("log.format", format)]), &path).await;
            assert_eq!(log.lines().count(), 1, "{log}");
            for part in [route, "GET", "milliseconds", "request_id"] {
                assert!(log.contains(part), "{part} in {log}");
            }
            for secret in [PHONE, SECRET, "192.0.2.77"] {
                assert!(!log.contains(secret), "{secret} in {log}");
            }
        }
    }
}

#[tokio::test]
async fn programs_read_it_as_json() {
    let log = log_of(rules(&[("log.format", "json")]), "/api/orders/A-1").await;
    let line: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(
        (&line["route"], &line["status"], &line["method"]),
        (&"/api/orders/{order}".into(), &200.into(), &"GET".into())
    );
}

#[tokio::test]
async fn requests_are_left_out_where_only_warnings_are_wanted() {
    assert_eq!(log_of(rules(&[("log.level", "warn")]), "/api/orders/A-1").await, "");
}
