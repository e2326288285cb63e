//! Where enterprises and their members come from.

use std::future::Future;

use api::{Failure, Session, StoreFailure};
use rules::vocabulary::{AccountId, PersonId, Roles};

use crate::clock::Clock;
use crate::shop::Shop;
use crate::store::{MaybeSend, Store};

/// Where enterprises and their members come from: in earnest the directory of the e-sign system.
pub trait Directory {
    /// The name of a person of an account, or of one who can bind orders to it (BIND-3); `None` for anybody else, whose
    /// name is nobody's business there.
    fn person_name(
        &self,
        account: &AccountId,
        person: &PersonId,
    ) -> impl Future<Output = Result<Option<String>, StoreFailure>> + MaybeSend;

    /// The enterprises that a person has joined, each with the roles there.
    fn joined(
        &self,
        person: &PersonId,
    ) -> impl Future<Output = Result<Vec<(AccountId, Roles)>, StoreFailure>> + MaybeSend;
}

impl<S: Store, C: Clock> Shop<S, C> {
    /// The name of a person, as far as it is the business of the session's account.
    ///
    /// # Errors
    /// The directory's.
    pub async fn person_name(
        &self,
        session: &Session,
        person: &PersonId,
        directory: &impl Directory,
    ) -> Result<Option<String>, Failure> {
        Ok(directory.person_name(&session.account, person).await?)
    }
}
