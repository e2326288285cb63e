//! What goes wrong with a database, and what it means.

use api::StoreFailure;
use sqlx::error::DatabaseError;

/// Why a statement or a transaction came to nothing.
#[derive(Clone, Debug)]
pub(crate) enum SqlFailure {
    /// The database undid the transaction for another one's sake; done again, it can succeed.
    Again(String),
    /// It was not done, since the connection was lost; over another one it can succeed.
    Lost(String),
    /// It was not done, since the account stands at another version.
    MovedOn(String),
    /// It was not done, since a key is there already that it would have added.
    Taken(String),
    /// The connection was lost while it was committed: it is done, or it is not.
    OutcomeUnknown(String),
    /// It was not done, since a value is none that the database can hold.
    Unfit(String),
    /// It was not done.
    Store(StoreFailure),
}

impl SqlFailure {
    /// Whether the connection is of no more use.
    pub(crate) const fn is_of_connection(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::OutcomeUnknown(_))
    }

    /// What a failed COMMIT means, or a failed statement that is a transaction of its own: only what the database itself refused
    /// is surely not done.
    pub(crate) fn of_commit(error: sqlx::Error) -> Self {
        let is_refused = match &error {
            sqlx::Error::Database(error) => !is_of_unknown_outcome(error.as_ref()),
            _ => false,
        };
        if is_refused { Self::from(error) } else { Self::OutcomeUnknown(error.to_string()) }
    }
}

impl From<sqlx::Error> for SqlFailure {
    fn from(error: sqlx::Error) -> Self {
        let detail = error.to_string();
        let code = error.as_database_error().and_then(DatabaseError::code);
        match code.as_deref() {
            // Serialization failure, deadlock, and somebody who holds a row for long.
            Some("40001" | "40P01" | "55P03") => Self::Again(detail),
            Some(code) if code.len() == 5 && code.starts_with("22") => Self::Unfit(detail),
            // PostgreSQL ends its connections: it stops, starts or has crashed, or one was idle for too long.
            Some("57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "25P04") => Self::Lost(detail),
            // SQLITE_CONSTRAINT_TRIGGER: there is one trigger.
            Some("1811") => Self::MovedOn(detail),
            // PostgreSQL's unique violation; SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE.
            Some("23505" | "1555" | "2067") => Self::Taken(detail),
            // PostgreSQL's disk is full; SQLITE_FULL.
            Some("53100" | "13") => Self::Store(StoreFailure::Full),
            // PostgreSQL's data or index corrupted; SQLITE_CORRUPT, SQLITE_NOTADB.
            Some("XX001" | "XX002" | "11" | "26") => Self::Store(StoreFailure::Unreadable { detail }),
            _ => match error {
                sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => Self::Lost(detail),
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => {
                    Self::Store(StoreFailure::Unreadable { detail })
                }
                _ => Self::Store(StoreFailure::Other { detail }),
            },
        }
    }
}

impl From<StoreFailure> for SqlFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

impl From<SqlFailure> for StoreFailure {
    fn from(failure: SqlFailure) -> Self {
        match failure {
            SqlFailure::Store(failure) => failure,
            SqlFailure::Again(detail)
            | SqlFailure::Lost(detail)
            | SqlFailure::MovedOn(detail)
            | SqlFailure::Taken(detail)
            | SqlFailure::Unfit(detail) => Self::Other { detail },
            SqlFailure::OutcomeUnknown(detail) => {
                Self::Other { detail: format!("whether it was stored is not known: {detail}") }
            }
        }
    }
}

/// What stands at a place of the database cannot be understood.
pub(crate) fn unreadable(place: impl std::fmt::Display, why: impl std::fmt::Display) -> StoreFailure {
    StoreFailure::Unreadable { detail: format!("{place}: {why}") }
}

/// What was to be stored cannot be.
pub(crate) fn unfit(why: impl std::fmt::Display) -> StoreFailure {
    StoreFailure::Other { detail: why.to_string() }
}

/// PostgreSQL says so itself (statement completion, transaction resolution), or ends the connection meanwhile; a disk that SQLite could not write to may have
/// taken it all the same (SQLITE_IOERR, with its many details in the higher bits).
fn is_of_unknown_outcome(error: &dyn DatabaseError) -> bool {
    const IO_ERROR: i32 = 10;
    let Some(code) = error.code() else {
        return true;
    };
    let is_io_error = |number: i32| number & 0xff == IO_ERROR;
    matches!(code.as_ref(), "40003" | "08007" | "57P01" | "57P02" | "25P04")
        || (code.len() < 5 && code.parse().is_ok_and(is_io_error))
}
