//! What every page knows: who is signed in, what the account has, what time it is, and the door to the backend.

mod demonstration;
mod freshness;
mod help;
mod identity;
mod invoicing;
mod questions;
mod unanswered_key;

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
pub use demonstration::Part;
use demonstration::Played;
pub use freshness::{Looked, is_awaiting};
pub use help::{Help, HelpShown, use_help};
pub(crate) use unanswered_key::UnansweredKey;

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
    /// How many readings of the standing have begun, and the last of them that is shown.
    readings: StoredValue<(u32, u32)>,
    played: StoredValue<Played>,
    lost_session: RwSignal<Option<PersonId>>,
    looked_at: StoredValue<Instant>,
    under_way: StoredValue<u32>,
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
            readings: StoredValue::new((0, 0)),
            played: StoredValue::new(Played::of(config)),
            lost_session: RwSignal::new(None),
            looked_at: StoredValue::new(browser::now()),
            under_way: StoredValue::new(0),
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
        let Some(backend) = self.backend.try_get_value().flatten() else {
            return Err(Failure::Store(StoreFailure::Blocked));
        };
        let answer = question(backend).await;
        if answer.as_ref().err().is_some_and(Failure::is_signed_out) {
            self.look().await;
        }
        answer
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
                self.catalogue
                    .with_value(|catalogue| !service::fulfilment::due_by_the_clock(account, catalogue, now).is_empty())
            })
        })
    }
}
