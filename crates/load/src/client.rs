//! Requests over HTTP, as a page or as the e-sign system sends them (docs/API.md).

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, Mac};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::Stopped;

/// The key of the e-sign system, `ID:SECRET`.
pub(crate) const PARTNER_KEY: &str = "e-sign:a key of at least 32 characters!!";

/// A way to ask the server, for any number of tasks.
#[derive(Clone)]
pub(crate) struct Client {
    origin: String,
    http: HttpClient<HttpConnector, Full<Bytes>>,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) cookie: Option<String>,
    body: Bytes,
}

impl Client {
    pub(crate) fn to(origin: String) -> Self {
        Self { origin, http: HttpClient::builder(TokioExecutor::new()).build_http() }
    }

    /// A write, or a question that is posted, of whoever has this cookie.
    pub(crate) async fn post(&self, path: &str, key: &str, cookie: &str, body: String) -> Result<Answer, Stopped> {
        let headers = [
            ("Idempotency-Key", key),
            ("X-Requested-By", "storefront"),
            ("Origin", self.origin.as_str()),
            ("Cookie", cookie),
        ];
        self.send(Method::POST, path, &headers, body).await
    }

    /// A call that the e-sign system signs.
    pub(crate) async fn signed(&self, method: Method, path: &str, body: String) -> Result<Answer, Stopped> {
        let (id, secret) = PARTNER_KEY.split_once(':').ok_or("a key is ID:SECRET")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().to_string();
        let nonce = format!("{:032x}", fastrand::u128(..));
        let text = format!("{method}\n{path}\n{now}\n{nonce}\n{}", hex(&Sha256::digest(&body)));
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())?;
        mac.update(text.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let headers = [
            ("Idempotency-Key", nonce.as_str()),
            ("X-Key-Id", id),
            ("X-Timestamp", &now),
            ("X-Nonce", &nonce),
            ("X-Signature", &signature),
        ];
        self.send(method, path, &headers, body).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Result<Answer, Stopped> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.header("Content-Type", "application/json").body(body.into())?;
        let (head, body) = self.http.request(request).await?.into_parts();
        let cookie = head
            .headers
            .get("set-cookie")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next());
        Ok(Answer { status: head.status, cookie: cookie.map(str::to_owned), body: body.collect().await?.to_bytes() })
    }
}

impl Answer {
    /// What came, where it is a success.
    pub(crate) fn accepted(&self) -> Result<&[u8], Stopped> {
        if self.status.is_success() {
            Ok(&self.body)
        } else {
            Err(format!("{}: {}", self.status, String::from_utf8_lossy(&self.body)).into())
        }
    }

    /// What it says, where it is a success.
    pub(crate) fn told(&self) -> Result<Value, Stopped> {
        let body = self.accepted()?;
        Ok(if body.is_empty() { Value::Null } else { serde_json::from_slice(body)? })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
