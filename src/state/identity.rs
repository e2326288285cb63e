//! Signing in and out where somebody really does, and what happens when a session has ended by itself.

use std::rc::Rc;

use api::{Failure, StoreFailure};
use leptos::prelude::*;
use service::Standing;

use super::{Part, Shop};
use crate::backend::{Backend, HttpBackend};
use crate::browser::drafts;

impl Shop {
    /// Whether the session ended while this page was open, without anybody here having signed out.
    #[must_use]
    pub fn is_session_lost(self) -> bool {
        self.lost_session.with(Option::is_some) && !self.is_signed_in()
    }

    /// Signs in or out, or changes the account to act for, and shows what came of it here and in the other tabs.
    ///
    /// # Errors
    /// The backend's, or that it knows no signing in.
    pub async fn identify<T>(
        self,
        work: impl AsyncFnOnce(Rc<HttpBackend>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.act(async |backend| with_identity(backend, work).await).await
    }

    /// Asks about signing in without changing anything.
    ///
    /// # Errors
    /// The backend's, or that it knows no signing in.
    pub async fn ask_identity<T>(
        self,
        question: impl AsyncFnOnce(Rc<HttpBackend>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.ask(async |backend| with_identity(backend, question).await).await
    }

    /// Signs out, here or everywhere. What was typed in this tab is forgotten, for it may be another person who comes next.
    ///
    /// # Errors
    /// The backend's.
    pub async fn sign_out(self, everywhere: bool) -> Result<(), Failure> {
        let out = self.identify(async |backend| backend.sign_out(everywhere).await).await;
        if out.is_ok() {
            drafts::forget_all();
            self.lost_session.set(None);
        }
        out
    }

    /// Notes who was signed in when nobody is any more, and forgets what they typed once it is somebody else.
    pub(super) fn notice_session(self, standing: &Standing) {
        // In a demonstration one slips into others, and out of them, on purpose.
        if self.plays(Part::Everybody) {
            return;
        }
        let after = standing.session.as_ref().map(|session| session.person.id.clone());
        let before =
            self.standing.with_untracked(|standing| standing.session.as_ref().map(|session| session.person.id.clone()));
        match (before, after) {
            (Some(person), None) => self.lost_session.set(Some(person)),
            (None, Some(person)) => {
                let lost = self.lost_session.with_untracked(Clone::clone);
                if lost.is_some_and(|lost| lost != person) {
                    drafts::forget_all();
                }
                self.lost_session.set(None);
            }
            (Some(before), Some(after)) if before != after => drafts::forget_all(),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
}

async fn with_identity<T>(
    backend: Backend,
    work: impl AsyncFnOnce(Rc<HttpBackend>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    match backend {
        Backend::Http(backend) => work(backend).await,
        // No page offers it then.
        Backend::Browser(_) => Err(Failure::Store(StoreFailure::Blocked)),
    }
}
