//! Who takes the place of partners and of messages where a test is about neither.

use api::Failure;
use api::problem::SignatureFault;
use axum::body::Bytes;
use axum::http::request::Parts;
use server::api::{Answering, Partners};
use server::sms::{Messages, SmsFailure};

/// Believes every request that has the header `Signature`.
pub(crate) struct Signature;

impl Partners for Signature {
    fn fault_of_head(&self, head: &Parts) -> Option<SignatureFault> {
        (!head.headers.contains_key("Signature")).then_some(SignatureFault::Wrong)
    }

    fn fault<'a>(
        &'a self,
        _head: &'a Parts,
        _body: &'a Bytes,
    ) -> Answering<'a, Result<Option<SignatureFault>, Failure>> {
        Box::pin(async move { Ok(None) })
    }
}

/// Where messages go that nobody reads.
pub(crate) struct Nowhere;

impl Messages for Nowhere {
    fn send<'a>(&'a self, _phone: &'a str, _text: &'a str) -> Answering<'a, Result<(), SmsFailure>> {
        Box::pin(async move { Ok(()) })
    }
}
