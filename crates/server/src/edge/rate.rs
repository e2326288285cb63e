//! How often the same address, or the same session, may ask.
//!
//! Whoever asks falls by a hash with a random key into one of 65,536 buckets, so the memory is bounded whoever asks, and
//! nobody can choose to share a bucket with somebody else.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;

use axum::extract::Request;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client;
use crate::config::{Configuration, Networks};

type Bucket = u16;

/// What was asked lately.
pub(super) struct Rates {
    requests: DefaultKeyedRateLimiter<Bucket>,
    writes: DefaultKeyedRateLimiter<Bucket>,
    hash: RandomState,
    trusted_proxies: Networks,
    uncounted: Networks,
}

/// Who is counted.
#[derive(Hash)]
enum Counted<'a> {
    Address(IpAddr),
    Session(&'a str),
}

impl Rates {
    pub(super) fn of(configuration: &Configuration) -> Self {
        let limits = &configuration.limits;
        let limiter =
            |a_minute: u32| RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN)));
        Self {
            requests: limiter(limits.requests_per_minute),
            writes: limiter(limits.writes_per_minute),
            hash: RandomState::new(),
            trusted_proxies: configuration.server.trusted_proxies.clone(),
            uncounted: limits.uncounted_networks.clone(),
        }
    }

    /// After how many seconds it may ask again; `None` for now.
    pub(super) fn wait(&self, request: &Request) -> Option<u64> {
        let address = client::address(request, &self.trusted_proxies);
        if self.uncounted.have(address) {
            return None;
        }
        let address = Counted::Address(client::subscriber(address));
        let wait = self.count(&self.requests, &address);
        if wait.is_some() || request.method().is_safe() {
            return wait;
        }
        let session = || client::session(request.headers()).map(Counted::Session);
        self.count(&self.writes, &address).or_else(|| self.count(&self.writes, &session()?))
    }

    fn count(&self, limiter: &DefaultKeyedRateLimiter<Bucket>, who: &Counted<'_>) -> Option<u64> {
        let [first, second, ..] = self.hash.hash_one(who).to_ne_bytes();
        let refused = limiter.check_key(&Bucket::from_ne_bytes([first, second])).err()?;
        let wait = refused.wait_time_from(DefaultClock::default().now());
        Some(wait.as_secs().saturating_add(1))
    }
}
