//! What stands around the handlers: who asks, how much of it is taken on, and what every answer carries.
//!
//! From outside in, everything passes the request's id and the log; the API also its headers, the rates, the queue, the
//! time and the size. Whatever is not taken on is told as a problem (RFC 9457).

mod client;
mod headers;
mod health;
mod log;
mod queue;
mod rate;
mod request_id;
mod shed;
mod size;

use std::sync::Arc;
use std::time::Duration;

use api::problem::{RETRY_AFTER_SECONDS, Shed};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tokio::time::timeout;

use crate::config::{Configuration, Networks};

pub use client::Subscriber;
pub(crate) use health::routes as probes;
pub use health::{Checking, Health, Ready};
pub use log::{log_to_stderr, subscriber};
pub use request_id::RequestId;

use log::UnderWay;
use queue::Queue;
use rate::Rates;
use shed::Asked;

/// The API within its limits.
pub(crate) fn around_api(api: Router, configuration: &Configuration) -> Router {
    let limits = &configuration.limits;
    let around = AroundApi {
        rates: Rates::of(configuration),
        queue: Queue::of(limits),
        longest: limits.request,
        most_bytes: usize::try_from(limits.body_bytes).unwrap_or(usize::MAX),
        trusted_proxies: configuration.server.trusted_proxies.clone(),
    };
    api.layer(from_fn_with_state(Arc::new(around), AroundApi::answered))
}

/// Everything, with what is known of each request.
pub(crate) fn around_all(service: Router, configuration: &Configuration) -> Router {
    service.layer(from_fn_with_state(configuration.server.public_origin.is_secure(), known))
}

/// What the API takes on. It is one layer: of several, each request would copy all those inside each of them.
struct AroundApi {
    rates: Rates,
    queue: Queue,
    longest: Duration,
    most_bytes: usize,
    trusted_proxies: Networks,
}

impl AroundApi {
    async fn answered(State(around): State<Arc<Self>>, request: Request, next: Next) -> Response {
        let mut response = around.within_limits(request, next).await;
        headers::of_api(response.headers_mut());
        response
    }

    /// Goes on where the request is within the rates, once it is its turn, and gives up what takes too long. A write may still be
    /// done then: sent again with its key, it is done once.
    async fn within_limits(&self, mut request: Request, next: Next) -> Response {
        let asked = Asked::of(&request);
        if let Some(seconds) = self.rates.wait(&request) {
            return asked.shed(Shed::TooManyRequests, seconds);
        }
        let Some(_turn) = self.queue.turn().await else {
            return asked.shed(Shed::Overloaded, RETRY_AFTER_SECONDS.into());
        };
        if size::is_above(&request, self.most_bytes) {
            return asked.too_large(self.most_bytes);
        }
        client::note(&mut request, &self.trusted_proxies);
        let answered = timeout(self.longest, next.run(size::limited(request, self.most_bytes))).await;
        answered.unwrap_or_else(|_| asked.shed(Shed::TookTooLong, RETRY_AFTER_SECONDS.into()))
    }
}

async fn known(State(is_secure): State<bool>, mut request: Request, next: Next) -> Response {
    let (id, under_way) = (request_id::give(&mut request), UnderWay::begin(&request));
    let mut response = next.run(request).await;
    if is_secure {
        headers::of_secure_host(response.headers_mut());
    }
    under_way.end(&id, &response);
    request_id::tell(id, response.headers_mut());
    response
}
