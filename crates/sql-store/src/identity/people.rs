//! People who can sign in. Their names and phones are contact data: they stand here alone, never in events.

use api::StoreFailure;
use rules::vocabulary::{AccountId, PersonId};

use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::statement::Row;

const COLUMNS: &str = "SELECT person, name, phone, account FROM people WHERE person = $1";
const BY_PHONE: &str = "SELECT person, name, phone, account FROM people WHERE phone = $1";
const UNVERIFY: &str = "UPDATE sessions SET phone_verified_at = NULL WHERE person = $1 \
     AND EXISTS (SELECT 1 FROM people WHERE person = $1 AND phone IS DISTINCT FROM $2)";
const PUT: &str = "INSERT INTO people (person, name, phone) SELECT $1, $2, $3 \
     WHERE NOT EXISTS (SELECT 1 FROM people WHERE phone = $3 AND person <> $1) \
     ON CONFLICT (person) DO UPDATE SET name = excluded.name, phone = excluded.phone";
const OWN_ACCOUNT: &str = "UPDATE people SET account = $2 WHERE person = $1";

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Who.
    pub id: PersonId,
    /// The name for display.
    pub name: String,
    /// Eleven digits; without it nobody signs in by code.
    pub phone: Option<String>,
    /// The person's own account, once it is opened (RULES §9).
    pub account: Option<AccountId>,
}

/// What came of keeping a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonPut {
    /// It is kept.
    Kept,
    /// The phone is another person's.
    PhoneTaken,
}

impl SqlStore {
    /// A person.
    ///
    /// # Errors
    /// The database's.
    pub async fn person(&self, person: &PersonId) -> Result<Option<KnownPerson>, StoreFailure> {
        let found = self.find(COLUMNS, &[person.as_str().into()]).await?;
        Ok(found.first().map(known).transpose()?)
    }

    /// The person who is known by a phone.
    ///
    /// # Errors
    /// The database's.
    pub async fn person_by_phone(&self, phone: &str) -> Result<Option<KnownPerson>, StoreFailure> {
        let found = self.find(BY_PHONE, &[phone.into()]).await?;
        Ok(found.first().map(known).transpose()?)
    }

    /// Keeps a person's name and phone. Where the phone is another one than before, it is no longer verified in any session.
    ///
    /// # Errors
    /// The database's.
    pub async fn put_person(
        &self,
        person: &PersonId,
        name: &str,
        phone: Option<&str>,
    ) -> Result<PersonPut, StoreFailure> {
        let mut work = self.begin().await?;
        work.change(UNVERIFY, &[person.as_str().into(), phone.into()]).await?;
        if work.change(PUT, &[person.as_str().into(), name.into(), phone.into()]).await? == 0 {
            work.roll_back().await;
            return Ok(PersonPut::PhoneTaken);
        }
        work.commit().await?;
        Ok(PersonPut::Kept)
    }

    /// Keeps which account is a person's own.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_own_account(&self, person: &PersonId, account: &AccountId) -> Result<(), StoreFailure> {
        self.change(OWN_ACCOUNT, &[person.as_str().into(), account.as_str().into()]).await?;
        Ok(())
    }
}

fn known(row: &Row) -> Result<KnownPerson, SqlFailure> {
    let account: Option<String> = row.get(3)?;
    Ok(KnownPerson {
        id: PersonId::new(&row.get::<String>(0)?),
        name: row.get(1)?,
        phone: row.get(2)?,
        account: account.as_deref().map(AccountId::new),
    })
}
