//! The backend behind the server that the page comes from: each use case is a request to a path of `api::paths`.
//!
//! `request` says what is sent, `send` sends it once, `retry` whether it is sent again, and `answer` what came of it. Only
//! `send` needs a browser.

mod answer;
mod identity;
mod invoices;
mod orders;
mod request;
mod retry;
mod send;
mod standing;
#[cfg(test)]
mod tests;
mod trial;
mod usage;

use std::cell::RefCell;

use api::Failure;
use serde::de::DeserializeOwned;

use crate::browser;
use crate::site::Site;
use answer::Answer;
use request::Request;
use standing::Known;

/// The server, as this page knows it.
pub struct HttpBackend {
    site: Site,
    known: RefCell<Option<Known>>,
    #[cfg(target_arch = "wasm32")]
    tabs: browser_store::Changes,
}

impl HttpBackend {
    /// The server that a site is on, with the line to its other tabs.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub const fn new(site: Site, tabs: browser_store::Changes) -> Self {
        Self { site, known: RefCell::new(None), tabs }
    }

    /// The server that a site is on; natively nobody can be reached.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub const fn new(site: Site) -> Self {
        Self { site, known: RefCell::new(None) }
    }

    /// Tells the other tabs that something changed.
    pub fn announce(&self) {
        #[cfg(target_arch = "wasm32")]
        self.tabs.announce();
    }

    /// What a request is answered with, read as JSON.
    async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, Failure> {
        self.answer(&request).await?.read()
    }

    /// The same; `None` where there is no such thing for whoever asks.
    async fn ask_for_one<T: DeserializeOwned>(&self, request: Request) -> Result<Option<T>, Failure> {
        let answer = self.hear(&request).await;
        match answer {
            Some(Answer { status: 404, .. }) => Ok(None),
            answer => Answer::good(answer, &request)?.read().map(Some),
        }
    }

    /// Does something of which nothing more is said than that it is done.
    async fn tell(&self, request: Request) -> Result<(), Failure> {
        self.answer(&request).await.map(drop)
    }

    async fn answer(&self, request: &Request) -> Result<Answer, Failure> {
        Answer::good(self.hear(request).await, request)
    }

    /// The answer to a request, which is sent again where that is safe and may help; `None` where none came.
    async fn hear(&self, request: &Request) -> Option<Answer> {
        let mut tries = 1;
        loop {
            let heard = send::once(&self.site, request).await;
            match retry::pause_before_next(heard.as_ref(), tries, request.may_repeat(), browser::chance()) {
                Some(pause) => browser::pause(pause).await,
                None => return heard,
            }
            tries += 1;
        }
    }
}
