//! What happened to one order, for whoever may see it.

use api::{Failure, Session};
use rules::context::{Actor, Context};
use rules::permissions::seeing_order;
use rules::trail::{TrailEntry, trail};
use rules::vocabulary::{Channel, OrderId};

use crate::clock::Clock;
use crate::shop::Shop;
use crate::store::Store;

impl<S: Store, C: Clock> Shop<S, C> {
    /// Every event of an order of the session's account, oldest first, with what has arrived by now (ORD-7).
    ///
    /// # Errors
    /// No such order, what the rules say against seeing it, or the store's.
    pub async fn order_trail(
        &self,
        session: &Session,
        channel: Channel,
        order: &OrderId,
    ) -> Result<Vec<TrailEntry>, Failure> {
        let account = self.account(&session.account).await?;
        let context = Context::new(self.clock.now(), channel, Actor::Person(session.person.clone()));
        seeing_order(Some(&account), order, &context)?;
        let history = self.store.load(&session.account).await?;
        Ok(trail(history.events.iter().map(|stored| &stored.event), order))
    }
}
