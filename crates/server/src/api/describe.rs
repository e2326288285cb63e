//! What the description says of an endpoint beside what its types say, and of the API as a whole (OpenAPI 3.1).

use aide::openapi::{ApiKeyLocation, Info, OpenApi, ReferenceOr, SecurityScheme, Server, StatusCode};
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

const fn meaning(status: u16) -> &'static str {
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
    let signature = SecurityScheme::ApiKey {
        location: ApiKeyLocation::Header,
        name: "Signature".to_owned(),
        description: Some("The signature of the e-sign system over the request.".to_owned()),
        extensions: Default::default(),
    };
    api.security_scheme("session", cookie).security_scheme("partner", signature)
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
