//! What is asked of the server.

use std::fmt::Display;

use api::Failure;
use serde::Serialize;

use crate::site::Site;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// Below the site's base, with its query.
    pub(super) path: String,
    pub(super) body: Option<String>,
    /// The key of a write (ORD-3).
    pub(super) key: Option<String>,
    /// The tag of the answer that is known already.
    pub(super) known: Option<String>,
    is_single: bool,
}

impl Request {
    /// Asks for something.
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self { method: Method::Get, path: path.into(), body: None, key: None, known: None, is_single: false }
    }

    /// Does something under a key; sent again with it, it is done once.
    pub(super) fn post(path: impl Into<String>, key: &str) -> Self {
        Self { method: Method::Post, key: Some(key.to_owned()), ..Self::get(path) }
    }

    /// Puts something in its place.
    pub(super) fn put(path: impl Into<String>, key: &str) -> Self {
        Self { method: Method::Put, ..Self::post(path, key) }
    }

    /// Removes something.
    pub(super) fn delete(path: impl Into<String>, key: &str) -> Self {
        Self { method: Method::Delete, ..Self::post(path, key) }
    }

    /// With a body.
    pub(super) fn with(self, body: &impl Serialize) -> Result<Self, Failure> {
        let body = serde_json::to_string(body).map_err(|_| Failure::OutOfOrder)?;
        Ok(Self { body: Some(body), ..self })
    }

    /// With a parameter of the address; its value is plain.
    pub(super) fn about(mut self, name: &str, value: impl Display) -> Self {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        self.path = format!("{}{joint}{name}={value}", self.path);
        self
    }

    /// Where the answer is still the one with this tag, nothing more is said.
    pub(super) fn unless(self, known: Option<String>) -> Self {
        Self { known, ..self }
    }

    /// Never sent again by itself: each time counts, or somebody asks again soon.
    pub(super) fn once(self) -> Self {
        Self { is_single: true, ..self }
    }

    /// Whether it changes anything.
    pub(super) const fn changes(&self) -> bool {
        !matches!(self.method, Method::Get)
    }

    /// Whether it may be sent again by itself.
    pub(super) const fn may_repeat(&self) -> bool {
        !self.is_single
    }

    /// For how long an answer is waited for, in milliseconds: a file takes a while to be sent.
    pub(super) fn patience(&self) -> u32 {
        const SMALL_BYTES: usize = 64 * 1024;
        if self.body.as_ref().is_some_and(|body| body.len() > SMALL_BYTES) { 90_000 } else { 15_000 }
    }

    /// The whole address on the host.
    pub(super) fn address(&self, site: &Site) -> String {
        format!("{}{}", site.base.trim_end_matches('/'), self.path)
    }
}
