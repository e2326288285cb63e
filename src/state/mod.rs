//! What every page knows: who is signed in, what the account has, what time it is, and the door to the backend.

mod demonstration;
mod freshness;
mod help;
mod identity;
mod invoicing;
mod questions;

use std::sync::Arc;

use api::{ClientConfig, Failure, StoreFailure};
use chrono::TimeDelta;
use leptos::prelude::*;
use rules::Catalogue;
use rules::account::Account;
use rules::calendar::Instant;
use rules::vocabulary::{Channel, PersonId};
use service::Standing;

use crate::backend::Backend;
use crate::browser;
use demonstration::Played;
pub use demonstration::Part;
pub use freshness::{Looked, is_awaiting};
pub use help::{Help, HelpShown, use_help};

/// The catalogue that the page was opened with.
#[derive(Clone)]
pub struct Goods(pub Arc<Catalogue>);

/// The catalogue.
#[must_use]
pub fn use_catalogue() -> Arc<Catalogue> {
    expect_context::<Goods>().0
}

/// The configuration that the page was opened with; none while it is prerendered.
#[derive(Clone)]
pub struct Configured(pub Option<Arc<ClientConfig>>);

/// The shop as this page sees it. Everything shown is derived from it.
#[derive(Clone, Copy)]
pub struct Shop {
    standing: RwSignal<Standing>,
    tick: RwSignal<Instant>,
    trouble: RwSignal<Option<Failure>>,
    backend: StoredValue<Option<Backend>, LocalStorage>,
    catalogue: StoredValue<Arc<Catalogue>>,
    channel: Channel,
    readings: StoredValue<u32>,
    played: StoredValue<Played>,
    lost_session: RwSignal<Option<PersonId>>,
    looked_at: StoredValue<Option<Instant>>,
}

/// The shop.
#[must_use]
pub fn use_shop() -> Shop {
    expect_context()
}

impl Shop {
    /// The shop with what was read at the start; `trouble` where the backend could not be had. Without a configuration
    /// nobody knows whether it is a demonstration.
    #[must_use]
    pub fn new(
        catalogue: Arc<Catalogue>,
        channel: Channel,
        standing: Standing,
        backend: Option<Backend>,
        trouble: Option<Failure>,
        config: Option<&ClientConfig>,
    ) -> Self {
        Self {
            tick: RwSignal::new(standing.at),
            standing: RwSignal::new(standing),
            trouble: RwSignal::new(trouble),
            backend: StoredValue::new_local(backend),
            catalogue: StoredValue::new(catalogue),
            channel,
            readings: StoredValue::new(0),
            played: StoredValue::new(Played::of(config)),
            lost_session: RwSignal::new(None),
            looked_at: StoredValue::new(None),
        }
    }

    /// Who is signed in and what the account has.
    #[must_use]
    pub const fn standing(self) -> RwSignal<Standing> {
        self.standing
    }

    /// The account, where somebody is signed in.
    #[must_use]
    pub fn account(self) -> Option<Account> {
        self.standing.with(|standing| standing.account.clone())
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn is_signed_in(self) -> bool {
        self.standing.with(|standing| standing.session.is_some())
    }

    /// What is wrong with the backend, where something is.
    #[must_use]
    pub fn trouble(self) -> Option<Failure> {
        self.trouble.get()
    }

    /// Whether the backend could not be asked, so that nobody knows how things stand.
    #[must_use]
    pub fn is_lost(self) -> bool {
        self.trouble.with(|trouble| freshness::is_lost(trouble.as_ref()))
    }

    /// The present instant, to the second; for countdowns.
    #[must_use]
    pub fn now(self) -> Instant {
        self.tick.get()
    }

    /// The present instant, to the minute or the last change; for prices and permissions.
    #[must_use]
    pub fn decision_time(self) -> Instant {
        let now = self.tick.get();
        let into_minute = now.timestamp().rem_euclid(60);
        let minute = now.checked_sub_signed(TimeDelta::seconds(into_minute)).unwrap_or(now);
        self.standing.with(|standing| standing.at).max(minute)
    }

    /// Where the shop is opened (CH-12).
    #[must_use]
    pub const fn channel(self) -> Channel {
        self.channel
    }

    /// Does something at the backend, and shows what came of it here and in the other tabs.
    ///
    /// # Errors
    /// The backend's, or that there is none.
    pub async fn act<T>(self, work: impl AsyncFnOnce(Backend) -> Result<T, Failure>) -> Result<T, Failure> {
        let backend = self.backend.try_get_value().flatten();
        let Some(backend) = backend else {
            return Err(Failure::Store(StoreFailure::Blocked));
        };
        let result = work(backend.clone()).await;
        match &result {
            // Asking again would keep the person waiting for what they are told anyway.
            Err(failure @ (Failure::Unreachable | Failure::Unanswered)) => self.say(Some(failure.clone())),
            _ => self.reload().await,
        }
        if let Err(failure @ (Failure::Store(_) | Failure::Busy)) = &result {
            self.say(Some(failure.clone()));
        }
        backend.announce();
        result
    }

    /// Asks the backend without changing anything.
    ///
    /// # Errors
    /// The backend's, or that there is none.
    pub async fn ask<T>(self, question: impl AsyncFnOnce(Backend) -> Result<T, Failure>) -> Result<T, Failure> {
        match self.backend.try_get_value().flatten() {
            Some(backend) => question(backend).await,
            None => Err(Failure::Store(StoreFailure::Blocked)),
        }
    }

    /// Reads everything again, since something was done; whatever else a page has asked the backend is asked again too.
    pub async fn reload(self) {
        self.read(true).await;
    }

    /// Looks whether anything has changed. Where nothing has, the page stays as it is.
    pub async fn look(self) {
        self.read(false).await;
    }

    async fn read(self, was_done: bool) {
        let Some(backend) = self.backend.try_get_value().flatten() else {
            return;
        };
        let reading = self.readings.get_value().wrapping_add(1);
        self.readings.set_value(reading);
        self.looked_at.set_value(Some(browser::now()));
        let read = backend.standing().await;
        // Another reading began meanwhile, and knows more.
        if self.readings.get_value() != reading {
            return;
        }
        match read {
            Ok(standing) => {
                // What could not be read before is read again now.
                let was_lost = self.trouble.with_untracked(|trouble| freshness::is_lost(trouble.as_ref()));
                let is_news = self.standing.with_untracked(|before| freshness::is_news(before, &standing));
                self.say(None);
                self.tick.set(standing.at);
                if was_done || was_lost || is_news {
                    self.show(standing);
                }
            }
            Err(failure) => self.say(Some(failure)),
        }
    }

    /// Shows a standing that was read.
    pub fn show(self, standing: Standing) {
        self.notice_session(&standing);
        self.standing.set(standing);
    }

    /// Whether it is time to look again at a backend that tells nobody of its changes.
    #[must_use]
    pub fn should_look(self, wall: Instant, is_seen: bool) -> bool {
        let ago = self.looked_at.get_value().map(|looked_at| wall.signed_duration_since(looked_at).num_seconds());
        let now = self.tick.get_untracked();
        let (is_signed_in, is_awaiting) = self.standing.with_untracked(|standing| {
            let is_awaiting = standing.account.as_ref().is_some_and(|account| is_awaiting(account, now));
            (standing.session.is_some(), is_awaiting)
        });
        let is_lost = self.trouble.with_untracked(|trouble| freshness::is_lost(trouble.as_ref()));
        let seconds_ago = ago.map_or(u32::MAX, |ago| u32::try_from(ago).unwrap_or(0));
        Looked { seconds_ago, is_seen, is_signed_in, is_awaiting, is_lost }.is_due()
    }

    /// Says above the page what is wrong; the same thing is not said again.
    fn say(self, trouble: Option<Failure>) {
        if self.trouble.with_untracked(|said| *said != trouble) {
            self.trouble.set(trouble);
        }
    }

    /// Lets a second pass; says whether something has arrived that the backend should record.
    pub fn pass_time(self, wall: Instant) -> bool {
        let offset = self.standing.with_untracked(|standing| standing.clock_offset);
        let now = wall.checked_add_signed(offset).unwrap_or(wall);
        self.tick.set(now);
        self.standing.with_untracked(|standing| {
            standing.account.as_ref().is_some_and(|account| {
                self.catalogue.with_value(|catalogue| !service::fulfilment::arrived(account, catalogue, now).is_empty())
            })
        })
    }
}
