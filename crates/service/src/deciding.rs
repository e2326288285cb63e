//! How anything comes to be recorded: decide on the account as it is kept or loaded, append; and again when somebody else was faster.

use std::sync::Arc;

use api::Failure;
use rules::account::{Account, Event, Order, StoredEvent};
use rules::calendar::Instant;
use rules::context::{Actor, Context};
use rules::decide::{Command, decide};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{AccountId, Channel, OrderId};

use crate::clock::Clock;
use crate::folded::Known;
use crate::fulfilment::is_being_set_up;
use crate::shop::Shop;
use crate::snapshot;
use crate::store::{AppendError, Store, Version};

/// How often a command is decided anew when others are faster, before it is given up.
pub(crate) const MAX_ATTEMPTS: u32 = 50;

/// An account at an instant: with what had arrived by then.
pub(crate) struct Arrived {
    pub(crate) account: Arc<Account>,
    /// What is recorded so far.
    pub(crate) version: Version,
    /// What arrived and is not recorded yet; the account has it already.
    pub(crate) events: Vec<Event>,
    /// What is on its way to an enterprise that has not taken it over yet.
    owed: Vec<OrderId>,
}

/// What came of a command.
struct Decided {
    /// The account after it.
    account: Arc<Account>,
    /// What was recorded before it.
    version: Version,
    /// What is to be recorded: what had arrived, and what was decided.
    events: Vec<Event>,
    /// Whether nothing was decided, since it is so already.
    is_idle: bool,
}

impl<S: Store, C: Clock> Shop<S, C> {
    /// The account as it stands now, with everything delivered that has arrived by now.
    ///
    /// # Errors
    /// The store's, where it cannot be read.
    pub async fn account(&self, id: &AccountId) -> Result<Arc<Account>, Failure> {
        for _ in 0..MAX_ATTEMPTS {
            let Arrived { account, version, events, owed } = self.arrived(id, self.clock.now()).await?;
            // Whoever told the enterprise was interrupted. Where it cannot be told now either, the order stays on its way.
            if !owed.is_empty() && self.deliver_bindings(id).await.is_ok() {
                continue;
            }
            if events.is_empty() {
                return Ok(account);
            }
            match self.store.append(id, version, &stored(events)).await {
                // It has arrived whether or not that can be recorded now (ORD-9).
                Ok(_) | Err(AppendError::Store(_) | AppendError::OrderTaken(_)) => return Ok(account),
                Err(AppendError::Conflict | AppendError::OutcomeUnknown) => {}
            }
        }
        Ok(self.arrived(id, self.clock.now()).await?.account)
    }

    /// Decides on the account as it is kept, or loaded where it is not, and appends; and again on what stands when somebody else
    /// was faster. What has arrived by then is decided on and recorded with it, whether or not anybody looked before (ORD-9).
    pub(crate) async fn run(
        &self,
        id: &AccountId,
        command: &Command,
        context: &Context,
    ) -> Result<Arc<Account>, Failure> {
        let mut kept = self.folded.of(id);
        for _ in 0..MAX_ATTEMPTS {
            let kept = kept.take();
            let decided = match &kept {
                Some(known) => {
                    let stands = (Arc::clone(&known.account), known.version);
                    match self.decided_on(stands, command, context).await {
                        Ok(decided) if !decided.is_idle => decided,
                        // Somebody else may have been faster: nothing is refused, or left undone, but for what stands now.
                        _ => continue,
                    }
                }
                None => self.decided_on(self.load(id).await?, command, context).await?,
            };
            if decided.is_idle {
                return Ok(decided.account);
            }
            let events = stored(decided.events);
            let appended = match &kept {
                Some(known) => self.store.append_after(id, (decided.version, &known.last), &events).await,
                None => self.store.append(id, decided.version, &events).await,
            };
            match appended {
                Ok(version) => {
                    self.keep_recorded(&decided.account, version, &events).await;
                    return Ok(decided.account);
                }
                Err(AppendError::Conflict | AppendError::OutcomeUnknown) => {}
                Err(AppendError::OrderTaken(order)) => {
                    return Err(Rejection::because(Reason::KeyReused { order }).into());
                }
                Err(AppendError::Store(failure)) => return Err(failure.into()),
            }
        }
        Err(Failure::Busy)
    }

    async fn decided_on(
        &self,
        stands: (Arc<Account>, Version),
        command: &Command,
        context: &Context,
    ) -> Result<Decided, Failure> {
        let Arrived { mut account, version, mut events, owed } = self.arrived_at(stands, context.now).await?;
        // Whoever reports it, it has arrived nowhere before the enterprise has it (BIND-5).
        if matches!(command, Command::DeliverOrder { order } if owed.contains(order)) {
            return Err(Failure::Busy);
        }
        let catalogue = self.catalogues.at(priced_at(&account, command).unwrap_or(context.now));
        let decided = decide(&catalogue, &account, command, context)?;
        for event in &decided {
            Arc::make_mut(&mut account).apply(event);
        }
        let is_idle = decided.is_empty();
        events.extend(decided);
        Ok(Decided { account, version, events, is_idle })
    }

    /// The account with everything delivered that has arrived by `now`, and what of that is not recorded yet.
    pub(crate) async fn arrived(&self, id: &AccountId, now: Instant) -> Result<Arrived, Failure> {
        self.arrived_at(self.load(id).await?, now).await
    }

    async fn arrived_at(
        &self,
        (mut account, version): (Arc<Account>, Version),
        now: Instant,
    ) -> Result<Arrived, Failure> {
        let (mut events, mut owed) = (Vec::new(), Vec::new());
        for order in account.orders.iter().filter(|order| is_being_set_up(order)) {
            // Where nobody can tell, it has not arrived.
            if !self.is_taken_over(&account, order).await.unwrap_or(false) {
                owed.push(order.id.clone());
            }
        }
        let due = self.fulfilment.due(&account, &self.catalogues.at(now), now).into_iter();
        for (order, at) in due.filter(|(order, _)| !owed.contains(order)) {
            let context = Context::new(at, Channel::Web, Actor::System);
            for event in decide(&self.catalogues.at(at), &account, &Command::DeliverOrder { order }, &context)? {
                Arc::make_mut(&mut account).apply(&event);
                events.push(event);
            }
        }
        Ok(Arrived { account, version, events, owed })
    }

    /// Whether the enterprise has an order that is bound to it (BIND-5); one that is not bound to another account has
    /// nowhere else to be.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn is_taken_over(&self, account: &Account, order: &Order) -> Result<bool, Failure> {
        match &order.binding {
            Some(binding) if binding.enterprise != account.id => {
                let (enterprise, _) = self.load(&binding.enterprise).await?;
                Ok(enterprise.order(&order.id).is_some())
            }
            _ => Ok(true),
        }
    }

    pub(crate) async fn load(&self, id: &AccountId) -> Result<(Arc<Account>, Version), Failure> {
        let folded = self.folded.of(id);
        let is_kept = folded.is_some();
        let known = match folded {
            Some(known) => Some(known),
            None => snapshot::of(&self.store, id).await.map(Arc::new),
        };
        if let Some(known) = known {
            let since = self.store.load_after(id, known.before_last()).await?;
            if let Some(account) = known.after(&since) {
                if !is_kept || since.version != known.version {
                    self.keep(&account, since.version, since.events.last(), known.snapshot).await;
                }
                return Ok((account, since.version));
            }
        }
        let history = self.store.load(id).await?;
        let events = history.events.iter().map(|stored| &stored.event);
        let account = Arc::new(Account::replay(id.clone(), events));
        self.keep(&account, history.version, history.events.last(), Version(0)).await;
        Ok((account, history.version))
    }

    /// Remembers what came of events that were just recorded.
    pub(crate) async fn keep_recorded(&self, account: &Arc<Account>, version: Version, events: &[StoredEvent]) {
        let snapshot = self.folded.of(&account.id).map_or(Version(0), |known| known.snapshot);
        self.keep(account, version, events.last(), snapshot).await;
    }

    /// Remembers what came of a history, and keeps a snapshot of it where the last one is long ago.
    async fn keep(&self, account: &Arc<Account>, version: Version, last: Option<&StoredEvent>, snapshot: Version) {
        let Some(last) = last.cloned() else {
            return;
        };
        let mut known = Known { account: Arc::clone(account), version, last, snapshot };
        snapshot::renew(&self.store, &mut known).await;
        self.folded.keep(known);
    }
}

pub(crate) fn stored(events: Vec<Event>) -> Vec<StoredEvent> {
    events.into_iter().map(StoredEvent::new).collect()
}

/// Money for an order is judged by the catalogue that the order was placed by, also where that is no longer in force (ORD-4).
fn priced_at(account: &Account, command: &Command) -> Option<Instant> {
    match command {
        Command::ConfirmPayment { order, .. } | Command::ResolveAttention { order, .. } => {
            account.order(order).map(|order| order.placed_at)
        }
        _ => None,
    }
}
