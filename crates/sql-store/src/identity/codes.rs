//! Codes that were sent. Each try is taken before anybody compares, so that many at once have no more of them than one.

use api::StoreFailure;
use rules::calendar::Instant;
use rules::vocabulary::PersonId;

use super::{instant, micros};
use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::statement::Row;

const PUT: &str = "INSERT INTO codes (subject, digest, person, tries, sent_at, valid_until) \
     VALUES ($1, $2, $3, 0, $4, $5) ON CONFLICT (subject) DO UPDATE SET digest = excluded.digest, \
     person = excluded.person, tries = 0, sent_at = excluded.sent_at, valid_until = excluded.valid_until";
const TRY: &str = "UPDATE codes SET tries = tries + 1 \
     WHERE subject = $1 AND tries < $2 AND sent_at <= $3 AND valid_until > $3 RETURNING digest, person, tries, sent_at";
const USE: &str = "DELETE FROM codes WHERE subject = $1 AND digest = $2";

/// A code of which a try was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedCode {
    /// Its digest.
    pub digest: String,
    /// Whom it was sent to; `None` where nobody is known by the phone, and nothing was sent.
    pub person: Option<PersonId>,
    /// How many tries were taken, this one among them.
    pub tries: u32,
    /// When it was sent.
    pub sent_at: Instant,
}

impl SqlStore {
    /// Keeps a code in the place of the one before.
    ///
    /// # Errors
    /// The database's.
    pub async fn put_code(
        &self,
        subject: &str,
        digest: &str,
        person: Option<&PersonId>,
        sent_at: Instant,
        valid_until: Instant,
    ) -> Result<(), StoreFailure> {
        let person = person.map(PersonId::as_str).into();
        self.change(PUT, &[subject.into(), digest.into(), person, micros(sent_at), micros(valid_until)]).await?;
        Ok(())
    }

    /// Takes one of `most` tries of a code; `None` where there is no code, or nothing left of it.
    ///
    /// # Errors
    /// The database's.
    pub async fn try_code(&self, subject: &str, most: u32, now: Instant) -> Result<Option<TriedCode>, StoreFailure> {
        let mut work = self.begin().await?;
        let found = work.find(TRY, &[subject.into(), most.into(), micros(now)]).await?;
        work.commit().await?;
        Ok(found.first().map(tried).transpose()?)
    }

    /// Uses a code up; whether it was there, which it is once.
    ///
    /// # Errors
    /// The database's.
    pub async fn use_code(&self, subject: &str, digest: &str) -> Result<bool, StoreFailure> {
        Ok(self.change(USE, &[subject.into(), digest.into()]).await? > 0)
    }
}

fn tried(row: &Row) -> Result<TriedCode, SqlFailure> {
    let (person, tries): (Option<String>, i64) = (row.get(1)?, row.get(2)?);
    Ok(TriedCode {
        digest: row.get(0)?,
        person: person.as_deref().map(PersonId::new),
        tries: u32::try_from(tries).unwrap_or(u32::MAX),
        sent_at: instant(row.get(3)?)?,
    })
}
