//! Whether a call is signed by the e-sign system, and comes for the first time.

use api::Failure;
use api::problem::SignatureFault;
use axum::body::Bytes;
use axum::extract::OriginalUri;
use axum::http::request::Parts;

use super::Identity;
use super::signature::{NONCE_KEPT, Stated};
use crate::api::{Answering, Partners};

impl Partners for Identity {
    fn fault_of_head(&self, head: &Parts) -> Option<SignatureFault> {
        Stated::read(&self.parts.partners, &head.headers, self.now()).err()
    }

    fn fault<'a>(&'a self, head: &'a Parts, body: &'a Bytes) -> Answering<'a, Result<Option<SignatureFault>, Failure>> {
        Box::pin(async move {
            // As it was sent: below a sub-folder, handlers see a shorter one.
            let uri = head.extensions.get::<OriginalUri>().map_or(&head.uri, |OriginalUri(uri)| uri);
            let target = uri.path_and_query().map_or("/", |target| target.as_str());
            let now = self.now();
            let stated = match Stated::read(&self.parts.partners, &head.headers, now) {
                Ok(stated) => stated,
                Err(fault) => return Ok(Some(fault)),
            };
            if !stated.is_signed(head.method.as_str(), target, body) {
                return Ok(Some(SignatureFault::Wrong));
            }
            // Kept only now, so that nobody without a key uses up a nonce.
            let name = format!("{} {}", stated.key.id, stated.nonce);
            let kept_until = now.checked_add_signed(NONCE_KEPT).unwrap_or(now);
            let is_first = self.parts.store.is_first(&name, kept_until).await?;
            self.sweep(now).await;
            Ok((!is_first).then_some(SignatureFault::Replayed))
        })
    }
}
