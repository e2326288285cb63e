//! The configuration: read from a file, the environment and the command line, checked as a whole before anything starts.
//!
//! [`key::ALL`] describes every key once; the reader, `check-config` and the table in `docs/OPERATING.md` follow from it.

mod file;
mod given;
mod key;
mod mistake;
mod place;
mod read;
mod reader;
mod table;

use std::path::PathBuf;
use std::time::Duration;

use api::{BackendKind, ClientConfig, EmbedConfig, Endpoint, LeadsConfig, Origin};
use secrecy::SecretString;

use crate::base::Base;

pub use given::Sources;
pub use key::{ALL, Form, Key};
pub use mistake::{Mistake, Mistakes, Place};
pub use place::{DatabasePlace, Networks, PublicOrigin};
pub use table::table;

/// Everything that can be configured. Secrets in it never show in `Debug`.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// Where it listens, and what it serves.
    pub server: ServerRules,
    /// The shop's database; without it the site is served alone, and its backend is in the browser.
    pub database: Option<Database>,
    /// Whether it is a demonstration: its cashier is simulated, and its messages are shown instead of sent.
    pub is_demonstration: bool,
    /// What it takes on at most.
    pub limits: Limits,
    /// How it stops.
    pub stop: Stop,
    /// Whose pages may embed the form.
    pub embedding: Vec<Origin>,
    /// Where the embedded form sends its leads.
    pub leads: Option<Endpoint>,
    /// Who sends messages.
    pub sms: Option<SmsGateway>,
    /// Who speaks for the e-sign system.
    pub partners: Vec<PartnerKey>,
    /// How long sessions last.
    pub session: SessionRules,
    /// What is logged, and how.
    pub log: LogRules,
    /// What is in force, key by key, as it may be shown.
    pub effective: Vec<Effective>,
}

/// Where it listens, and what it serves.
#[derive(Debug, Clone)]
pub struct ServerRules {
    /// `HOST:PORT`.
    pub addr: String,
    /// The sub-folder.
    pub base: Base,
    /// The built site.
    pub dist: PathBuf,
    /// Which pages may write.
    pub public_origin: PublicOrigin,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Networks,
}

/// The shop's database.
#[derive(Debug, Clone)]
pub struct Database {
    /// Where it is.
    pub place: DatabasePlace,
    /// How many connections are open at most.
    pub connections: u32,
    /// How many entries the accounts have together that are kept in memory.
    pub kept_entries: u32,
}

/// What the server takes on at most.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest body, in bytes.
    pub body_bytes: u32,
    /// The longest time for an answer.
    pub request: Duration,
    /// How many requests are worked on at the same time.
    pub concurrent_requests: u32,
    /// How many more wait.
    pub queued_requests: u32,
    /// How long they wait.
    pub queue: Duration,
    /// How many requests an address may make in a minute.
    pub requests_per_minute: u32,
    /// How many writes an address, and a session, may make in a minute.
    pub writes_per_minute: u32,
    /// Whose requests are not counted.
    pub uncounted_networks: Networks,
    /// How many connections are open at the same time.
    pub connections: u32,
    /// The longest time for the head of a request, and for a connection without one.
    pub header: Duration,
    /// The longest time in which a client takes nothing of an answer.
    pub stalled: Duration,
}

/// How the server stops.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// How long it still takes connections, while `/readyz` says that it stops.
    pub notice: Duration,
    /// How long requests under way may take after that.
    pub grace: Duration,
}

/// Who sends codes by message.
#[derive(Debug, Clone)]
pub struct SmsGateway {
    /// Where.
    pub endpoint: Endpoint,
    /// Who we are to it.
    pub key_id: String,
    /// What it knows us by.
    pub secret: SecretString,
}

/// A key that the e-sign system signs its requests with.
#[derive(Debug, Clone)]
pub struct PartnerKey {
    /// Which one.
    pub id: String,
    /// The key itself.
    pub secret: SecretString,
}

/// How long sessions last.
#[derive(Debug, Clone)]
pub struct SessionRules {
    /// Without a request.
    pub idle: Duration,
    /// All the same.
    pub absolute: Duration,
    /// The key of their hashes; a demonstration can do without, and makes one up.
    pub secret: Option<SecretString>,
}

/// What is logged, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogRules {
    /// How a line is written.
    pub format: LogFormat,
    /// From which level on.
    pub level: tracing::Level,
}

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// What is in force for a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// The key.
    pub key: &'static str,
    /// Its value, unless nobody may see it.
    pub shown: Option<String>,
    /// Who says so.
    pub place: Place,
}

impl Configuration {
    /// Reads and checks a configuration.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn read(sources: &Sources) -> Result<Self, Mistakes> {
        read::read(sources)
    }

    /// What the app is told in `config.json`, where the server has a shop.
    #[must_use]
    pub fn client(&self) -> ClientConfig {
        let allowed_origins = self.embedding.clone();
        ClientConfig {
            leads: self.leads.clone().map(|endpoint| LeadsConfig { endpoint }),
            embed: (!allowed_origins.is_empty()).then_some(EmbedConfig { allowed_origins }),
            ..ClientConfig::of(BackendKind::Http)
        }
    }
}
