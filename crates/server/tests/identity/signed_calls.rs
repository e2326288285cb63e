//! Calls that the e-sign system signs, and those that somebody else makes up, sends again or sends late.

use std::convert::Infallible;
use std::process::Command;
use std::task::Poll;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::desk::{Answer, Desk, PARTNER, PARTNER_SECRET};
use crate::signing::Signer;

/// A call of the e-sign system.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    method: Method,
    path: String,
    body: Vec<u8>,
    key: String,
    nonce: String,
    early: TimeDelta,
    signer: Signer,
}

impl Call {
    pub(crate) fn new(method: Method, path: &str) -> Self {
        Self {
            method,
            path: path.to_owned(),
            body: Vec::new(),
            key: format!("key-{}", fastrand::u64(..)),
            nonce: fresh_nonce(),
            early: TimeDelta::zero(),
            signer: Signer { key: PARTNER.to_owned(), secret: PARTNER_SECRET.to_owned() },
        }
    }

    pub(crate) fn with(self, body: &Value) -> Self {
        Self { body: serde_json::to_vec(body).unwrap(), ..self }
    }

    /// The same, signed anew.
    pub(crate) fn again(&self) -> Self {
        Self { nonce: fresh_nonce(), ..self.clone() }
    }

    pub(crate) async fn at(&self, desk: &Desk) -> Answer {
        desk.answer(self.request(desk), None).await
    }

    fn request(&self, desk: &Desk) -> Request<Body> {
        let timestamp = (desk.now() - self.early).timestamp();
        let signed = self.signer.headers(&self.method, &self.path, &self.body, &self.nonce, timestamp);
        let request = Request::builder().method(self.method.clone()).uri(&self.path);
        let request = signed.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let mut request = request.header("Idempotency-Key", &self.key);
        if !self.body.is_empty() {
            request = request.header("Content-Type", "application/json");
        }
        request.body(Body::from(self.body.clone())).unwrap()
    }
}

fn fresh_nonce() -> String {
    format!("{:020}", fastrand::u64(..))
}

fn uses() -> Call {
    let body = json!({ "account": "demo-advanced", "uses": [{ "quota": "contract", "subject": "C-1", "name": "A" }] });
    Call::new(Method::POST, "/api/usage/reports").with(&body)
}

#[tokio::test]
async fn a_signed_call_is_taken_without_a_cookie_or_a_page() {
    let desk = Desk::new().await;
    uses().at(&desk).await.expect(204);
}

#[tokio::test]
async fn a_call_that_is_sent_again_is_refused_by_every_process() {
    let desk = Desk::new().await;
    let call = uses();
    call.at(&desk).await.expect(204);
    let told = call.at(&desk.another().await).await.expect(401);
    assert_eq!(told["type"], "/problems/not-partner");
    assert!(told["detail"].as_str().unwrap().contains("X-Nonce"));
    // And still just before its time is over.
    desk.pass(TimeDelta::minutes(5));
    let again = Call { early: TimeDelta::minutes(5), ..call };
    again.at(&desk).await.expect(401);
}

#[tokio::test]
async fn a_call_that_comes_late_or_early_is_refused() {
    let desk = Desk::new().await;
    for early in [TimeDelta::seconds(301), TimeDelta::seconds(-301)] {
        let told = Call { early, ..uses() }.at(&desk).await.expect(401);
        assert!(told["detail"].as_str().unwrap().contains("X-Timestamp"), "{told}");
    }
    Call { early: TimeDelta::seconds(300), ..uses() }.at(&desk).await.expect(204);
}

#[tokio::test]
async fn a_forged_call_is_refused_and_changes_nothing() {
    let desk = Desk::new().await;
    let right = uses();
    let signer = |key: &str, secret: &str| Signer { key: key.to_owned(), secret: secret.to_owned() };
    let wrong = Call { signer: signer(PARTNER, "another key of at least 32 characters"), ..right.clone() };
    wrong.at(&desk).await.expect(401);
    Call { signer: signer("nobody", PARTNER_SECRET), ..uses() }.at(&desk).await.expect(401);
    // The signature of another call.
    let mut other = Call { path: "/api/contracts/C-1/withdrawal".to_owned(), ..uses() }.request(&desk);
    *other.uri_mut() = "/api/usage/reports".parse().unwrap();
    desk.answer(other, None).await.expect(401);
    // The nonce of a forged call is not used up.
    right.at(&desk).await.expect(204);
}

#[tokio::test]
async fn an_unsigned_call_is_told_which_header_is_missing() {
    let desk = Desk::new().await;
    let mut unsigned = uses().request(&desk);
    unsigned.headers_mut().remove("x-signature");
    let told = desk.answer(unsigned, None).await.expect(401);
    assert!(told["detail"].as_str().unwrap().contains("X-Signature"), "{told}");
}

#[tokio::test]
async fn of_a_call_whose_head_is_wrong_the_body_is_not_read() {
    let desk = Desk::new().await;
    let unknown = Call { signer: Signer { key: "nobody".to_owned(), secret: PARTNER_SECRET.to_owned() }, ..uses() };
    let late = Call { early: TimeDelta::seconds(301), ..uses() };
    for call in [unknown, late] {
        let never_ending = futures::stream::poll_fn(|_| -> Poll<Option<Result<Bytes, Infallible>>> {
            unreachable!("the body is read")
        });
        let (head, _) = call.request(&desk).into_parts();
        let request = Request::from_parts(head, Body::from_stream(never_ending));
        desk.answer(request, None).await.expect(401);
    }
}

/// The shell of docs/API.md, run as it stands there.
#[test]
fn the_example_of_the_documentation_signs_as_it_says() {
    let text = include_str!("../../../../docs/API.md");
    let (_, after) = text.split_once("<!-- signed call -->\n```sh\n").unwrap();
    let (script, after) = after.split_once("```").unwrap();
    let said = Command::new("sh").arg("-ec").arg(script).output().unwrap();
    let signature = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert_eq!(signature.trim().len(), 64);
    assert!(after.contains(signature.trim()), "{signature}");
    assert!(script.contains(PARTNER_SECRET));
}
