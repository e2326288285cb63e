//! The log: a line for each request, without anything that a person typed or is known by.

use std::time::Instant;

use api::{Failure, StoreFailure};
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::response::Response;
use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::request_id::RequestId;
use crate::config::{LogFormat, LogRules};

/// What stands for the path of a page or file.
const SITE: &str = "site";

/// Writes the log as it is configured.
pub fn subscriber<W>(rules: LogRules, writer: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let written = tracing_subscriber::fmt().with_max_level(rules.level).with_writer(writer);
    let written = written.with_span_events(FmtSpan::NONE).with_ansi(false);
    match rules.format {
        LogFormat::Text => Box::new(written.finish()),
        LogFormat::Json => Box::new(written.json().flatten_event(true).finish()),
    }
}

/// Writes the log of this program to standard error from now on.
pub fn log_to_stderr(rules: LogRules) {
    // It fails where a log is there already, which then goes on.
    drop(tracing::subscriber::set_global_default(subscriber(rules, std::io::stderr)));
}

/// A request that is under way, until it is noted what became of it.
pub(super) struct UnderWay {
    started: Instant,
    method: &'static str,
    route: Option<MatchedPath>,
}

impl UnderWay {
    pub(super) fn begin(request: &Request) -> Self {
        let route = request.extensions().get::<MatchedPath>().cloned();
        Self { started: Instant::now(), method: known(request.method()), route }
    }

    /// Notes that it was answered: the template of its route, never the path with its ids or the query.
    pub(super) fn end(&self, id: &RequestId, response: &Response) {
        let (method, route) = (self.method, self.route.as_ref().map_or(SITE, MatchedPath::as_str));
        let status = response.status().as_u16();
        let milliseconds = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let request_id = id.as_str();
        if let Some(Failure::Store(failure)) = response.extensions().get::<Failure>() {
            tracing::error!(request_id, failure = cause(failure), "the store failed");
        }
        tracing::info!(method, route, status, milliseconds, request_id, "request");
    }
}

/// What cannot be read may be quoted in its message, and stays out.
fn cause(failure: &StoreFailure) -> &str {
    match failure {
        StoreFailure::Full => "full",
        StoreFailure::Blocked => "blocked",
        StoreFailure::Unreadable { .. } => "unreadable",
        StoreFailure::Other { detail } => detail,
    }
}

/// A method is a word that the client chooses.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
