//! Who can sign in, for whom, and who is: enterprises with their members, people, open sessions, codes, and what must not
//! come twice or too often. Nothing is decided here; tokens, codes and names of counters arrive as digests.

mod codes;
mod enterprises;
mod once;
mod people;
mod rates;
mod sessions;

use rules::calendar::Instant;

pub use codes::TriedCode;
pub use enterprises::{Enterprise, Joined, Member};
pub use once::HandedOver;
pub use people::{KnownPerson, PersonPut};
pub use sessions::{FoundSession, StoredSession};
pub(crate) use sessions::{Touch, Touched};

use api::StoreFailure;

use crate::failure::{SqlFailure, unfit, unreadable};
use crate::instants::{instant, micros, or_zero};
use crate::open::SqlStore;

/// Every table of this module that a demonstration forgets.
pub(crate) const CLEARED: [&str; 8] = [
    "DELETE FROM enterprises",
    "DELETE FROM members",
    "DELETE FROM people",
    "DELETE FROM sessions",
    "DELETE FROM codes",
    "DELETE FROM handovers",
    "DELETE FROM nonces",
    "DELETE FROM rates",
];

const FORGET_OLD: [&str; 4] = [
    "DELETE FROM codes WHERE valid_until <= $1",
    "DELETE FROM handovers WHERE valid_until <= $1",
    "DELETE FROM nonces WHERE kept_until <= $1",
    "DELETE FROM rates WHERE kept_until <= $1",
];

impl SqlStore {
    /// Forgets codes, hand-overs, nonces and counters that no longer count. Sessions: see
    /// [`SqlStore::forget_sessions`].
    ///
    /// # Errors
    /// The database's.
    pub async fn forget_old_identity(&self, now: Instant) -> Result<(), StoreFailure> {
        for statement in FORGET_OLD {
            self.change(statement, &[micros(now)]).await?;
        }
        Ok(())
    }
}

/// JSON that stands in a column.
fn read<T: serde::de::DeserializeOwned>(place: &str, text: &str) -> Result<T, SqlFailure> {
    serde_json::from_str(text).map_err(|error| unreadable(place, error).into())
}

fn written<T: serde::Serialize>(value: &T) -> Result<String, StoreFailure> {
    serde_json::to_string(value).map_err(unfit)
}
