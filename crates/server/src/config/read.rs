//! From what was given to a configuration: each key, then what contradicts another.

use std::collections::HashSet;
use std::time::Duration;

use api::{Endpoint, Origin};
use tracing::Level;

use super::given::{Gathered, Sources};
use super::mistake::Mistakes;
use super::place::{DatabasePlace, Networks, PublicOrigin, listening_address, listens_to_this_machine, network};
use super::reader::Reader;
use super::{
    Configuration, Database, Limits, LogFormat, LogRules, PartnerKey, ServerRules, SessionRules, SmsGateway, Stop, key,
};
use crate::base::Base;

/// Shorter keys of hashes and signatures can be guessed.
const SHORTEST_SECRET: usize = 32;

pub(super) fn read(sources: &Sources) -> Result<Configuration, Mistakes> {
    let mut reader = Reader::of(Gathered::from(sources));
    let database = database(&mut reader, sources);
    let is_real = database.is_some() && !sources.is_demonstration;
    let configuration = Configuration {
        server: server(&mut reader, is_real),
        database,
        is_demonstration: sources.is_demonstration,
        limits: limits(&mut reader),
        stop: Stop {
            notice: seconds(&mut reader, &key::NOTICE_SECONDS),
            grace: seconds(&mut reader, &key::GRACE_SECONDS),
        },
        embedding: reader.list(&key::EMBED, |text| Origin::try_from(text.to_owned()).ok()),
        leads: reader.one(&key::LEADS, endpoint),
        sms: sms(&mut reader, is_real),
        partners: partners(&mut reader),
        session: session(&mut reader, is_real),
        log: log(&mut reader),
        effective: Vec::new(),
    };
    let (mistakes, effective) = reader.finish();
    if mistakes.is_empty() { Ok(Configuration { effective, ..configuration }) } else { Err(Mistakes(mistakes)) }
}

fn database(reader: &mut Reader, sources: &Sources) -> Option<Database> {
    let given = reader.one(&key::DATABASE, DatabasePlace::parse);
    let connections = reader.whole(&key::CONNECTIONS);
    let kept_entries = reader.whole(&key::KEPT_ENTRIES);
    let of_demonstration = || match &sources.demonstration_folder {
        Some(folder) => DatabasePlace::Sqlite(folder.join("esign-store.sqlite")),
        None => DatabasePlace::Forgotten,
    };
    let place = given.or_else(|| sources.is_demonstration.then(of_demonstration))?;
    Some(Database { place, connections, kept_entries })
}

fn server(reader: &mut Reader, is_real: bool) -> ServerRules {
    let addr = reader.one(&key::ADDR, listening_address).unwrap_or_default();
    let base = reader.one(&key::BASE, |text| text.parse::<Base>().ok()).unwrap_or_default();
    let dist = reader.one(&key::DIST, |text| (!text.is_empty()).then(|| text.into())).unwrap_or_default();
    let public_origin = reader.one(&key::PUBLIC_ORIGIN, PublicOrigin::parse);
    if public_origin.is_none() && is_real && !addr.is_empty() && !listens_to_this_machine(&addr) {
        reader.need(&key::PUBLIC_ORIGIN, "others than this machine reach the shop, and only its own pages may write");
    }
    let public_origin = public_origin.unwrap_or(PublicOrigin::ThisMachine);
    let trusted_proxies = Networks::of(reader.list(&key::TRUSTED_PROXIES, network));
    ServerRules { addr, base, dist, public_origin, trusted_proxies }
}

fn limits(reader: &mut Reader) -> Limits {
    Limits {
        body_bytes: reader.whole(&key::BODY_BYTES),
        request: seconds(reader, &key::REQUEST_SECONDS),
        concurrent_requests: reader.whole(&key::CONCURRENT),
        queued_requests: reader.whole(&key::QUEUED),
        queue: Duration::from_millis(reader.whole(&key::QUEUE_MILLISECONDS).into()),
        requests_per_minute: reader.whole(&key::REQUESTS_PER_MINUTE),
        writes_per_minute: reader.whole(&key::WRITES_PER_MINUTE),
        uncounted_networks: Networks::of(reader.list(&key::UNCOUNTED, network)),
        connections: reader.whole(&key::OPEN_CONNECTIONS),
        header: seconds(reader, &key::HEADER_SECONDS),
        stalled: seconds(reader, &key::STALLED_SECONDS),
    }
}

/// Each id once: of two keys with the same id, one would never count.
fn partners(reader: &mut Reader) -> Vec<PartnerKey> {
    let keys = reader.list(&key::PARTNERS, partner);
    let mut known = HashSet::new();
    for PartnerKey { id, .. } in keys.iter().filter(|key| !known.insert(&key.id)) {
        let place = reader.place(&key::PARTNERS);
        reader.note(&key::PARTNERS, place, format!("{id} is there twice: give each key an id of its own"));
    }
    keys
}

/// All three or none; a shop without them lets nobody sign in.
fn sms(reader: &mut Reader, is_real: bool) -> Option<SmsGateway> {
    let gateway = reader.one(&key::SMS_GATEWAY, endpoint);
    let key_id = reader.one(&key::SMS_KEY, not_empty);
    let secret = reader.one(&key::SMS_SECRET, not_empty);
    let is_wanted = is_real || gateway.is_some() || key_id.is_some() || secret.is_some();
    let why = "the gateway of messages needs its address, its key and its secret, and nobody signs in without it";
    for (key, is_there) in [
        (&key::SMS_GATEWAY, gateway.is_some()),
        (&key::SMS_KEY, key_id.is_some()),
        (&key::SMS_SECRET, secret.is_some()),
    ] {
        if is_wanted && !is_there {
            reader.need(key, why);
        }
    }
    Some(SmsGateway { endpoint: gateway?, key_id: key_id?, secret: secret?.into() })
}

fn session(reader: &mut Reader, is_real: bool) -> SessionRules {
    let minutes = u64::from(reader.whole(&key::IDLE_MINUTES));
    let hours = u64::from(reader.whole(&key::ABSOLUTE_HOURS));
    if minutes > hours.saturating_mul(60) {
        let what = format!("{minutes} minutes are longer than the {hours} hours of session.absolute_hours: lower it");
        let place = reader.place(&key::IDLE_MINUTES);
        reader.note(&key::IDLE_MINUTES, place, what);
    }
    let secret = reader.one(&key::SESSION_SECRET, |text| is_long(text).then(|| text.to_owned()));
    if secret.is_none() && is_real {
        reader.need(&key::SESSION_SECRET, "codes by message are kept under hashes, and this is their key");
    }
    SessionRules {
        idle: Duration::from_secs(minutes.saturating_mul(60)),
        absolute: Duration::from_secs(hours.saturating_mul(3_600)),
        secret: secret.map(Into::into),
    }
}

fn log(reader: &mut Reader) -> LogRules {
    let format = reader.one(&key::LOG_FORMAT, |text| match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    });
    let level = reader.one(&key::LOG_LEVEL, |text| match text {
        "error" => Some(Level::ERROR),
        "warn" => Some(Level::WARN),
        "info" => Some(Level::INFO),
        "debug" => Some(Level::DEBUG),
        _ => None,
    });
    LogRules { format: format.unwrap_or(LogFormat::Text), level: level.unwrap_or(Level::INFO) }
}

fn seconds(reader: &mut Reader, key: &'static key::Key) -> Duration {
    Duration::from_secs(reader.whole(key).into())
}

fn endpoint(text: &str) -> Option<Endpoint> {
    Endpoint::try_from(text.to_owned()).ok()
}

fn not_empty(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

fn is_long(secret: &str) -> bool {
    secret.chars().count() >= SHORTEST_SECRET
}

fn partner(text: &str) -> Option<PartnerKey> {
    let (id, secret) = text.split_once(':')?;
    let is_id = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    (is_id && is_long(secret)).then(|| PartnerKey { id: id.to_owned(), secret: secret.to_owned().into() })
}
