//! Signed calls: how one is signed, and whether one that arrives is (docs/API.md, "Signed calls").

use api::problem::SignatureFault;
use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta};
use rules::calendar::Instant;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::secret::{is_same, keyed};
use crate::config::PartnerKey;

/// Which key signed.
pub(crate) const KEY_ID: &str = "x-key-id";
/// When, in seconds since 1970 (UTC).
pub(crate) const TIMESTAMP: &str = "x-timestamp";
/// A text that no other call of this key has within the window.
pub(crate) const NONCE: &str = "x-nonce";
/// The signature, in hexadecimal.
pub(crate) const SIGNATURE: &str = "x-signature";

/// How far the clock of whoever signs may be off.
pub(super) const WINDOW: TimeDelta = TimeDelta::minutes(5);
/// For how long a nonce is kept: as long as a call can be in the window.
pub(super) const NONCE_KEPT: TimeDelta = TimeDelta::minutes(11);

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// `POST`, in capitals.
    pub(crate) method: &'a str,
    /// The path with what follows it, as it is sent: `/api/usage/reports?a=b`.
    pub(crate) target: &'a str,
    /// When it is signed, as it is sent.
    pub(crate) timestamp: &'a str,
    /// As it is sent.
    pub(crate) nonce: &'a str,
    /// The body as it is sent; empty where there is none.
    pub(crate) body: &'a [u8],
}

/// What the head of a call says of its signature, by a key that is known and now. Whether the signature is right, and whether
/// the nonce came before, is still to be asked.
#[derive(Debug)]
pub(crate) struct Stated<'a> {
    pub(crate) key: &'a PartnerKey,
    pub(crate) nonce: &'a str,
    timestamp: &'a str,
    signature: &'a str,
}

impl Call<'_> {
    /// What the signature is over: the lines of docs/API.md.
    fn text(&self) -> String {
        let body = hex(&Sha256::digest(self.body));
        format!("{}\n{}\n{}\n{}\n{body}", self.method, self.target, self.timestamp, self.nonce)
    }

    /// The signature with a key.
    pub(crate) fn signature(&self, secret: &SecretString) -> String {
        let text = self.text();
        let signed = keyed(secret.expose_secret().as_bytes(), |mac| hmac::Mac::update(mac, text.as_bytes()));
        signed.map_or_else(String::new, |bytes| hex(&bytes))
    }
}

impl<'a> Stated<'a> {
    /// What the headers of a call say, or what is wrong with that.
    pub(crate) fn read(keys: &'a [PartnerKey], headers: &'a HeaderMap, now: Instant) -> Result<Self, SignatureFault> {
        let (id, timestamp) = (header(headers, KEY_ID, "X-Key-Id")?, header(headers, TIMESTAMP, "X-Timestamp")?);
        let (nonce, signature) = (header(headers, NONCE, "X-Nonce")?, header(headers, SIGNATURE, "X-Signature")?);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if !(16..=64).contains(&nonce.len()) || !nonce.bytes().all(is_plain) {
            return Err(SignatureFault::Header("X-Nonce"));
        }
        let seconds = Some(timestamp).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let at = seconds.and_then(|text| text.parse().ok()).and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        let at = at.ok_or(SignatureFault::Header("X-Timestamp"))?;
        let key = keys.iter().find(|key| key.id == id).ok_or(SignatureFault::UnknownKey)?;
        if now.signed_duration_since(at).abs() > WINDOW {
            return Err(SignatureFault::OutOfTime);
        }
        Ok(Self { key, nonce, timestamp, signature })
    }

    /// Whether this is the signature of the call that it came with.
    pub(crate) fn is_signed(&self, method: &str, target: &str, body: &[u8]) -> bool {
        let call = Call { method, target, timestamp: self.timestamp, nonce: self.nonce, body };
        is_same(&call.signature(&self.key.secret), self.signature)
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str, told: &'static str) -> Result<&'a str, SignatureFault> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().and_then(|value| value.to_str().ok()).filter(|value| !value.is_empty());
    match (value, values.next()) {
        (Some(value), None) => Ok(value),
        _ => Err(SignatureFault::Header(told)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGET: &str = "/api/partner/enterprises/e-1?x=1";
    const BODY: &[u8] = br#"{"name":"A"}"#;
    const NOW: i64 = 1_772_330_400;
    const NONCE_TEXT: &str = "0123456789abcdef";

    fn keys() -> Vec<PartnerKey> {
        let key = |id: &str, secret: &str| PartnerKey { id: id.to_owned(), secret: secret.to_owned().into() };
        vec![key("old", "the key before, of 32 characters!"), key("e-sign", "a key of at least 32 characters!!")]
    }

    fn at(seconds: i64) -> Instant {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn headers(timestamp: i64) -> HeaderMap {
        let timestamp = timestamp.to_string();
        let call = Call { method: "PUT", target: TARGET, timestamp: &timestamp, nonce: NONCE_TEXT, body: BODY };
        let signature = call.signature(&keys()[1].secret);
        let mut headers = HeaderMap::new();
        for (name, value) in [(KEY_ID, "e-sign"), (TIMESTAMP, &timestamp), (NONCE, NONCE_TEXT), (SIGNATURE, &signature)]
        {
            headers.insert(name, value.parse().unwrap());
        }
        headers
    }

    fn fault(headers: &HeaderMap, now: i64) -> Option<SignatureFault> {
        Stated::read(&keys(), headers, at(now)).err()
    }

    fn is_signed(headers: &HeaderMap, method: &str, target: &str, body: &[u8]) -> bool {
        Stated::read(&keys(), headers, at(NOW)).unwrap().is_signed(method, target, body)
    }

    /// The worked example of docs/API.md, made with openssl.
    #[test]
    fn the_example_of_the_documentation_is_signed_so() {
        let call = Call {
            method: "PUT",
            target: "/api/partner/enterprises/e-1",
            timestamp: "1772330400",
            nonce: "0123456789abcdef",
            body: br#"{"name":"A"}"#,
        };
        let secret = "a key of at least 32 characters!!".to_owned().into();
        assert_eq!(call.signature(&secret), "7982cd96aa18bc7f46d1aff2e9271d1a50601dd0954503b47abbc3a7e847df20");
    }

    #[test]
    fn a_signed_call_is_known_with_its_nonce() {
        let (keys, headers) = (keys(), headers(NOW));
        let stated = Stated::read(&keys, &headers, at(NOW)).unwrap();
        assert_eq!((stated.key.id.as_str(), stated.nonce), ("e-sign", NONCE_TEXT));
        assert!(stated.is_signed("PUT", TARGET, BODY));
    }

    #[test]
    fn whatever_of_a_call_is_changed_its_signature_is_wrong() {
        let signed = headers(NOW);
        for (method, target, body) in [
            ("POST", TARGET, BODY),
            ("PUT", "/api/partner/enterprises/e-2?x=1", BODY),
            ("PUT", "/api/partner/enterprises/e-1?x=2", BODY),
            ("PUT", TARGET, br#"{"name":"B"}"#),
        ] {
            assert!(!is_signed(&signed, method, target, body), "{method} {target}");
        }
        for (name, value) in
            [(TIMESTAMP, "1772330401"), (NONCE, "fedcba9876543210"), (KEY_ID, "old"), (SIGNATURE, "00")]
        {
            let mut forged = signed.clone();
            forged.insert(name, value.parse().unwrap());
            assert!(!is_signed(&forged, "PUT", TARGET, BODY), "{name}");
        }
    }

    #[test]
    fn a_call_counts_for_five_minutes_around_its_instant() {
        for (now, expected) in [
            (NOW - 301, Some(SignatureFault::OutOfTime)),
            (NOW - 300, None),
            (NOW + 300, None),
            (NOW + 301, Some(SignatureFault::OutOfTime)),
        ] {
            assert_eq!(fault(&headers(NOW), now), expected, "{now}");
        }
    }

    #[test]
    fn what_is_missing_or_unreadable_is_named() {
        for (name, told) in
            [(KEY_ID, "X-Key-Id"), (TIMESTAMP, "X-Timestamp"), (NONCE, "X-Nonce"), (SIGNATURE, "X-Signature")]
        {
            let mut missing = headers(NOW);
            missing.remove(name);
            assert_eq!(fault(&missing, NOW), Some(SignatureFault::Header(told)));
            let mut twice = headers(NOW);
            twice.append(name, "x".parse().unwrap());
            assert_eq!(fault(&twice, NOW), Some(SignatureFault::Header(told)));
        }
        for (name, value, told) in [
            (NONCE, "short", "X-Nonce"),
            (NONCE, "0123456789 abcdef", "X-Nonce"),
            (TIMESTAMP, "now", "X-Timestamp"),
            (TIMESTAMP, "-1", "X-Timestamp"),
        ] {
            let mut unreadable = headers(NOW);
            unreadable.insert(name, value.parse().unwrap());
            assert_eq!(fault(&unreadable, NOW), Some(SignatureFault::Header(told)), "{value}");
        }
        let mut unknown = headers(NOW);
        unknown.insert(KEY_ID, "nobody".parse().unwrap());
        assert_eq!(fault(&unknown, NOW), Some(SignatureFault::UnknownKey));
    }
}
