//! What was sent and not answered: sent again, it is the same thing (ORD-3).

use api::Failure;
use leptos::prelude::*;

/// The key of what was sent last, until it is known what became of it. Sent again it has that key, also where it has been dealt with
/// since, for example been paid in another tab: under a fresh one it would be a second order.
pub(crate) struct UnansweredKey<Wish: 'static, Key: 'static>(StoredValue<Option<(Wish, Key)>>);

impl<Wish: PartialEq + Send + Sync, Key: Clone + Send + Sync> UnansweredKey<Wish, Key> {
    pub(crate) fn none() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key under which this was sent.
    pub(crate) fn key_of(&self, wish: &Wish) -> Option<Key> {
        self.0
            .try_with_value(|sent| sent.as_ref().filter(|(known, _)| known == wish).map(|(_, key)| key.clone()))
            .flatten()
    }

    /// Keeps the key before it is sent.
    pub(crate) fn send(&self, wish: Wish, key: Key) {
        self.0.set_value(Some((wish, key)));
    }

    /// Forgets it where the answer says what became of it.
    pub(crate) fn hear<T>(&self, answer: &Result<T, Failure>) {
        if matches!(answer, Ok(_) | Err(Failure::Refused(_))) {
            self.0.set_value(None);
        }
    }
}

impl<Wish, Key> Clone for UnansweredKey<Wish, Key> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Wish, Key> Copy for UnansweredKey<Wish, Key> {}
