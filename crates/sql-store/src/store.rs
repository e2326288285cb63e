//! The events of accounts, and with them the rows of the ledger (see `service::Store`).

use api::StoreFailure;
use rules::account::StoredEvent;
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, OrderId, QuotaKind};
use serde_json::json;
use service::{AppendError, History, LedgerRow, LedgerSlice, RowChange, Snapshot, Store, Version};

use crate::failure::{SqlFailure, unreadable};
use crate::ledger;
use crate::open::SqlStore;
use crate::questions::Question;
use crate::statement::{Row, Sql};
use crate::work::Attempts;
use crate::write::Write;

/// What happened to accounts, each after a version, by keys of both. The version and the events are of one instant. PostgreSQL
/// looks each account up by its key, however few it believes to have (`OFFSET 0`).
const HISTORY: Question = Question(Sql::each(
    "SELECT asked.key, accounts.version, events.number, events.event FROM json_each($1) AS asked \
     CROSS JOIN accounts ON accounts.account = asked.value ->> 0 \
     LEFT JOIN events ON events.account = accounts.account AND events.number > asked.value ->> 1 \
     ORDER BY asked.key, events.number",
    "SELECT asked.place - 1, found.version, found.number, found.event \
     FROM json_array_elements($1::json) WITH ORDINALITY AS asked (value, place) \
     CROSS JOIN LATERAL (SELECT accounts.version, events.number, events.event FROM accounts \
         LEFT JOIN events ON events.account = accounts.account AND events.number > (asked.value ->> 1)::bigint \
         WHERE accounts.account = asked.value ->> 0 OFFSET 0) AS found \
     ORDER BY asked.place, found.number",
));
const SNAPSHOT: &str = "SELECT version, format, state FROM snapshots WHERE account = $1";
const KEEP_SNAPSHOT: &str = "INSERT INTO snapshots (account, version, format, state) \
     SELECT account, $2, $3, $4 FROM accounts WHERE account = $1 AND version >= $2 \
     ON CONFLICT (account) DO UPDATE \
     SET version = excluded.version, format = excluded.format, state = excluded.state \
     WHERE snapshots.version <= excluded.version OR snapshots.format <> excluded.format";
const ACCOUNT_OF_ORDER: &str = "SELECT account FROM order_index WHERE order_id = $1";

const ACCOUNTS_WITH_ORDERS: &str = "SELECT DISTINCT account FROM order_index ORDER BY account";

impl SqlStore {
    /// The accounts in which orders were placed; reads the whole index of orders.
    ///
    /// # Errors
    /// The database's.
    pub async fn accounts_with_orders(&self) -> Result<Vec<AccountId>, StoreFailure> {
        let found = self.find(ACCOUNTS_WITH_ORDERS, &[]).await?;
        let account = |row: &Row| Ok(AccountId::new(&row.get::<String>(0)?));
        Ok(found.iter().map(account).collect::<Result<_, SqlFailure>>()?)
    }
}

impl Store for SqlStore {
    const KEEPS_SNAPSHOTS: bool = true;

    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        Ok(history(self, account, after).await?)
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        written(self, &Write::new(account, expected, events, rows)?).await
    }

    async fn append_after(
        &self,
        account: &AccountId,
        (expected, last): (Version, &StoredEvent),
        events: &[StoredEvent],
    ) -> Result<Version, AppendError> {
        written(self, &Write::new(account, expected, events, &[])?.after(last)?).await
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        Ok(ledger::rows(self, account, uses).await?)
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        Ok(ledger::slice(self, account, slice).await?)
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        Ok(ledger::days(self, account, quota, range).await?)
    }

    async fn snapshot(&self, account: &AccountId) -> Result<Option<Snapshot>, StoreFailure> {
        Ok(snapshot(self, account).await?)
    }

    async fn keep_snapshot(&self, account: &AccountId, snapshot: &Snapshot) -> Result<(), StoreFailure> {
        let Snapshot { version, format, state } = snapshot;
        let values = [account.as_str().into(), version.0.into(), (*format).into(), state.into()];
        self.change(KEEP_SNAPSHOT, &values).await?;
        Ok(())
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        let found = self.find(ACCOUNT_OF_ORDER, &[order.as_str().into()]).await?;
        let owner = found.first().map(|row| row.get::<String>(0)).transpose().map_err(SqlFailure::from)?;
        Ok(owner.map(|account| AccountId::new(&account)))
    }
}

async fn written(store: &SqlStore, write: &Write<'_>) -> Result<Version, AppendError> {
    let mut attempts = Attempts::default();
    loop {
        match write.commit_alone(store).await {
            Ok(written) => return written,
            Err(failure) if attempts.again(&failure).await => {}
            Err(SqlFailure::OutcomeUnknown(_)) => return Err(AppendError::OutcomeUnknown),
            Err(failure) => return Err(StoreFailure::from(failure).into()),
        }
    }
}

async fn history(store: &SqlStore, account: &AccountId, after: Version) -> Result<History, SqlFailure> {
    let key = json!([account.as_str(), after.0]);
    let rows = if after == Version(0) {
        // It may be long.
        store.find_alone(HISTORY, key).await?
    } else {
        store.find_together(HISTORY, &store.questions().histories, key).await?
    };
    let mut history = History::default();
    let mut next = i64::from(after.0);
    for row in &rows {
        history.version = number(account, "version", row.get(1)?).map(Version)?;
        let (Some(number), Some(event)) = (row.get::<Option<i64>>(2)?, row.get::<Option<String>>(3)?) else {
            continue;
        };
        next += 1;
        if number != next {
            return Err(unreadable(place(account, next), "there is no such event").into());
        }
        let event: StoredEvent =
            serde_json::from_str(&event).map_err(|error| unreadable(place(account, next), error))?;
        history.events.push(event);
    }
    if next < i64::from(history.version.0) {
        return Err(unreadable(place(account, next + 1), "there is no such event").into());
    }
    Ok(history)
}

async fn snapshot(store: &SqlStore, account: &AccountId) -> Result<Option<Snapshot>, SqlFailure> {
    let found = store.find(SNAPSHOT, &[account.as_str().into()]).await?;
    let Some(row) = found.first() else {
        return Ok(None);
    };
    let version = Version(number(account, "version of its snapshot", row.get(0)?)?);
    Ok(Some(Snapshot { version, format: number(account, "format of its snapshot", row.get(1)?)?, state: row.get(2)? }))
}

fn number(account: &AccountId, what: &str, stored: i64) -> Result<u32, StoreFailure> {
    u32::try_from(stored).map_err(|error| unreadable(format_args!("account {}, {what}", account.as_str()), error))
}

fn place(account: &AccountId, event: i64) -> String {
    format!("account {}, event {event}", account.as_str())
}
