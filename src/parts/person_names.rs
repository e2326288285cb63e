//! The names of persons who did something: one's own, and those that the backend knows.

use std::collections::BTreeMap;

use leptos::prelude::*;
use rules::vocabulary::PersonId;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_shop;

/// Names by person. Whoever has none is called by their id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonNames {
    own: Option<(PersonId, String)>,
    known: BTreeMap<PersonId, String>,
}

impl PersonNames {
    /// What a person is called here.
    #[must_use]
    pub fn of(&self, person: &PersonId) -> String {
        match &self.own {
            Some((own, name)) if own == person => name.clone(),
            _ => self.known.get(person).map_or_else(|| person.as_str().to_owned(), Clone::clone),
        }
    }
}

/// The names of these persons, shown as they become known.
pub(crate) fn use_person_names(persons: Memo<Vec<PersonId>>) -> Memo<PersonNames> {
    let language = use_language();
    let shop = use_shop();
    let found = LocalResource::new(move || {
        let persons = persons.get();
        async move {
            let mut known = BTreeMap::new();
            for person in persons {
                // Without a name the id stands there, which says enough.
                if let Ok(Some(name)) = shop.ask(async |backend| backend.person_name(&person).await).await {
                    known.insert(person, name);
                }
            }
            known
        }
    });
    Memo::new(move |before: Option<&PersonNames>| {
        let own = shop.standing().with(|standing| {
            let session = standing.session.as_ref()?;
            Some((session.person.id.clone(), text!(language, orders_page.you, name = session.person_name.as_str())))
        });
        let known = found.get().or_else(|| before.map(|before| before.known.clone())).unwrap_or_default();
        PersonNames { own, known }
    })
}
