//! What every store has to do with snapshots, if it keeps any.

use rules::vocabulary::AccountId;

use super::{append, expect, load, numbered};
use crate::store::{Snapshot, Store, Version};

pub(super) async fn keeps<S: Store>(store: &S, account: &AccountId) -> Result<(), String> {
    let of =
        |version: u32, format: u32| Snapshot { version: Version(version), format, state: format!("二 {version}") };
    let events = [numbered("one", 1), numbered("two", 2)];
    append(store, account, Version(0), &events).await?;
    for (offered, kept) in [
        (of(3, 1), None),
        (of(1, 1), Some(of(1, 1))),
        (of(2, 1), Some(of(2, 1))),
        (of(1, 1), Some(of(2, 1))),
        (of(1, 2), Some(of(1, 2))),
    ] {
        store.keep_snapshot(account, &offered).await.map_err(|failure| failure.to_string())?;
        let found = store.snapshot(account).await.map_err(|failure| failure.to_string())?;
        // A store may keep none at all.
        if found.is_some() || S::KEEPS_SNAPSHOTS {
            expect(&format!("after {offered:?}"), &found, &kept)?;
        }
        expect("the events", &load(store, account).await?.events, &events.to_vec())?;
    }
    Ok(())
}
