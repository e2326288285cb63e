//! The directory of a demonstration: who its customers are, and where they belong.

use api::StoreFailure;
use rules::vocabulary::{AccountId, PersonId, Roles};

use crate::directory::Directory;
use crate::personas::Persona;

/// The customers of a demonstration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Personas;

impl Directory for Personas {
    async fn person_name(&self, account: &AccountId, person: &PersonId) -> Result<Option<String>, StoreFailure> {
        let is_joined = Persona::JOINED_BY_BUYER.iter().any(|joined| joined.account() == *account);
        let is_known = |persona: &Persona| {
            let is_of_account = persona.account() == *account;
            persona.person() == *person && (is_of_account || (*persona == Persona::Buyer && is_joined))
        };
        let known = Persona::ALL.into_iter().find(is_known);
        Ok(known.map(|persona| persona.name_and_roles().0.to_owned()))
    }

    async fn joined(&self, person: &PersonId) -> Result<Vec<(AccountId, Roles)>, StoreFailure> {
        if *person == Persona::Buyer.person() {
            return Ok(Persona::JOINED_BY_BUYER.map(|joined| (joined.account(), Persona::buyer_roles())).into());
        }
        let known = Persona::ALL.into_iter().filter(|persona| persona.person() == *person);
        Ok(known.map(|persona| (persona.account(), Roles::of(persona.name_and_roles().1))).collect())
    }
}
