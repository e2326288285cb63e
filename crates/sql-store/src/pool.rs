//! Connections that are opened when they are needed, and used again. The driver's own pool asks the database whenever one is
//! given back, and an order would take twice as many ways to it.

use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{
    HookError, Manager, Metrics, Object, Pool, PoolBuilder, PoolError, QueueMode, RecycleError, RecycleResult,
};
use sqlx::{Connection, Error};

use crate::failure::SqlFailure;

/// How long somebody waits for a free connection, and the database for another process that writes to the same SQLite file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) type Connections<C> = Pool<Opening<C>>;
pub(crate) type Held<C> = Object<Opening<C>>;

/// How a connection is opened, and seen to before it is used again.
#[derive(Debug)]
pub struct Opening<C: Connection> {
    pub(crate) options: C::Options,
    /// Where nobody used it for so long, it is tried before it is used, since the other side may have ended it.
    pub(crate) fresh: Duration,
}

impl<C: Connection> Opening<C> {
    /// Up to so many connections, of which whichever was used last is used next.
    pub(crate) fn at_most(self, connections: u32) -> PoolBuilder<Self> {
        let pool = Pool::builder(self).max_size(connections as usize).queue_mode(QueueMode::Lifo);
        let patience = Some(PATIENCE);
        pool.runtime(Runtime::Tokio1).wait_timeout(patience).create_timeout(patience).recycle_timeout(patience)
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
            // Where SQLite undid it by itself, as on a full disk, the driver takes it for open for good.
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
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => error,
        PoolError::Closed => Error::PoolClosed,
        _ => Error::PoolTimedOut,
    })
}

/// Gives a connection back after something was done with it, unless it turned out to be of no more use.
pub(crate) fn give_back<C: Connection, T>(held: Held<C>, done: Result<T, SqlFailure>) -> Result<T, SqlFailure> {
    if done.as_ref().is_err_and(SqlFailure::is_of_connection) {
        drop(Object::take(held));
    }
    done
}

/// Closes all connections that nobody uses; each of the others ends with its use.
pub(crate) async fn close<C: Connection>(pool: &Connections<C>) {
    for connection in pool.retain(|_, _| false).removed {
        // It is of no more use either way.
        let _ = connection.close().await;
    }
    pool.close();
}
