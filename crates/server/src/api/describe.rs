//! What the description says of an endpoint beside what its types say, and of the API as a whole (OpenAPI 3.1).

use aide::openapi::{ApiKeyLocation, Info, OpenApi, Operation, ReferenceOr, SecurityScheme, Server, StatusCode};
use aide::transform::{TransformOpenApi, TransformOperation};

use super::unanswered::problem_response;

/// An endpoint: its name for programs, what it is about, what it does, and which refusals can come.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) id: &'static str,
    pub(super) tag: &'static str,
    pub(super) does: &'static str,
    pub(super) refusals: &'static [u16],
}

/// What the limits of a server can answer to every request.
const EVERYWHERE: [u16; 1] = [429];

/// Adds it to the description of an endpoint.
pub(super) fn said(said: Said) -> impl FnOnce(TransformOperation<'_>) -> TransformOperation<'_> {
    move |mut operation| {
        operation = operation.id(said.id).tag(said.tag).summary(said.does);
        let responses = operation.inner_mut().responses.get_or_insert_with(Default::default);
        for status in said.refusals.iter().chain(&EVERYWHERE) {
            let refused = aide::generate::in_context(|ctx| problem_response(ctx, meaning(*status)));
            let code = StatusCode::Code(*status);
            responses.responses.entry(code).or_insert_with(|| ReferenceOr::Item(refused));
        }
        responses.responses.sort_keys();
        operation
    }
}

pub(super) const fn meaning(status: u16) -> &'static str {
    match status {
        403 => "Who asks may not, or not from here.",
        404 => "There is no such thing for whoever asks.",
        401 => "Nobody is signed in, or nobody signed it.",
        429 => "Asked too often; `Retry-After` says when it goes again.",
        409 => "The account stands otherwise.",
        422 => "What was sent is wrong, or its key stands for another.",
        _ => "Refused.",
    }
}

/// What is said of the whole.
pub(super) fn whole(api: TransformOpenApi<'_>) -> TransformOpenApi<'_> {
    let cookie = SecurityScheme::ApiKey {
        location: ApiKeyLocation::Cookie,
        name: "__Host-session".to_owned(),
        description: Some("The session of a person who signed in.".to_owned()),
        extensions: Default::default(),
    };
    let api = api.security_scheme("session", cookie);
    SIGNED_WITH.into_iter().fold(api, |api, Header { scheme, name, about }| {
        let (name, description) = (name.to_owned(), Some(about.to_owned()));
        let location = ApiKeyLocation::Header;
        api.security_scheme(
            scheme,
            SecurityScheme::ApiKey { location, name, description, extensions: Default::default() },
        )
    })
}

/// A header of a signed call.
#[derive(Clone, Copy)]
struct Header {
    scheme: &'static str,
    name: &'static str,
    about: &'static str,
}

/// A signed call has all of them (docs/API.md, "Signed calls").
const SIGNED_WITH: [Header; 4] = [
    Header { scheme: "partner_key", name: "X-Key-Id", about: "Which key of the e-sign system signed." },
    Header { scheme: "partner_timestamp", name: "X-Timestamp", about: "When, in seconds since 1970 (UTC)." },
    Header { scheme: "partner_nonce", name: "X-Nonce", about: "A text that no other call of this key has." },
    Header { scheme: "partner_signature", name: "X-Signature", about: "HMAC-SHA256 over the call, in hexadecimal." },
];

/// Adds that an endpoint is for signed calls alone.
pub(super) fn signed(operation: &mut Operation) {
    let all = SIGNED_WITH.into_iter().map(|header| (header.scheme.to_owned(), Vec::new()));
    operation.security.push(all.collect());
}

/// The description before any endpoint is in it.
pub(super) fn blank(base: &str) -> OpenApi {
    let folder = base.trim_end_matches('/');
    let url = if folder.is_empty() { "/" } else { folder };
    OpenApi {
        info: Info {
            title: "esign-store".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            description: Some(
                "The shop for an electronic-signature product. Conventions, quirks and a walkthrough: docs/API.md."
                    .to_owned(),
            ),
            ..Info::default()
        },
        servers: vec![Server { url: url.to_owned(), ..Server::default() }],
        ..OpenApi::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::signature::{KEY_ID, NONCE, SIGNATURE, TIMESTAMP};

    #[test]
    fn a_signed_call_is_described_by_the_headers_that_are_read() {
        let described = SIGNED_WITH.map(|header| header.name.to_ascii_lowercase());
        assert_eq!(described, [KEY_ID, TIMESTAMP, NONCE, SIGNATURE]);
    }
}
