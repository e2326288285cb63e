//! Enterprises as the e-sign system or the operator reports them, and their members.

use api::StoreFailure;
use rules::vocabulary::{AccountId, PersonId, Roles};
use service::Directory;

use super::{read, written};
use crate::failure::SqlFailure;
use crate::open::SqlStore;
use crate::statement::Row;

const ENTERPRISE: &str = "SELECT account, name, security_phone FROM enterprises WHERE account = $1";
const ENTERPRISES: &str = "SELECT account, name, security_phone FROM enterprises ORDER BY account";
const UNVERIFY: &str = "UPDATE sessions SET phone_verified_at = NULL WHERE account = $1 \
     AND EXISTS (SELECT 1 FROM enterprises WHERE account = $1 AND security_phone <> $2)";
const PUT_ENTERPRISE: &str = "INSERT INTO enterprises (account, name, security_phone) VALUES ($1, $2, $3) \
     ON CONFLICT (account) DO UPDATE SET name = excluded.name, security_phone = excluded.security_phone";
const PUT_MEMBER: &str = "INSERT INTO members (account, person, roles) VALUES ($1, $2, $3) \
     ON CONFLICT (account, person) DO UPDATE SET roles = excluded.roles";
// The row stays, for the name of whoever placed an order is still that account's business.
const REMOVE_MEMBER: &str = "UPDATE members SET roles = NULL WHERE account = $1 AND person = $2 AND roles IS NOT NULL";
const MEMBERS: &str = "SELECT members.person, people.name, people.phone, members.roles FROM members \
     JOIN people ON people.person = members.person \
     WHERE members.account = $1 AND members.roles IS NOT NULL ORDER BY members.person";
const JOINED: &str = "SELECT members.account, enterprises.name, members.roles FROM members \
     JOIN enterprises ON enterprises.account = members.account \
     WHERE members.person = $1 AND members.roles IS NOT NULL ORDER BY members.account";
const NAME: &str = "SELECT name FROM people WHERE person = $2 AND (account = $1 \
     OR EXISTS (SELECT 1 FROM members WHERE members.account = $1 AND members.person = $2))";

/// An enterprise, as far as its events do not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enterprise {
    /// Its account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The security phone, eleven digits (BUY-4).
    pub security_phone: String,
}

/// A member of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// The name for display.
    pub name: String,
    /// The person's phone, eleven digits.
    pub phone: Option<String>,
    /// In which roles.
    pub roles: Roles,
}

/// An enterprise that a person has joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// In which roles.
    pub roles: Roles,
}

impl SqlStore {
    /// An enterprise.
    ///
    /// # Errors
    /// The database's.
    pub async fn enterprise(&self, account: &AccountId) -> Result<Option<Enterprise>, StoreFailure> {
        let found = self.find(ENTERPRISE, &[account.as_str().into()]).await?;
        Ok(found.first().map(enterprise).transpose()?)
    }

    /// All enterprises.
    ///
    /// # Errors
    /// The database's.
    pub async fn enterprises(&self) -> Result<Vec<Enterprise>, StoreFailure> {
        let found = self.find(ENTERPRISES, &[]).await?;
        Ok(found.iter().map(enterprise).collect::<Result<_, _>>()?)
    }

    /// Keeps an enterprise. Where its security phone is another one than before, it is no longer verified in any session.
    ///
    /// # Errors
    /// The database's.
    pub async fn put_enterprise(&self, enterprise: &Enterprise) -> Result<(), StoreFailure> {
        let Enterprise { account, name, security_phone } = enterprise;
        let mut work = self.begin().await?;
        work.change(UNVERIFY, &[account.as_str().into(), security_phone.into()]).await?;
        work.change(PUT_ENTERPRISE, &[account.as_str().into(), name.into(), security_phone.into()]).await?;
        Ok(work.commit().await?)
    }

    /// Keeps that a person is a member, in these roles alone.
    ///
    /// # Errors
    /// The database's.
    pub async fn put_member(&self, account: &AccountId, person: &PersonId, roles: Roles) -> Result<(), StoreFailure> {
        let roles = written(&roles)?;
        self.change(PUT_MEMBER, &[account.as_str().into(), person.as_str().into(), (&roles).into()]).await?;
        Ok(())
    }

    /// Keeps that a person is no longer a member; whether they were one.
    ///
    /// # Errors
    /// The database's.
    pub async fn remove_member(&self, account: &AccountId, person: &PersonId) -> Result<bool, StoreFailure> {
        Ok(self.change(REMOVE_MEMBER, &[account.as_str().into(), person.as_str().into()]).await? > 0)
    }

    /// The members of an enterprise.
    ///
    /// # Errors
    /// The database's.
    pub async fn members(&self, account: &AccountId) -> Result<Vec<Member>, StoreFailure> {
        let found = self.find(MEMBERS, &[account.as_str().into()]).await?;
        Ok(found.iter().map(member).collect::<Result<_, _>>()?)
    }

    /// The enterprises that a person has joined, in a fixed order.
    ///
    /// # Errors
    /// The database's.
    pub async fn enterprises_of(&self, person: &PersonId) -> Result<Vec<Joined>, StoreFailure> {
        let found = self.find(JOINED, &[person.as_str().into()]).await?;
        Ok(found.iter().map(joined).collect::<Result<_, _>>()?)
    }
}

impl Directory for SqlStore {
    async fn person_name(&self, account: &AccountId, person: &PersonId) -> Result<Option<String>, StoreFailure> {
        let found = self.find(NAME, &[account.as_str().into(), person.as_str().into()]).await?;
        Ok(found.first().map(|row| row.get(0)).transpose().map_err(SqlFailure::from)?)
    }

    async fn joined(&self, person: &PersonId) -> Result<Vec<(AccountId, Roles)>, StoreFailure> {
        Ok(self.enterprises_of(person).await?.into_iter().map(|joined| (joined.account, joined.roles)).collect())
    }
}

fn enterprise(row: &Row) -> Result<Enterprise, SqlFailure> {
    let account: String = row.get(0)?;
    Ok(Enterprise { account: AccountId::new(&account), name: row.get(1)?, security_phone: row.get(2)? })
}

fn member(row: &Row) -> Result<Member, SqlFailure> {
    let (person, roles): (String, String) = (row.get(0)?, row.get(3)?);
    let roles = read("the roles of a member", &roles)?;
    Ok(Member { person: PersonId::new(&person), name: row.get(1)?, phone: row.get(2)?, roles })
}

fn joined(row: &Row) -> Result<Joined, SqlFailure> {
    let (account, roles): (String, String) = (row.get(0)?, row.get(2)?);
    Ok(Joined { account: AccountId::new(&account), name: row.get(1)?, roles: read("the roles of a member", &roles)? })
}
