//! Addresses that a configuration names, checked when it is read.

use std::fmt::{Display, Formatter};

use serde::{Deserialize, Serialize};

/// The origin of a page: `https://www.example.com`, with a port where it is not the usual one, and without a path.
///
/// ```
/// let origin: api::Origin = serde_json::from_str("\"https://www.example.com\"")?;
/// assert_eq!(origin.as_str(), "https://www.example.com");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

/// The address that leads are sent to, such as `https://crm.example.com/leads`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Endpoint {
    address: String,
    origin: Origin,
}

/// What is wrong with an address; it names the place in `config.json`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// No origin.
    #[error(
        "embed.allowed_origins has {0:?}, which is no origin: write it like https://www.example.com, in small letters, with its port where it has one, without a path"
    )]
    Origin(String),
    /// No endpoint.
    #[error("leads.endpoint is {0:?}, which is no address: write it like https://crm.example.com/leads")]
    Endpoint(String),
}

impl Origin {
    /// As browsers write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `None` for what no browser writes as an origin.
    fn parse(text: &str) -> Option<Self> {
        let (scheme, host) = text.split_once("://")?;
        let (name, port) = host.rsplit_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
        let usual = if scheme == "https" { 443 } else { 80 };
        let is_host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
        let is_name = !name.is_empty() && name.chars().all(is_host) && !name.starts_with(['.', '-']);
        let is_port = |port: &str| {
            let is_number = !port.starts_with('0') && port.bytes().all(|byte| byte.is_ascii_digit());
            is_number && port.parse::<u16>().is_ok_and(|port| port != usual)
        };
        let fits = matches!(scheme, "https" | "http") && is_name && port.is_none_or(is_port);
        fits.then(|| Self(text.to_owned()))
    }
}

impl Endpoint {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The origin that it is at.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl TryFrom<String> for Origin {
    type Error = AddressProblem;

    fn try_from(text: String) -> Result<Self, AddressProblem> {
        Self::parse(&text).ok_or(AddressProblem::Origin(text))
    }
}

impl TryFrom<String> for Endpoint {
    type Error = AddressProblem;

    fn try_from(text: String) -> Result<Self, AddressProblem> {
        let path_at = text.match_indices('/').nth(2).map_or(text.len(), |(at, _)| at);
        let is_plain =
            text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '#' | ';' | ','));
        let origin = text.get(..path_at).and_then(Origin::parse).filter(|_| is_plain);
        match origin {
            Some(origin) => Ok(Self { address: text, origin }),
            None => Err(AddressProblem::Endpoint(text)),
        }
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

impl From<Endpoint> for String {
    fn from(endpoint: Endpoint) -> Self {
        endpoint.address
    }
}

impl Display for Origin {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
