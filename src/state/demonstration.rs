//! What is played here beside the shop: by a demonstration in the browser everything, by a served one a little, by a real shop
//! nothing.

use api::{BackendKind, ClientConfig, DemonstrationPhone, Failure, StoreFailure};
use leptos::prelude::*;

use super::Shop;
use crate::backend::Demonstration;

/// A part that a demonstration plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The cashier of online payments.
    Cashier,
    /// Everybody else: customers to slip into, the e-sign system, the operator, the tax platform, and the clock.
    #[default]
    Everybody,
}

/// What is played here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Played {
    /// Nothing: it is a real shop, or nobody knows yet.
    #[default]
    Nothing,
    /// The cashier, and the messages of these phones.
    Cashier(Vec<DemonstrationPhone>),
    /// Everything.
    Everything,
}

impl Played {
    pub(super) fn of(config: Option<&ClientConfig>) -> Self {
        match config {
            Some(ClientConfig { backend: BackendKind::Browser, .. }) => Self::Everything,
            Some(ClientConfig { backend: BackendKind::Http, demonstration: Some(shown), .. }) => {
                Self::Cashier(shown.phones.clone())
            }
            Some(ClientConfig { backend: BackendKind::Http, demonstration: None, .. }) | None => Self::Nothing,
        }
    }
}

impl Shop {
    /// Whether a part is played here, so that a page may offer it.
    #[must_use]
    pub fn plays(self, part: Part) -> bool {
        self.played.with_value(|played| match part {
            Part::Cashier => *played != Played::Nothing,
            Part::Everybody => *played == Played::Everything,
        })
    }

    /// Who can sign in to a served demonstration.
    #[must_use]
    pub fn demonstration_phones(self) -> Vec<DemonstrationPhone> {
        self.played.with_value(|played| match played {
            Played::Cashier(phones) => phones.clone(),
            Played::Nothing | Played::Everything => Vec::new(),
        })
    }

    /// Plays somebody's part, and shows what came of it here and in the other tabs.
    ///
    /// # Errors
    /// The backend's, or that it plays nothing.
    pub async fn play<T>(self, part: impl AsyncFnOnce(Demonstration) -> Result<T, Failure>) -> Result<T, Failure> {
        self.act(async |backend| match backend.demonstration() {
            Some(demonstration) => part(demonstration).await,
            // No page offers it then.
            None => Err(Failure::Store(StoreFailure::Blocked)),
        })
        .await
    }
}
