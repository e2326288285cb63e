//! Who belongs to whom, as everybody knows it.

use std::sync::{Mutex, PoisonError};

use api::StoreFailure;
use rules::vocabulary::{AccountId, PersonId, Roles};
use service::Directory;

/// The members of the enterprises of one sequence, in the order of their accounts.
#[derive(Debug, Default)]
pub(super) struct People(Mutex<Vec<(AccountId, PersonId, Roles)>>);

impl People {
    /// Makes somebody a member in these roles alone.
    pub(super) fn put(&self, account: &AccountId, person: &PersonId, roles: Roles) {
        let mut members = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        members.retain(|(of, member, _)| (of, member) != (account, person));
        members.push((account.clone(), person.clone(), roles));
        members.sort_by(|one, other| one.0.cmp(&other.0));
    }

    pub(super) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(super) fn roles(&self, account: &AccountId, person: &PersonId) -> Roles {
        let members = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = members.iter().find(|(of, member, _)| (of, member) == (account, person));
        found.map(|(_, _, roles)| *roles).unwrap_or_default()
    }
}

impl Directory for People {
    async fn person_name(&self, _: &AccountId, _: &PersonId) -> Result<Option<String>, StoreFailure> {
        Ok(None)
    }

    async fn joined(&self, person: &PersonId) -> Result<Vec<(AccountId, Roles)>, StoreFailure> {
        let members = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = members.iter().filter(|(_, member, _)| member == person);
        Ok(own.map(|(account, _, roles)| (account.clone(), *roles)).collect())
    }
}
