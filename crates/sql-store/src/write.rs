//! What one append changes.

use api::StoreFailure;
use rules::account::StoredEvent;
use rules::vocabulary::{AccountId, OrderId};
use service::{AppendError, RowChange, Version, orders_placed};

use crate::appends::Append;
use crate::failure::{SqlFailure, unfit};
use crate::ledger;
use crate::open::SqlStore;
use crate::statement::Sql;
use crate::work::Work;

// Both lock the account's row until the end of the transaction: of several who know the same version one succeeds.
const MOVE_ON: &str = "UPDATE accounts SET version = $3 WHERE account = $1 AND version = $2";
const MOVE_ON_FROM_NOTHING: &str = "INSERT INTO accounts (account, version) VALUES ($1, $3) \
     ON CONFLICT (account) DO UPDATE SET version = excluded.version WHERE accounts.version = $2";
const TAKE_ORDER: &str =
    "INSERT INTO order_index (order_id, account) VALUES ($1, $2) ON CONFLICT (order_id) DO NOTHING";
const ORDER_IS_OWN: &str = "SELECT order_id FROM order_index WHERE order_id = $1 AND account = $2";
/// The events are a JSON array of texts.
const ADD_EVENTS: Sql = Sql::each(
    "INSERT INTO events (account, number, event) SELECT $1, $2 + key + 1, value FROM json_each($3)",
    "INSERT INTO events (account, number, event) SELECT $1, $2 + place, event \
     FROM json_array_elements_text($3::json) WITH ORDINALITY AS given (event, place)",
);

/// A whole append of events to an account that is there, without rows of the ledger, in one statement, since each costs a way
/// to the database and back. It fails where the account stands at another version, and where an order is taken, whoever has it.
/// Events and orders are JSON arrays of texts. PostgreSQL has a statement for several appends (`appends.rs`).
const APPEND_TO_SQLITE: &str = "INSERT INTO append VALUES ($1, $2, $3, $4, $5, $6)";

/// What a connection to SQLite that writes has of its own, so that one statement can be several.
pub(crate) const PREPARE_SQLITE: &str = "\
     CREATE TEMP VIEW append (account, expected, next, events, orders, last) AS \
       SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE FALSE; \
     CREATE TEMP TRIGGER append_at_once INSTEAD OF INSERT ON append BEGIN \
       UPDATE accounts SET version = NEW.next WHERE account = NEW.account AND version = NEW.expected \
         AND (NEW.last IS NULL OR EXISTS (SELECT 1 FROM events \
           WHERE account = NEW.account AND number = NEW.expected AND event = NEW.last)); \
       SELECT RAISE(ABORT, 'the account stands at another version') WHERE changes() = 0; \
       INSERT INTO order_index (order_id, account) SELECT value, NEW.account FROM json_each(NEW.orders); \
       INSERT INTO events (account, number, event) \
         SELECT NEW.account, NEW.expected + key + 1, value FROM json_each(NEW.events); \
     END";

/// An append that is ready to be written, as often as the database wants it.
pub(crate) struct Write<'a> {
    account: &'a AccountId,
    expected: Version,
    /// The event at that version, where it must be just this one, as JSON.
    last: Option<String>,
    next: Version,
    /// The events as JSON.
    events: Vec<String>,
    orders: Vec<&'a OrderId>,
    rows: &'a [RowChange],
}

impl<'a> Write<'a> {
    pub(crate) fn new(
        account: &'a AccountId,
        expected: Version,
        events: &'a [StoredEvent],
        rows: &'a [RowChange],
    ) -> Result<Self, StoreFailure> {
        let next = u32::try_from(events.len()).ok().and_then(|more| expected.0.checked_add(more)).map(Version);
        let next = next.ok_or_else(|| unfit("an account cannot have so many events"))?;
        let texts = events.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>().map_err(unfit)?;
        Ok(Self { account, expected, last: None, next, events: texts, orders: orders_placed(events).collect(), rows })
    }

    /// The same, only after this event.
    pub(crate) fn after(self, last: &StoredEvent) -> Result<Self, StoreFailure> {
        Ok(Self { last: Some(serde_json::to_string(last).map_err(unfit)?), ..self })
    }

    /// Writes it in a transaction of its own.
    pub(crate) async fn commit_alone(&self, store: &SqlStore) -> Result<Result<Version, AppendError>, SqlFailure> {
        if self.expected > Version(0) && !self.events.is_empty() && self.rows.is_empty() {
            match self.commit_at_once(store).await {
                Ok(()) => return Ok(Ok(self.next)),
                Err(SqlFailure::MovedOn(_)) => return Ok(Err(AppendError::Conflict)),
                // It is decided anew, on what stands.
                Err(SqlFailure::Taken(_)) if self.last.is_some() => return Ok(Err(AppendError::Conflict)),
                // By whom is found out step by step.
                Err(SqlFailure::Taken(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        if self.last.is_some() {
            // There is nothing that it could come after.
            return Ok(Err(AppendError::Conflict));
        }
        let mut work = store.begin().await?;
        let written = self.run(&mut work).await?;
        match &written {
            Ok(_) => work.commit().await?,
            Err(_) => work.roll_back().await,
        }
        Ok(written)
    }

    async fn commit_at_once(&self, store: &SqlStore) -> Result<(), SqlFailure> {
        match store {
            SqlStore::Sqlite(file) => {
                let (events, orders) = (self.events_as_json()?, serde_json::to_string(&self.orders).map_err(unfit)?);
                let (account, expected, next) = (self.account.as_str(), self.expected.0, self.next.0);
                let last = self.last.as_deref().into();
                let values = [account.into(), expected.into(), next.into(), (&events).into(), (&orders).into(), last];
                file.writer.change(APPEND_TO_SQLITE.into(), &values).await.map(drop)
            }
            SqlStore::Postgres(server) => {
                server
                    .append(Append {
                        account: self.account.as_str().to_owned(),
                        expected: self.expected.0.into(),
                        last: self.last.clone(),
                        events: self.events.clone(),
                        orders: self.orders.iter().map(|order| order.as_str().to_owned()).collect(),
                    })
                    .await
            }
        }
    }

    fn events_as_json(&self) -> Result<String, StoreFailure> {
        serde_json::to_string(&self.events).map_err(unfit)
    }

    /// Writes it as a part of a transaction, which is of no use if it is refused.
    async fn run(&self, work: &mut Work) -> Result<Result<Version, AppendError>, SqlFailure> {
        let account = self.account.as_str();
        let move_on = if self.expected == Version(0) { MOVE_ON_FROM_NOTHING } else { MOVE_ON };
        let versions = [account.into(), self.expected.0.into(), self.next.0.into()];
        if work.change(move_on, &versions).await? == 0 {
            return Ok(Err(AppendError::Conflict));
        }
        for order in &self.orders {
            let key = [order.as_str().into(), account.into()];
            if work.change(TAKE_ORDER, &key).await? == 0 && work.find(ORDER_IS_OWN, &key).await?.is_empty() {
                return Ok(Err(AppendError::OrderTaken((*order).clone())));
            }
        }
        if !self.events.is_empty() {
            let events = self.events_as_json()?;
            work.change(ADD_EVENTS, &[account.into(), self.expected.0.into(), (&events).into()]).await?;
        }
        if ledger::are_changed_since(work, self.account, self.rows).await? {
            return Ok(Err(AppendError::Conflict));
        }
        ledger::put(work, self.account, self.rows).await?;
        ledger::add_to_days(work, self.account, self.rows).await?;
        Ok(Ok(self.next))
    }
}
