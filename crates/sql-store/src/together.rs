//! Single changes of a SQLite file, of which many share one commit: the disk is waited for once for all of them.

use std::mem::take;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::{Connection, SqliteConnection};
use tokio::sync::oneshot;

use crate::failure::SqlFailure;
use crate::pool::{self, Connections, Held};
use crate::statement::{KeptValue, Sql, Value};

/// How many rows a statement changed, and that this is on the disk.
type Changed = Result<u64, SqlFailure>;

/// The one connection that writes, and what waits for it.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    pub(crate) connection: Connections<SqliteConnection>,
    waiting: Arc<Mutex<Vec<Change>>>,
}

/// A statement that is to be a transaction of its own.
#[derive(Debug)]
struct Change {
    sql: Sql,
    values: Vec<KeptValue>,
    told: oneshot::Sender<Changed>,
}

impl Together {
    pub(crate) fn new(connection: Connections<SqliteConnection>) -> Self {
        Self { connection, waiting: Arc::default() }
    }

    /// Changes something by a statement that is done wholly or not at all, whatever becomes of others. Whoever has the
    /// connection first writes for all who wait by then.
    pub(crate) async fn change(&self, sql: Sql, values: &[Value<'_>]) -> Changed {
        let (told, mut done) = oneshot::channel();
        self.waiting().push(Change { sql, values: values.iter().map(|value| value.kept()).collect(), told });
        let writer = tokio::select! {
            biased;
            done = &mut done => return known(done),
            writer = pool::connection(&self.connection) => writer,
        };
        let changes = take(&mut *self.waiting());
        match writer {
            // Whoever gives up meanwhile does not take the answers of the others along.
            Ok(writer) => drop(tokio::spawn(write(writer, changes))),
            Err(error) => {
                let failure = SqlFailure::from(error);
                changes.into_iter().for_each(|change| change.tell(Err(failure.clone())));
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

    fn tell(self, changed: Changed) {
        // Whoever asked may have given up.
        let _ = self.told.send(changed);
    }
}

async fn write(mut writer: Held<SqliteConnection>, changes: Vec<Change>) {
    if changes.len() > 1 {
        match in_one_transaction(&mut writer, &changes).await {
            Ok(done) => return changes.into_iter().zip(done).for_each(|(change, done)| change.tell(done)),
            Err(failure @ SqlFailure::OutcomeUnknown(_)) => {
                return changes.into_iter().for_each(|change| change.tell(Err(failure.clone())));
            }
            // All of it was undone for the sake of one, and nobody else is to suffer for that.
            Err(_) => {}
        }
    }
    for change in changes {
        // It is committed with the statement, or is not.
        let done = change.run(&mut writer).await.map_err(SqlFailure::of_commit);
        change.tell(done);
    }
}

/// What became of each, where all were committed.
async fn in_one_transaction(writer: &mut SqliteConnection, changes: &[Change]) -> Result<Vec<Changed>, SqlFailure> {
    let mut work = writer.begin_with("BEGIN IMMEDIATE").await?;
    let mut done = Vec::with_capacity(changes.len());
    for change in changes {
        done.push(match change.run(&mut work).await.map_err(SqlFailure::from) {
            // The statement alone was undone.
            Err(failure) if !matches!(failure, SqlFailure::MovedOn(_) | SqlFailure::Taken(_)) => return Err(failure),
            done => done,
        });
    }
    work.commit().await.map_err(SqlFailure::of_commit)?;
    Ok(done)
}

fn known(done: Result<Changed, oneshot::error::RecvError>) -> Changed {
    done.unwrap_or_else(|_| Err(SqlFailure::OutcomeUnknown("whoever wrote it has ended".to_owned())))
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;
    use tempfile::TempDir;

    use super::*;
    use crate::open::SqlStore;

    const ADD: &str = "INSERT INTO settings (name, text) VALUES ($1, $2)";

    /// Changes that all wait for the connection, and are written together once it is free.
    async fn at_once(names: &[Option<&str>]) -> (SqlStore, Vec<Changed>, TempDir) {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("shop.db").display()).parse().unwrap();
        let store = SqlStore::open(&url).await.unwrap();
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
        let found = store.find("SELECT name FROM settings ORDER BY name", &[]).await.unwrap();
        found.iter().map(|row| row.get(0).unwrap()).collect()
    }

    #[tokio::test]
    async fn what_waits_is_written_together() {
        let (store, done, _folder) = at_once(&[Some("a"), Some("b"), Some("c")]).await;
        assert!(done.iter().all(|done| matches!(done, Ok(1))), "{done:?}");
        assert_eq!(names(&store).await, ["a", "b", "c"]);
        // Three commits would have written a page of the table and one of its index each.
        let found = store.find("PRAGMA wal_checkpoint(PASSIVE)", &[]).await.unwrap();
        assert_eq!(found[0].get::<i64>(1).unwrap(), 2);
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
