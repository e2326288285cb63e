//! What can be configured: each key once, for the reader, for `check-config` and for the table in `docs/OPERATING.md`.

/// Something that can be configured.
#[derive(Debug)]
pub struct Key {
    /// Section and name, as in the file: `limits.body_bytes`.
    pub name: &'static str,
    /// What a value looks like.
    pub form: Form,
    /// The value where nobody says one, as it would be written; without it the key may be missing.
    pub default: Option<&'static str>,
    /// Whether nobody may read it; such a key can be given as the path of a file, under its name with `_file`.
    pub is_secret: bool,
    /// What it is for.
    pub about: &'static str,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A whole number in a range, both ends inside.
    Whole {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text, described.
    Text(&'static str),
    /// A list of texts, one of which is described; commas separate them in the environment, lines in a file of secrets.
    List(&'static str),
}

const NETWORK: &str = "a network like 10.0.0.0/8, or an address";

impl Key {
    /// The variable of the environment that says it.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.replace('.', "_").to_ascii_uppercase())
    }

    const fn new(name: &'static str, form: Form, default: Option<&'static str>, about: &'static str) -> Self {
        Self { name, form, default, is_secret: false, about }
    }

    const fn secret(name: &'static str, form: Form, about: &'static str) -> Self {
        Self { name, form, default: None, is_secret: true, about }
    }
}

impl Form {
    /// What is expected, in words.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Whole { least, most } => format!("a whole number from {least} to {most}"),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::Text(what) => (*what).to_owned(),
            Self::List(what) => format!("a list; each entry {what}"),
        }
    }
}

/// What every variable of the environment begins with.
pub(super) const PREFIX: &str = "ESIGN_STORE_";

const fn whole(least: u32, most: u32) -> Form {
    Form::Whole { least, most }
}

macro_rules! keys {
    ($($id:ident = $make:ident($($part:expr),+ $(,)?);)+) => {
        $(pub(super) static $id: Key = Key::$make($($part),+);)+
        /// Every key, in the order of the documentation.
        pub static ALL: &[&Key] = &[$(&$id),+];
    };
}

keys! {
    ADDR = new("server.addr", Form::Text("HOST:PORT"), Some("127.0.0.1:8080"),
        "Where to listen; port 0 takes a free one.");
    BASE = new("server.base", Form::Text("a folder like / or /shop/"), Some("/"),
        "The sub-folder of the host, the one that the site was built for.");
    DIST = new("server.dist", Form::Text("the path of a folder"), Some("dist"),
        "The built site.");
    PUBLIC_ORIGIN = new("server.public_origin",
        Form::Text("an origin like https://shop.example.com; with http only 127.0.0.1 and localhost"), None,
        "Where browsers find the shop. Requests of other origins may not write, and cookies are for https alone where it \
         is https. Needed where a database is configured, unless `server.addr` is an address of this machine alone: then \
         every http origin of 127.0.0.1 and localhost counts, for development.");
    TRUSTED_PROXIES = new("server.trusted_proxies", Form::List(NETWORK), Some(""),
        "Whose `X-Forwarded-For` is believed: the reverse proxies in front.");
    DATABASE = secret("database.url", Form::Text("sqlite:PATH or postgres://…"),
        "Where the shop keeps everything. Without it the site is served alone, and its backend is in the browser.");
    CONNECTIONS = new("database.connections", whole(1, 1_000), Some("8"),
        "How many connections to the database are open at most.");
    KEPT_ENTRIES = new("database.kept_entries", whole(1, 100_000_000), Some("500000"),
        "How many orders, batches of quota, invoices and the like the accounts that are kept in memory have together at most; \
         each takes about a kilobyte. Any other account is read anew when it is asked for.");
    BODY_BYTES = new("limits.body_bytes", whole(1_024, 268_435_456), Some("8388608"),
        "The largest body that the API takes: 413 above it.");
    REQUEST_SECONDS = new("limits.request_seconds", whole(1, 600), Some("8"),
        "How long the API may take for an answer: 503 after it.");
    CONCURRENT = new("limits.concurrent_requests", whole(1, 100_000), Some("128"),
        "How many requests the API works on at the same time.");
    QUEUED = new("limits.queued_requests", whole(0, 100_000), Some("128"),
        "How many more may wait for their turn: 503 at once for all others.");
    QUEUE_MILLISECONDS = new("limits.queue_milliseconds", whole(0, 60_000), Some("1000"),
        "How long one waits for its turn: 503 after it.");
    REQUESTS_PER_MINUTE = new("limits.requests_per_minute", whole(1, 1_000_000), Some("600"),
        "How many requests to the API one address may make, in one go or spread over a minute: 429 above it. The \
         addresses of one IPv6 network (/64) count as one.");
    WRITES_PER_MINUTE = new("limits.writes_per_minute", whole(1, 1_000_000), Some("120"),
        "The same for what may change something, for each address and for each session.");
    UNCOUNTED = new("limits.uncounted_networks", Form::List(NETWORK), Some(""),
        "Whose requests the two limits above do not count: the e-sign system.");
    OPEN_CONNECTIONS = new("limits.connections", whole(1, 1_000_000), Some("4096"),
        "How many connections are open at the same time; others wait in the system's queue.");
    HEADER_SECONDS = new("limits.header_seconds", whole(1, 600), Some("20"),
        "How long a client may take to send the head of a request, and may keep a connection that it does not use.");
    STALLED_SECONDS = new("limits.stalled_seconds", whole(1, 600), Some("30"),
        "How long a client may take nothing of an answer, before its connection is closed.");
    NOTICE_SECONDS = new("stop.notice_seconds", whole(0, 60), Some("1"),
        "How long `/readyz` already says 503 while new connections are still taken, so that a balancer notices.");
    GRACE_SECONDS = new("stop.grace_seconds", whole(0, 600), Some("8"),
        "How long requests and messages under way may take after that. Not below `limits.request_seconds`, or some are cut; \
         a message to a gateway that is silent may take 16. Service managers kill after 10 s or more.");
    EMBED = new("embed.origins", Form::List("an origin like https://www.example.com"), Some(""),
        "Whose pages may embed the form below `/embed/`.");
    LEADS = new("leads.endpoint", Form::Text("an address like https://crm.example.com/leads"), None,
        "Where the embedded form sends its leads; without it that form cannot be filled in.");
    SMS_GATEWAY = new("sms.gateway", Form::Text("an address like https://sms.example.com/send"), None,
        "The gateway that sends codes by message. Needed where a database is configured, but for a demonstration.");
    SMS_KEY = new("sms.key_id", Form::Text("a text"), None,
        "Who we are to the gateway.");
    SMS_SECRET = secret("sms.secret", Form::Text("a text"),
        "What the gateway knows us by.");
    PARTNERS = secret("partners.keys", Form::List("ID:SECRET, with a secret of at least 32 characters"),
        "The keys that the e-sign system signs its requests with; two while one replaces the other.");
    IDLE_MINUTES = new("session.idle_minutes", whole(1, 43_200), Some("30"),
        "After how long without a request a session ends.");
    ABSOLUTE_HOURS = new("session.absolute_hours", whole(1, 8_760), Some("12"),
        "After how long a session ends all the same.");
    SESSION_SECRET = secret("session.secret", Form::Text("a text of at least 32 characters"),
        "The key of the hashes that codes by message are kept under; with another one, codes on their way are void. Needed \
         where a database is configured, but for a demonstration.");
    LOG_FORMAT = new("log.format", Form::Word(&["text", "json"]), Some("text"),
        "How a line of the log is written, to standard error.");
    LOG_LEVEL = new("log.level", Form::Word(&["error", "warn", "info", "debug"]), Some("info"),
        "What is logged; `info` has a line for each request, `warn` has not.");
}
