//! Values that are more than a text: where the shop is kept, where browsers find it, whom it believes.

use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use api::Origin;
use ipnet::IpNet;
use secrecy::SecretString;
use sql_store::DatabaseUrl;

/// Where the shop keeps everything.
#[derive(Debug, Clone)]
pub enum DatabasePlace {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// SQLite in a file that goes when the program ends: a demonstration.
    Forgotten,
    /// PostgreSQL, at an address with its password in it.
    Postgres(SecretString),
}

/// Which pages may write, and send their cookies along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicOrigin {
    /// Those of this origin.
    At(Origin),
    /// Those of this machine, over http, whatever the port: for development.
    ThisMachine,
}

/// Networks that addresses belong to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks(Vec<IpNet>);

impl DatabasePlace {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let is_file = !path.starts_with("//") && text.parse::<DatabaseUrl>().is_ok();
            return is_file.then(|| Self::Sqlite(path.into()));
        }
        let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"))?;
        let is_address = !rest.is_empty() && text.parse::<DatabaseUrl>().is_ok();
        is_address.then(|| Self::Postgres(text.to_owned().into()))
    }
}

impl PublicOrigin {
    /// Whether a request may write that a page of this origin sends: the value of its header `Origin`.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        match self {
            Self::At(own) => own.as_str() == origin,
            Self::ThisMachine => Origin::try_from(origin.to_owned()).is_ok_and(|origin| is_this_machine(&origin)),
        }
    }

    /// Whether cookies can be for https alone.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        matches!(self, Self::At(origin) if origin.as_str().starts_with("https://"))
    }

    /// `None` for what is no origin, or would let cookies travel in the clear.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let origin = Origin::try_from(text.to_owned()).ok()?;
        let is_safe = text.starts_with("https://") || is_this_machine(&origin);
        is_safe.then_some(Self::At(origin))
    }
}

impl Networks {
    pub(super) fn of(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// Whether an address is in one of them.
    #[must_use]
    pub fn have(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// A network, or the one of a single address.
pub(super) fn network(text: &str) -> Option<IpNet> {
    IpNet::from_str(text).ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// A host and a port to listen on. Whether this machine has it, only listening tells.
pub(super) fn listening_address(text: &str) -> Option<String> {
    let (host, port) = text.rsplit_once(':')?;
    (!host.is_empty() && port.parse::<u16>().is_ok()).then(|| text.to_owned())
}

/// Whether only this machine can reach what listens there.
pub(super) fn listens_to_this_machine(address: &str) -> bool {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_this_machine(origin: &Origin) -> bool {
    let host = origin.as_str().strip_prefix("http://");
    host.and_then(|host| host.split(':').next()).is_some_and(|name| matches!(name, "127.0.0.1" | "localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_never_travel_in_the_clear() {
        for text in ["http://shop.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1:8080", "shop"] {
            assert_eq!(PublicOrigin::parse(text), None, "{text}");
        }
        assert!(PublicOrigin::parse("https://shop.example.com").is_some_and(|origin| origin.is_secure()));
        assert!(PublicOrigin::parse("http://localhost:8080").is_some_and(|origin| !origin.is_secure()));
    }

    #[test]
    fn only_the_shop_s_own_origin_may_write() {
        let own = PublicOrigin::parse("https://shop.example.com").unwrap();
        assert!(own.allows("https://shop.example.com"));
        for other in ["https://shop.example.com.evil.example", "http://shop.example.com", "http://127.0.0.1", "null"] {
            assert!(!own.allows(other), "{other}");
        }
    }

    #[test]
    fn in_development_every_port_of_this_machine_may_write_and_nothing_else() {
        for own in ["http://127.0.0.1:8080", "http://127.0.0.1:3000", "http://localhost"] {
            assert!(PublicOrigin::ThisMachine.allows(own), "{own}");
        }
        for other in ["https://127.0.0.1.example.com", "http://localhost.example.com", "http://10.0.0.1", "null", ""] {
            assert!(!PublicOrigin::ThisMachine.allows(other), "{other}");
        }
    }
}
