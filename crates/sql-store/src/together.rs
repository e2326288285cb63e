//! Single changes of a SQLite file, of which many share one commit: the disk is waited for once for all of them.

use std::fmt;
use std::mem::take;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::{Connection, SqliteConnection};
use tokio::sync::oneshot;

use crate::checkpoint::Checkpoints;
use crate::failure::{SqlFailure, unfit};
use crate::pool::{self, Connections, Held};
use crate::statement::{KeptValue, Sql, Value};

/// How many rows a statement changed, and that this is on the disk.
type Changed = Result<u64, SqlFailure>;

/// The one connection that writes, and what waits for it.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    pub(crate) connection: Connections<SqliteConnection>,
    pub(crate) checkpoints: Checkpoints,
    waiting: Arc<Mutex<Vec<Change>>>,
    /// How many have waited so far.
    asked: Arc<AtomicU64>,
}

/// A statement that is to be a transaction of its own.
struct Change {
    /// Which of all it is.
    number: u64,
    sql: Sql,
    values: Vec<KeptValue>,
    told: oneshot::Sender<Changed>,
}

impl Together {
    pub(crate) fn new(connection: Connections<SqliteConnection>, checkpoints: Checkpoints) -> Self {
        Self { connection, checkpoints, waiting: Arc::default(), asked: Arc::default() }
    }

    /// Changes something by a statement that is done wholly or not at all, whatever becomes of others. Whoever has the
    /// connection first writes for all who wait by then. What nobody waits for any more is not begun.
    pub(crate) async fn change(&self, sql: Sql, values: &[Value<'_>]) -> Changed {
        let (told, mut done) = oneshot::channel();
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        let values = values.iter().map(|value| value.kept()).collect();
        self.waiting().push(Change { number, sql, values, told });
        let writer = tokio::select! {
            biased;
            done = &mut done => return known(done),
            writer = pool::connection(&self.connection) => writer,
        };
        match writer {
            Ok(writer) => {
                let changes = take(&mut *self.waiting());
                // Whoever gives up meanwhile does not take the answers of the others along.
                tokio::spawn(write(writer, changes, self.checkpoints.clone()));
            }
            Err(error) => {
                let mut waiting = self.waiting();
                let before = waiting.len();
                waiting.retain(|change| change.number != number);
                if waiting.len() < before {
                    return Err(error.into());
                }
            }
        }
        known(done.await)
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Change>> {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Change {
    async fn run(&self, connection: &mut SqliteConnection) -> Result<u64, sqlx::Error> {
        let values: Vec<Value<'_>> = self.values.iter().map(KeptValue::lent).collect();
        Ok(self.sql.for_sqlite(&values).execute(connection).await?.rows_affected())
    }

    fn is_given_up(&self) -> bool {
        self.told.is_closed()
    }
}

/// Without the values, which are somebody's.
impl fmt::Debug for Change {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.debug_struct("Change").field("sql", &self.sql).finish_non_exhaustive()
    }
}

/// Writes them, and tells of each what became of it.
async fn write(mut writer: Held<SqliteConnection>, mut changes: Vec<Change>, checkpoints: Checkpoints) {
    changes.retain(|change| !change.is_given_up());
    let shared = if changes.len() > 1 { in_one_transaction(&mut writer, &changes).await } else { None };
    let done = match shared {
        Some(done) => done,
        None => one_by_one(&mut writer, &changes).await,
    };
    // Before anybody is told, who might close the file next.
    if done.iter().any(|done| done.as_ref().is_err_and(SqlFailure::is_of_connection)) {
        drop(Held::take(writer));
    } else {
        drop(writer);
    }
    // An append at once changes its rows by a trigger, and none of them is counted.
    checkpoints.after(done.iter().flatten().map(|rows| (*rows).max(1)).sum());
    for (change, done) in changes.into_iter().zip(done) {
        // Whoever asked may have given up.
        let _ = change.told.send(done);
    }
}

/// What became of each; nothing where all was undone for the sake of one, and nobody else is to suffer for that.
async fn in_one_transaction(writer: &mut SqliteConnection, changes: &[Change]) -> Option<Vec<Changed>> {
    let all = |failure: SqlFailure| Some(vec![Err(failure); changes.len()]);
    let mut work = match writer.begin_with("BEGIN IMMEDIATE").await {
        Ok(work) => work,
        Err(error) => return all(error.into()),
    };
    let mut done = Vec::with_capacity(changes.len());
    for change in changes {
        let changed = change.run(&mut work).await.map_err(SqlFailure::from);
        // Where another has the key, or the account has moved on, that statement alone is undone.
        if !matches!(changed, Ok(_) | Err(SqlFailure::MovedOn(_) | SqlFailure::Taken(_))) {
            return None;
        }
        done.push(changed);
    }
    match work.commit().await.map_err(SqlFailure::of_commit) {
        Ok(()) => Some(done),
        Err(failure @ SqlFailure::OutcomeUnknown(_)) => all(failure),
        Err(_) => None,
    }
}

async fn one_by_one(writer: &mut SqliteConnection, changes: &[Change]) -> Vec<Changed> {
    let mut done = Vec::with_capacity(changes.len());
    for change in changes {
        done.push(if change.is_given_up() {
            Err(SqlFailure::Store(unfit("nobody waits for it")))
        } else {
            // It is committed with the statement, or is not.
            change.run(writer).await.map_err(SqlFailure::of_commit)
        });
    }
    done
}

fn known(done: Result<Changed, oneshot::error::RecvError>) -> Changed {
    done.unwrap_or_else(|_| Err(SqlFailure::OutcomeUnknown("whoever wrote it has ended".to_owned())))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::future::join_all;
    use rules::vocabulary::{AccountId, OrderId};
    use service::contract::{numbered, placed};
    use service::{AppendError, Store, Version};
    use tempfile::TempDir;

    use super::*;
    use crate::open::SqlStore;

    const ADD: &str = "INSERT INTO order_index (order_id, account) VALUES ($1, $2)";

    async fn opened(folder: &TempDir) -> SqlStore {
        let url = format!("sqlite:{}", folder.path().join("shop.db").display()).parse().unwrap();
        SqlStore::open(&url).await.unwrap()
    }

    /// Changes that all wait for the connection, and are written together once it is free.
    async fn at_once(names: &[Option<&str>]) -> (SqlStore, Vec<Changed>, TempDir) {
        let folder = TempDir::new().unwrap();
        let store = opened(&folder).await;
        let SqlStore::Sqlite(file) = &store else { unreachable!("it is a file") };
        let mut held = pool::connection(&file.writer.connection).await.unwrap();
        sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *held).await.unwrap();
        let given_free = async {
            assert_eq!(file.writer.waiting().len(), names.len());
            drop(held);
        };
        let changes =
            names.iter().map(|name| async { file.writer.change(ADD.into(), &[(*name).into(), "x".into()]).await });
        // Whoever is first in the list waits first.
        let (done, ()) = tokio::join!(join_all(changes), given_free);
        (store.clone(), done, folder)
    }

    async fn names(store: &SqlStore) -> Vec<String> {
        let found = store.find("SELECT order_id FROM order_index ORDER BY order_id", &[]).await.unwrap();
        found.iter().map(|row| row.get(0).unwrap()).collect()
    }

    #[tokio::test]
    async fn what_waits_is_written_together() {
        let (store, done, _folder) = at_once(&[Some("a"), Some("b"), Some("c")]).await;
        assert!(done.iter().all(|done| matches!(done, Ok(1))), "{done:?}");
        assert_eq!(names(&store).await, ["a", "b", "c"]);
        // Three commits would have written the page of the table three times.
        let found = store.find("PRAGMA wal_checkpoint(PASSIVE)", &[]).await.unwrap();
        assert_eq!(found[0].get::<i64>(1).unwrap(), 1);
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_not_written_later() {
        let folder = TempDir::new().unwrap();
        let store = opened(&folder).await;
        let SqlStore::Sqlite(file) = &store else { unreachable!("it is a file") };
        let held = pool::connection(&file.writer.connection).await.unwrap();
        let values = [Value::from("given up"), "x".into()];
        let given_up = tokio::time::timeout(Duration::from_millis(1), file.writer.change(ADD.into(), &values)).await;
        assert!(given_up.is_err());
        drop(held);
        file.writer.change(ADD.into(), &["later".into(), "x".into()]).await.unwrap();
        assert_eq!(names(&store).await, ["later"]);
    }

    #[tokio::test]
    async fn appends_that_are_refused_undo_only_themselves() {
        let folder = TempDir::new().unwrap();
        let store = opened(&folder).await;
        let SqlStore::Sqlite(file) = &store else { unreachable!("it is a file") };
        let accounts = ["a", "b", "c", "d"].map(AccountId::new);
        for account in &accounts {
            store.append(account, Version(0), &[numbered("first", 1)]).await.unwrap();
        }
        let held = pool::connection(&file.writer.connection).await.unwrap();
        let order = OrderId::new("order");
        let (placed, again) = ([placed(&order)], [numbered("again", 1)]);
        // The second wants the key of the first's order, and the third's account is further.
        let appends = join_all([
            store.append(&accounts[0], Version(1), &placed),
            store.append(&accounts[1], Version(1), &placed),
            store.append(&accounts[2], Version(2), &again),
            store.append(&accounts[3], Version(1), &again),
        ]);
        let given_free = async {
            assert_eq!(file.writer.waiting().len(), 4);
            drop(held);
        };
        let (done, ()) = tokio::join!(appends, given_free);
        let taken = Err(AppendError::OrderTaken(order));
        assert_eq!(done, [Ok(Version(2)), taken, Err(AppendError::Conflict), Ok(Version(2))]);
        let mut versions = Vec::new();
        for account in &accounts {
            versions.push(store.load(account).await.unwrap().version.0);
        }
        assert_eq!(versions, [2, 1, 1, 2]);
    }

    #[tokio::test]
    async fn a_key_that_is_taken_undoes_only_whoever_wanted_it() {
        let (store, done, _folder) = at_once(&[Some("a"), Some("a"), Some("b")]).await;
        assert!(matches!(done.as_slice(), [Ok(1), Err(SqlFailure::Taken(_)), Ok(1)]), "{done:?}");
        assert_eq!(names(&store).await, ["a", "b"]);
    }

    #[tokio::test]
    async fn what_cannot_be_written_does_not_fail_the_others() {
        let (store, done, _folder) = at_once(&[Some("a"), None, Some("b")]).await;
        assert!(matches!(done.as_slice(), [Ok(1), Err(SqlFailure::Store(_)), Ok(1)]), "{done:?}");
        assert_eq!(names(&store).await, ["a", "b"]);
    }
}
