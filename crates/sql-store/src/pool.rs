//! Connections that are opened when they are needed, and used again. The driver's own pool asks the database whenever one is
//! given back, and an order would take twice as many ways to it.

use std::fmt;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{HookError, Manager, Metrics, Object, Pool, PoolBuilder, PoolError, QueueMode};
use deadpool::managed::{RecycleError, RecycleResult};
use sqlx::{Connection, Error};
use tokio::time::timeout;

use crate::failure::SqlFailure;

/// How long somebody waits for a connection, and the database for another process that writes to the same SQLite file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection that is tried has for its answer, before another takes its place.
const TRIED_FOR: Duration = Duration::from_secs(1);

pub(crate) type Connections<C> = Pool<Opening<C>>;
pub(crate) type Held<C> = Object<Opening<C>>;

/// How a connection is opened, and seen to before it is used again.
pub(crate) struct Opening<C: Connection> {
    pub(crate) options: C::Options,
    /// Where it was taken last so long ago, it is tried before it is used, since the other side may have ended it.
    pub(crate) fresh: Duration,
}

/// Without the options, which have a password.
impl<C: Connection> fmt::Debug for Opening<C> {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.debug_struct("Opening").field("fresh", &self.fresh).finish_non_exhaustive()
    }
}

impl<C: Connection> Opening<C> {
    /// Up to so many connections, of which whichever was used last is used next.
    pub(crate) fn at_most(self, connections: u32) -> PoolBuilder<Self> {
        let pool = Pool::builder(self).max_size(connections as usize).queue_mode(QueueMode::Lifo);
        pool.runtime(Runtime::Tokio1).recycle_timeout(Some(TRIED_FOR))
    }
}

impl<C: Connection> Manager for Opening<C> {
    type Type = C;
    type Error = Error;

    async fn create(&self) -> Result<C, Error> {
        C::connect_with(&self.options).await
    }

    async fn recycle(&self, connection: &mut C, metrics: &Metrics) -> RecycleResult<Error> {
        if connection.is_in_transaction() || metrics.last_used() > self.fresh {
            connection.ping().await?;
        }
        if connection.is_in_transaction() {
            // Where SQLite undid it by itself, as on a full disk, the driver takes its transaction for open for good.
            return Err(RecycleError::message("a transaction was not ended"));
        }
        Ok(())
    }
}

pub(crate) fn build<C: Connection>(pool: PoolBuilder<Opening<C>>) -> Result<Connections<C>, Error> {
    pool.build().map_err(|error| Error::Configuration(error.into()))
}

/// A connection that nobody else uses meanwhile.
pub(crate) async fn connection<C: Connection>(pool: &Connections<C>) -> Result<Held<C>, Error> {
    match timeout(PATIENCE, pool.get()).await {
        Ok(Ok(held)) => Ok(held),
        Ok(Err(PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)))) => Err(error),
        Ok(Err(PoolError::Closed)) => Err(Error::PoolClosed),
        Ok(Err(_)) | Err(_) => Err(Error::PoolTimedOut),
    }
}

/// Closes the connections that nobody uses; each of the others ends with its use.
pub(crate) async fn close<C: Connection>(pool: &Connections<C>) {
    for connection in pool.retain(|_, _| false).removed {
        // It is of no more use either way.
        let _ = connection.close().await;
    }
    pool.close();
}

/// A connection for one statement. Whoever gives up meanwhile leaves an unread answer on it, so that nobody else gets it.
pub(crate) struct Lent<C: Connection>(Option<Held<C>>);

impl<C: Connection> Lent<C> {
    pub(crate) async fn by(pool: &Connections<C>) -> Result<Self, Error> {
        Ok(Self(Some(connection(pool).await?)))
    }

    pub(crate) fn connection(&mut self) -> Result<&mut C, Error> {
        self.0.as_deref_mut().ok_or(Error::WorkerCrashed)
    }

    /// Gives it back after something was done with it, unless it turned out to be of no more use.
    pub(crate) fn give_back<T>(mut self, done: Result<T, SqlFailure>) -> Result<T, SqlFailure> {
        if !done.as_ref().is_err_and(SqlFailure::is_of_connection) {
            drop(self.0.take());
        }
        done
    }
}

impl<C: Connection> Drop for Lent<C> {
    fn drop(&mut self) {
        if let Some(held) = self.0.take() {
            drop(Object::take(held));
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::PgConnection;
    use sqlx::postgres::PgConnectOptions;

    use super::*;

    #[test]
    fn connections_are_told_without_their_password() {
        let options = PgConnectOptions::new_without_pgpass().password("open sesame");
        let opening = Opening::<PgConnection> { options, fresh: PATIENCE };
        let connections = build(opening.at_most(1)).unwrap();
        assert!(!format!("{connections:?}").contains("sesame"));
    }
}
