//! What the use cases need from a store of events and of the ledger beside them.

use std::future::Future;

use api::StoreFailure;
use rules::account::{Event, StoredEvent};
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, OrderId, QuotaKind};
use serde::{Deserialize, Serialize};

use crate::ledger::{LedgerRow, LedgerSlice, RowChange};

/// `Send` on a server, nothing in a browser, whose values never leave their thread.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send> MaybeSend for T {}

/// `Send` on a server, nothing in a browser, whose values never leave their thread.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSend for T {}

/// `Sync` on a server, nothing in a browser.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync> MaybeSync for T {}

/// `Sync` on a server, nothing in a browser.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSync for T {}

/// The number of events of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version(pub u32);

/// What happened to one account, from its beginning or from some version on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// How far it goes.
    pub version: Version,
    /// The events in order.
    pub events: Vec<StoredEvent>,
}

/// An account as it was folded up to a version. It is a cache: thrown away, nothing changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// How far it goes.
    pub version: Version,
    /// The shape of `state`; another one than the shop writes is of no use.
    pub format: u32,
    /// What was folded, as the shop encodes it.
    pub state: String,
}

/// Keeps events and the rows of the ledger. What it acknowledged is never lost.
pub trait Store: MaybeSync {
    /// Whether it keeps snapshots; where not, none are made.
    const KEEPS_SNAPSHOTS: bool = false;

    /// What happened to an account after a version, with the version that it has now; nothing where it has not come so far.
    fn load_after(
        &self,
        account: &AccountId,
        after: Version,
    ) -> impl Future<Output = Result<History, StoreFailure>> + MaybeSend;

    /// The history of an account; empty for one that nothing happened to.
    fn load(&self, account: &AccountId) -> impl Future<Output = Result<History, StoreFailure>> + MaybeSend {
        self.load_after(account, Version(0))
    }

    /// Appends events and changes rows of the ledger in one transaction, only if the account still stands at `expected`
    /// and each row is as the change knew it; with them the index entries of the orders placed (see
    /// [`orders_placed`]) and the sums of the days (see [`rules::usage::days_of_change`]).
    fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> impl Future<Output = Result<Version, AppendError>> + MaybeSend;

    /// Appends events alone.
    fn append(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
    ) -> impl Future<Output = Result<Version, AppendError>> + MaybeSend {
        self.write(account, expected, events, &[])
    }

    /// Appends events that were decided on what is kept of an account, without reading it again: only if the account stands at
    /// `expected` and the last event there is `last`. Another one has the version where the store was begun anew, or has gone
    /// back to a backup or a replica that knew less, and has moved on since.
    fn append_after(
        &self,
        account: &AccountId,
        (expected, last): (Version, &StoredEvent),
        events: &[StoredEvent],
    ) -> impl Future<Output = Result<Version, AppendError>> + MaybeSend {
        async move {
            let since = self.load_after(account, Version(expected.0.saturating_sub(1))).await?;
            if since.version != expected || since.events.first() != Some(last) {
                return Err(AppendError::Conflict);
            }
            self.append(account, expected, events).await
        }
    }

    /// The rows that there are of these uses, in any order.
    fn rows(
        &self,
        account: &AccountId,
        uses: &[Use],
    ) -> impl Future<Output = Result<Vec<LedgerRow>, StoreFailure>> + MaybeSend;

    /// A slice of the ledger, the newest row first; of equals, by their subjects.
    fn slice(
        &self,
        account: &AccountId,
        slice: &LedgerSlice,
    ) -> impl Future<Output = Result<Vec<LedgerRow>, StoreFailure>> + MaybeSend;

    /// The sums of the days of a range on which anything happened to units of a kind, in order.
    fn days(
        &self,
        account: &AccountId,
        quota: QuotaKind,
        range: DayRange,
    ) -> impl Future<Output = Result<Vec<DayUse>, StoreFailure>> + MaybeSend;

    /// The snapshot of an account that was kept last.
    fn snapshot(
        &self,
        _account: &AccountId,
    ) -> impl Future<Output = Result<Option<Snapshot>, StoreFailure>> + MaybeSend {
        async { Ok(None) }
    }

    /// Keeps a snapshot in the place of one that goes less far or has another format; one that goes further than the
    /// events is not kept.
    fn keep_snapshot(
        &self,
        _account: &AccountId,
        _snapshot: &Snapshot,
    ) -> impl Future<Output = Result<(), StoreFailure>> + MaybeSend {
        async { Ok(()) }
    }

    /// The account that an order belongs to.
    fn account_of(&self, order: &OrderId) -> impl Future<Output = Result<Option<AccountId>, StoreFailure>> + MaybeSend;
}

/// Why nothing was appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendError {
    /// Somebody else was faster: load and decide again.
    Conflict,
    /// The key of an order stands for an order of another account (ORD-3).
    OrderTaken(OrderId),
    /// The connection was lost while it was committed: it is done, or it is not. Load and decide again, by the same keys,
    /// which shows it.
    OutcomeUnknown,
    /// The store could not do it.
    Store(StoreFailure),
}

impl From<StoreFailure> for AppendError {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

/// The orders that these events place.
pub fn orders_placed(events: &[StoredEvent]) -> impl Iterator<Item = &OrderId> {
    events.iter().filter_map(|stored| match &stored.event {
        Event::OrderPlaced { order } => Some(&order.id),
        _ => None,
    })
}
