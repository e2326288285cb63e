//! Messages through a gateway: each a signed call with a JSON body (docs/OPERATING.md, "Messages").

use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::uri::Authority;
use axum::http::{Request, StatusCode, Uri};
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::json;
use service::Clock;

use super::{Messages, SmsFailure};
use crate::SystemClock;
use crate::api::Answering;
use crate::config::SmsGateway;
use crate::identity::secret::fresh_token;
use crate::identity::signature::{Call, KEY_ID, NONCE, SIGNATURE, TIMESTAMP};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a message is tried; its id is the same each time, so that a gateway sends it once.
const MOST_TRIES: u32 = 3;
/// The pause before the second try; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// A gateway that takes messages over HTTP.
#[derive(Debug)]
pub struct GatewayMessages {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    uri: Uri,
    gateway: SmsGateway,
}

/// Why there can be no connection to a gateway.
#[derive(Debug, thiserror::Error)]
pub enum GatewayProblem {
    /// Its address is none.
    #[error("sms.gateway is no address: {0}")]
    Address(String),
    /// Nobody could be trusted.
    #[error("the certificates of this system cannot be read: {0}")]
    Certificates(std::io::Error),
}

impl GatewayMessages {
    /// The gateway that is configured.
    ///
    /// # Errors
    /// The address is none, or the system has no certificates to trust.
    pub fn new(gateway: SmsGateway) -> Result<Self, GatewayProblem> {
        let address = |error: axum::http::uri::InvalidUri| GatewayProblem::Address(error.to_string());
        let uri: Uri = gateway.endpoint.as_str().parse().map_err(address)?;
        let provider = rustls::crypto::ring::default_provider();
        let trusting = HttpsConnectorBuilder::new().with_provider_and_native_roots(provider);
        let connector = trusting.map_err(GatewayProblem::Certificates)?.https_or_http().enable_http1().build();
        Ok(Self { client: Client::builder(TokioExecutor::new()).build(connector), uri, gateway })
    }

    async fn try_once(&self, body: &Bytes) -> Result<StatusCode, SmsFailure> {
        let timestamp = SystemClock.now().timestamp().to_string();
        let nonce = fresh_token().map_err(|_| SmsFailure::Unwritten)?;
        let target = self.uri.path_and_query().map_or("/", |target| target.as_str());
        let call = Call { method: "POST", target, timestamp: &timestamp, nonce: &nonce, body };
        let signature = call.signature(&self.gateway.secret);
        let host = self.uri.authority().map(Authority::as_str).unwrap_or_default();
        let request = Request::post(self.uri.clone())
            .header(HOST, host)
            .header(CONTENT_TYPE, "application/json")
            .header(KEY_ID, &self.gateway.key_id)
            .header(TIMESTAMP, &timestamp)
            .header(NONCE, &nonce)
            .header(SIGNATURE, signature)
            .body(Full::new(body.clone()))
            .map_err(|_| SmsFailure::Unwritten)?;
        let answered = tokio::time::timeout(PATIENCE, self.client.request(request)).await;
        answered.map_err(|_| SmsFailure::Silent)?.map(|answer| answer.status()).map_err(|_| SmsFailure::Silent)
    }

    async fn send_patiently(&self, phone: &str, text: &str) -> Result<(), SmsFailure> {
        let id = fresh_token().map_err(|_| SmsFailure::Unwritten)?;
        let body = serde_json::to_vec(&json!({ "id": id, "phone": phone, "text": text }));
        let body = Bytes::from(body.map_err(|_| SmsFailure::Unwritten)?);
        let mut pause = FIRST_PAUSE;
        for is_last in (1..=MOST_TRIES).map(|number| number == MOST_TRIES) {
            let failure = match self.try_once(&body).await {
                Ok(status) if status.is_success() => return Ok(()),
                Ok(status) => SmsFailure::Refused(status.as_u16()),
                Err(failure) => failure,
            };
            let may_pass = match failure {
                SmsFailure::Silent => true,
                SmsFailure::Refused(status) => status >= 500 || status == 429,
                SmsFailure::Unwritten => false,
            };
            if is_last || !may_pass {
                return Err(failure);
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
        Err(SmsFailure::Silent)
    }
}

impl Messages for GatewayMessages {
    fn send<'a>(&'a self, phone: &'a str, text: &'a str) -> Answering<'a, Result<(), SmsFailure>> {
        Box::pin(self.send_patiently(phone, text))
    }
}
