//! The customers of a demonstration, as enterprises, members and people who can sign in.

use api::Failure;
use rules::rejection::Rejection;
use service::personas::Persona;
use service::{Clock, Shop, Store};
use sql_store::{Enterprise, SqlStore};

/// The security phone of every sample enterprise. No message goes there: a demonstration shows its codes.
const SECURITY_PHONE: &str = "13800000000";

/// The phone of a sample customer.
#[must_use]
pub fn sample_phone(persona: Persona) -> String {
    let number = Persona::ALL.into_iter().position(|known| known == persona).unwrap_or_default();
    format!("1380000{:04}", number.saturating_add(1))
}

/// Makes the customers known, unless they are, with their histories and phones.
///
/// # Errors
/// The store's, or of a catalogue that does not sell what a history needs.
pub async fn seed_demonstration<S: Store, C: Clock>(shop: &Shop<S, C>, store: &SqlStore) -> Result<(), Failure> {
    let now = shop.clock.now();
    for persona in Persona::ALL {
        let history =
            persona.history(&shop.catalogues.at(now), now).map_err(|refused: Rejection| Failure::from(refused))?;
        shop.seed(&persona.account(), history).await?;
        let (account, session) = (persona.account(), persona.session(now));
        let person = &session.person.id;
        store.put_person(person, &session.person_name, Some(&sample_phone(persona))).await?;
        if persona == Persona::Buyer {
            store.set_own_account(person, &account).await?;
            for joined in Persona::JOINED_BY_BUYER {
                store.put_member(&joined.account(), person, Persona::buyer_roles()).await?;
            }
        } else {
            let (name, security_phone) = (persona.holder_name().to_owned(), SECURITY_PHONE.to_owned());
            store.put_enterprise(&Enterprise { account: account.clone(), name, security_phone }).await?;
            store.put_member(&account, person, session.person.roles).await?;
        }
    }
    Ok(())
}
