//! The versions of the catalogue. They belong to no account; one is added and never changed. Which of them is in force at an
//! instant is decided outside.

use api::StoreFailure;
use rules::calendar::Instant;

use crate::failure::{SqlFailure, unreadable};
use crate::instants::{instant, micros};
use crate::open::SqlStore;
use crate::statement::Row;

const AFTER: &str = "SELECT number, in_force_from, text, digest, applied_at, note FROM catalogue_versions \
     WHERE number > $1 ORDER BY number";
// Of several who add the same number one does, whatever the others add.
const ADD: &str = "INSERT INTO catalogue_versions (number, in_force_from, text, digest, applied_at, note) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (number) DO NOTHING";

/// A version of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueVersion {
    /// Which; the first is 1.
    pub number: u32,
    /// From when it counts, until the next one does. Of two from the same instant the later number counts.
    pub in_force_from: Instant,
    /// The file as it was written.
    pub text: String,
    /// Of the text: SHA-256, hexadecimal.
    pub digest: String,
    /// When it was added.
    pub applied_at: Instant,
    /// By whom, or what for.
    pub note: String,
}

impl SqlStore {
    /// The versions with a later number, in the order of their numbers.
    ///
    /// # Errors
    /// The database's.
    pub async fn catalogue_versions_after(&self, number: u32) -> Result<Vec<CatalogueVersion>, StoreFailure> {
        let found = self.find(AFTER, &[number.into()]).await?;
        Ok(found.iter().map(version).collect::<Result<_, _>>()?)
    }

    /// Adds a version, unless there is one with its number already; whether it is added.
    ///
    /// # Errors
    /// The database's.
    pub async fn add_catalogue_version(&self, version: &CatalogueVersion) -> Result<bool, StoreFailure> {
        let CatalogueVersion { number, in_force_from, text, digest, applied_at, note } = version;
        let values =
            [(*number).into(), micros(*in_force_from), text.into(), digest.into(), micros(*applied_at), note.into()];
        Ok(self.change(ADD, &values).await? > 0)
    }
}

fn version(row: &Row) -> Result<CatalogueVersion, SqlFailure> {
    let number: i64 = row.get(0)?;
    Ok(CatalogueVersion {
        number: u32::try_from(number).map_err(|error| unreadable("the number of a catalogue", error))?,
        in_force_from: instant(row.get(1)?)?,
        text: row.get(2)?,
        digest: row.get(3)?,
        applied_at: instant(row.get(4)?)?,
        note: row.get(5)?,
    })
}
