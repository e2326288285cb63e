//! Which database: `sqlite:PATH` or `postgres://…`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// The address of a database. It is shown without its password.
#[derive(Clone)]
pub struct DatabaseUrl(pub(crate) Address);

#[derive(Clone)]
pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

/// Why a text is not the address of a database. It does not repeat the text, which may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitUrl {
    /// It begins otherwise.
    #[error("the database is named as sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE")]
    Scheme,
    /// A database in memory, which is gone with its connection, or one with parameters.
    #[error("sqlite: needs the path of a file and nothing else, as in sqlite:/var/lib/esign-store/shop.db")]
    NoFile,
    /// It cannot be taken apart.
    #[error(
        "the postgres:// address cannot be read ({0}); characters such as @ or / in a password are written %40, %2F"
    )]
    Postgres(String),
}

impl DatabaseUrl {
    /// The SQLite file at a path.
    #[must_use]
    pub fn sqlite(path: &Path) -> Self {
        Self(Address::Sqlite(path.to_owned()))
    }
}

impl FromStr for DatabaseUrl {
    type Err = UnfitUrl;

    fn from_str(text: &str) -> Result<Self, UnfitUrl> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let is_file = !path.is_empty() && !path.starts_with(':') && !path.contains('?');
            return if is_file { Ok(Self::sqlite(Path::new(path))) } else { Err(UnfitUrl::NoFile) };
        }
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(UnfitUrl::Scheme);
        }
        let options = text.parse::<PgConnectOptions>().map_err(|error| UnfitUrl::Postgres(error.to_string()))?;
        Ok(Self(Address::Postgres(Box::new(options))))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Address::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Address::Postgres(options) => {
                let place = match options.get_socket() {
                    Some(socket) => socket.display().to_string(),
                    None => format!("{}:{}", options.get_host(), options.get_port()),
                };
                let database = options.get_database().unwrap_or_default();
                write!(formatter, "postgres://{}@{place}/{database}", options.get_username())
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (text, shown) in [
            ("sqlite:shop.db", "sqlite:shop.db"),
            ("sqlite:///var/shop.db", "sqlite:/var/shop.db"),
            ("postgres://shop:s3cret@db.example:5433/shop", "postgres://shop@db.example:5433/shop"),
            ("postgresql:///shop?user=shop&host=/run/pg&password=s3cret", "postgres://shop@/run/pg/shop"),
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), shown);
            assert!(!format!("{url:?}").contains("s3cret"), "{url:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_without_being_repeated() {
        for (text, expected) in [
            ("mysql://shop:s3cret@db/shop", UnfitUrl::Scheme),
            ("shop.db", UnfitUrl::Scheme),
            ("sqlite:", UnfitUrl::NoFile),
            ("sqlite::memory:", UnfitUrl::NoFile),
            ("sqlite:shop.db?mode=rwc", UnfitUrl::NoFile),
            (
                "postgres://shop:s3cret@db:no-port/shop",
                UnfitUrl::Postgres("error with configuration: invalid port number".to_owned()),
            ),
        ] {
            assert_eq!(text.parse::<DatabaseUrl>().unwrap_err(), expected);
        }
    }
}
