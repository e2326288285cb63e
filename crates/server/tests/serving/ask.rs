//! Asks the service directly, without a socket.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use server::Config;
use tower::ServiceExt;

use crate::dist::Dist;

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The value of a header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn body(&self) -> &str {
        str::from_utf8(&self.bytes).unwrap()
    }
}

/// The service for a site at a base.
pub(crate) fn service(dist: &Dist, base: &str) -> Router {
    server::router(Config { dist: dist.path().to_owned(), base: base.parse().unwrap() }).unwrap()
}

/// A GET of the sample site at the root.
pub(crate) async fn get(path: &str) -> Answer {
    get_with(path, &[]).await
}

/// The same with request headers.
pub(crate) async fn get_with(path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(service(&Dist::new(), "/"), Method::GET, path, headers).await
}

/// Any request.
pub(crate) async fn ask(service: Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = service.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}
