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

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

use crate::config::Configuration;

pub use client::Subscriber;
pub(crate) use health::routes as probes;
pub use health::{Checking, Health, Ready};
pub use log::{log_to_stderr, subscriber};
pub use request_id::RequestId;

use queue::Queue;
use rate::Rates;
use size::Most;

/// The API within its limits.
pub(crate) fn around_api(api: Router, configuration: &Configuration) -> Router {
    let limits = &configuration.limits;
    let trusted = configuration.server.trusted_proxies.clone();
    // Together they are one layer, the first the outermost: of each for itself, a request would copy all those inside it.
    api.layer((
        from_fn(headers::of_api),
        from_fn_with_state(Arc::new(Rates::of(configuration)), rate::within),
        from_fn_with_state(Arc::new(Queue::of(limits)), queue::in_turn),
        from_fn_with_state(limits.request, queue::in_time),
        from_fn_with_state(Most(limits.body_bytes), size::within),
        from_fn_with_state(trusted, client::noted),
    ))
}

/// Everything, with what is known of each request.
pub(crate) fn around_all(service: Router, configuration: &Configuration) -> Router {
    let is_secure = configuration.server.public_origin.is_secure();
    service.layer((from_fn(request_id::known), from_fn(log::each), from_fn_with_state(is_secure, headers::of_all)))
}
