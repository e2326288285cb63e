//! Moving what was committed from the write-ahead log into the SQLite file, beside whoever writes instead of in their way.
//!
//! SQLite must be 3.51.3 or newer, as the built-in one is: older ones could lose what one connection wrote while another one
//! moved the last of the log.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use deadpool::managed::Timeouts;
use sqlx::SqliteConnection;

use crate::pool::{self, Connections};

/// So many rows come between two times; each is on a few pages.
const ROWS_BETWEEN: u64 = 256;
/// Where the log has so many pages all the same, the writer moves what is left of them and waits for the file to be on the disk,
/// and whoever writes next begins the log anew. A page has 4 KiB. While pages come faster than they are moved, the log grows
/// up to here; where somebody reads from it for long, further.
pub(crate) const MOST_PAGES: &str = "8000";

/// Moves pages by a connection of its own.
#[derive(Clone, Debug)]
pub(crate) struct Checkpoints {
    connection: Connections<SqliteConnection>,
    /// How many rows were changed since pages began to be moved last.
    rows: Arc<AtomicU64>,
}

impl Checkpoints {
    /// By the only connection of these.
    pub(crate) fn by(connection: Connections<SqliteConnection>) -> Self {
        Self { connection, rows: Arc::default() }
    }

    /// Notes that so many rows were changed and committed; nobody waits for what comes of it.
    pub(crate) fn after(&self, rows: u64) {
        if self.rows.fetch_add(rows, Ordering::Relaxed) + rows >= ROWS_BETWEEN {
            let checkpoints = self.clone();
            tokio::spawn(async move { checkpoints.move_on().await });
        }
    }

    async fn move_on(&self) {
        let timeouts = Timeouts { wait: Some(Duration::ZERO), ..self.connection.timeouts() };
        // Where pages are being moved, whoever commits next tries again.
        let Ok(mut connection) = self.connection.timeout_get(&timeouts).await else {
            return;
        };
        self.rows.store(0, Ordering::Relaxed);
        // Where it fails they stay in the log, from which they are read, until the next time.
        let _ = sqlx::raw_sql("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut *connection).await;
    }

    /// Closes the connection once it moves nothing.
    pub(crate) async fn close(&self) {
        drop(pool::connection(&self.connection).await);
        pool::close(&self.connection).await;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use tempfile::TempDir;

    use super::*;
    use crate::open::SqlStore;

    const ADD: &str = "INSERT INTO order_index (order_id, account) VALUES ($1, $2)";

    async fn opened(folder: &TempDir) -> (SqlStore, PathBuf) {
        let path = folder.path().join("shop.db");
        (SqlStore::open(&format!("sqlite:{}", path.display()).parse().unwrap()).await.unwrap(), path)
    }

    fn length(path: &Path) -> u64 {
        fs::metadata(path).unwrap().len()
    }

    async fn grown(path: &Path, before: u64) {
        let begun = Instant::now();
        while length(path) == before {
            assert!(begun.elapsed() < Duration::from_secs(10), "nothing was moved");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    #[tokio::test]
    async fn what_single_changes_committed_comes_into_the_file_while_the_log_is_short() {
        let folder = TempDir::new().unwrap();
        let (store, path) = opened(&folder).await;
        let before = length(&path);
        for number in 0..ROWS_BETWEEN {
            store.change(ADD, &[(&format!("{number:0100}")).into(), "x".into()]).await.unwrap();
        }
        grown(&path, before).await;
    }

    #[tokio::test]
    async fn what_a_transaction_committed_comes_into_the_file_too() {
        let folder = TempDir::new().unwrap();
        let (store, path) = opened(&folder).await;
        let before = length(&path);
        let mut work = store.begin().await.unwrap();
        for number in 0..ROWS_BETWEEN {
            work.change(ADD, &[(&format!("{number:0100}")).into(), "x".into()]).await.unwrap();
        }
        work.commit().await.unwrap();
        grown(&path, before).await;
    }

    #[tokio::test]
    async fn a_closed_file_has_everything_in_it() {
        let folder = TempDir::new().unwrap();
        let (store, path) = opened(&folder).await;
        for number in 0..3 * ROWS_BETWEEN {
            store.change(ADD, &[(&format!("{number:0100}")).into(), "x".into()]).await.unwrap();
        }
        store.close().await;
        assert!(!path.with_extension("db-wal").exists());
    }

    #[tokio::test]
    async fn the_writer_begins_the_log_anew_when_it_has_grown_long_and_not_before() {
        let folder = TempDir::new().unwrap();
        let (store, path) = opened(&folder).await;
        let most = MOST_PAGES.parse::<u64>().unwrap() * 4_096;
        let long = "x".repeat(1_000_000);
        // Too few changes for their pages to be moved by others.
        for number in 0..40 {
            store.change(ADD, &[(&format!("{number}")).into(), (&long).into()]).await.unwrap();
        }
        let log = length(&path.with_extension("db-wal"));
        assert!((most..most + 2_000_000).contains(&log), "{log}");
    }
}
