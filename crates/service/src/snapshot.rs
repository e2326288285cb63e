//! Snapshots of accounts, so that a process that has just begun need not read a long history. They are a cache.

use std::sync::Arc;

use rules::account::{Account, StoredEvent};
use rules::vocabulary::AccountId;
use serde::{Deserialize, Serialize};

use crate::folded::Known;
use crate::store::{Snapshot, Store, Version};

/// The shape that is written now. It changes with the shape of an account, and with what an event means for one.
const FORMAT: u32 = 1;

/// A snapshot is kept each time so many events have come since the last.
const EVENTS_BETWEEN: u32 = 100;

/// What it says: an account at a version, with the last of its events.
#[derive(Serialize, Deserialize)]
struct State<A, E> {
    account: A,
    version: Version,
    last: E,
}

/// What the snapshot of an account says; nothing where there is none, or none that can be read.
pub(crate) async fn of<S: Store>(store: &S, account: &AccountId) -> Option<Known> {
    if !S::KEEPS_SNAPSHOTS {
        return None;
    }
    // A cache is never worth a failure: whoever needs the store meets it next.
    let snapshot = store.snapshot(account).await.ok()??;
    let State { account: known, version, last } = serde_json::from_str::<State<Account, StoredEvent>>(&snapshot.state)
        .ok()
        .filter(|_| snapshot.format == FORMAT)?;
    (known.id == *account).then(|| Known { account: Arc::new(known), version, last, snapshot: version })
}

/// Keeps a snapshot if the last one is long ago.
pub(crate) async fn renew<S: Store>(store: &S, known: &mut Known) {
    if !S::KEEPS_SNAPSHOTS || known.version.0.saturating_sub(known.snapshot.0) < EVENTS_BETWEEN {
        return;
    }
    let state = State { account: &*known.account, version: known.version, last: &known.last };
    let Ok(state) = serde_json::to_string(&state) else {
        return;
    };
    let snapshot = Snapshot { version: known.version, format: FORMAT, state };
    if store.keep_snapshot(&known.account.id, &snapshot).await.is_ok() {
        known.snapshot = known.version;
    }
}
