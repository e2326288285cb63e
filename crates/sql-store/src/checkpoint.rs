//! Moving what was committed from the write-ahead log into the SQLite file, beside whoever writes instead of in their way.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::SqliteConnection;

use crate::pool::{self, Connections};

/// After so many changes, each of which touches a few pages, so that about a thousand pages are moved at once.
const CHANGES_BETWEEN: usize = 256;
/// Where the log has so many pages all the same, the writer moves what is left, and begins the log anew. A page has 4 KiB.
pub(crate) const MOST_PAGES: &str = "8000";

/// Moves pages by a connection that reads.
#[derive(Clone, Debug)]
pub(crate) struct Checkpoints {
    readers: Connections<SqliteConnection>,
    /// How many changes have come since pages were moved last.
    changes: Arc<AtomicUsize>,
}

impl Checkpoints {
    pub(crate) fn by(readers: Connections<SqliteConnection>) -> Self {
        Self { readers, changes: Arc::default() }
    }

    /// Notes that so many single changes were committed; nobody waits for what comes of it. Transactions of several are not
    /// counted: they leave their pages to the next of these, or to the writer.
    pub(crate) fn after(&self, changes: usize) {
        if self.changes.fetch_add(changes, Ordering::Relaxed) + changes < CHANGES_BETWEEN {
            return;
        }
        self.changes.store(0, Ordering::Relaxed);
        let readers = self.readers.clone();
        tokio::spawn(async move {
            if let Ok(mut reader) = pool::connection(&readers).await {
                // Where it fails the pages stay in the log, from which they are read; the next time moves them too.
                let _ = sqlx::raw_sql("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut *reader).await;
            }
        });
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

    #[tokio::test]
    async fn what_was_committed_comes_into_the_file_while_the_log_is_short() {
        let folder = TempDir::new().unwrap();
        let (store, path) = opened(&folder).await;
        let before = length(&path);
        for number in 0..CHANGES_BETWEEN {
            store.change(ADD, &[(&format!("{number:0100}")).into(), "x".into()]).await.unwrap();
        }
        let begun = Instant::now();
        while length(&path) == before {
            assert!(begun.elapsed() < Duration::from_secs(10), "nothing was moved");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    #[tokio::test]
    async fn the_log_does_not_grow_without_end() {
        let folder = TempDir::new().unwrap();
        let (store, path) = opened(&folder).await;
        let most = MOST_PAGES.parse::<u64>().unwrap() * 4_096;
        let long = "x".repeat(1_000_000);
        // Too few changes for their pages to be moved by others.
        for number in 0..40 {
            store.change(ADD, &[(&format!("{number}")).into(), (&long).into()]).await.unwrap();
        }
        let log = length(&path.with_extension("db-wal"));
        assert!(log < most + 2_000_000, "{log}");
    }
}
