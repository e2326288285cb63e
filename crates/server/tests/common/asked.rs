//! A request of a test, and its answer, whichever way both go.

use axum::body::Bytes;
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;

/// A request of a test.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn get(path: &str) -> Self {
        Self { method: Method::GET, path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    /// A write as the shop's own page sends it.
    pub(crate) fn write(method: Method, path: &str, key: &str) -> Self {
        let bare = Self { method, ..Self::get(path) };
        bare.with("X-Requested-By", "storefront").with("Idempotency-Key", key)
    }

    pub(crate) fn post(path: &str, key: &str, body: &Value) -> Self {
        Self::write(Method::POST, path, key).json(body)
    }

    /// A question that needs a body.
    pub(crate) fn posting(self, body: &Value) -> Self {
        Self { method: Method::POST, ..self.json(body) }
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.body = serde_json::to_vec(body).unwrap();
        self.with("Content-Type", "application/json")
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// As it is sent to a shop at this origin; to a router there is none.
    pub(crate) fn request_to<B: From<Vec<u8>>>(self, origin: &str) -> Request<B> {
        let Self { method, path, headers, body } = self;
        let request: Builder = Request::builder().method(method).uri(format!("{origin}{path}"));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        request.body(B::from(body)).unwrap()
    }
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Answer {
    /// Its body, where it has this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self.body()
    }

    /// Its body, whatever it says.
    pub(crate) fn body(&self) -> Value {
        if self.bytes.is_empty() { Value::Null } else { serde_json::from_slice(&self.bytes).unwrap() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
