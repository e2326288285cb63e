//! Whether a catalogue may be put in force from an instant on. A price never changes in retrospect.

use std::fmt::Write;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use rules::Catalogue;
use rules::calendar::Instant;
use rules::catalogue::{CatalogueChange, changes};
use sha2::{Digest, Sha256};
use sql_store::CatalogueVersion;

use super::NOTICE;
use super::periods::periods;

/// From when on a catalogue is to be in force, as the operator says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// As soon as every process can know it.
    Now,
    /// From this instant on.
    At(Instant),
}

/// An instant that is too close, or has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} is too soon: prices never change in retrospect, and every server has to know them before; say --from now for {} or later",
    said(*.asked), said(*.earliest)
)]
pub struct TooSoon {
    asked: Instant,
    earliest: Instant,
}

/// Why a catalogue is not put in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotApplied {
    /// It is already what is in force then.
    #[error("version {number} is this very catalogue, and is in force then; nothing is to be done")]
    Same {
        /// Its number.
        number: u32,
    },
    /// Orders would not say which of the two priced them.
    #[error(
        "version {number} is another catalogue with the name {version:?}, which orders keep: give the file another \"version\""
    )]
    NameIsTaken {
        /// Which has that name.
        number: u32,
        /// The name.
        version: String,
    },
    /// A version in the database that this program does not understand.
    #[error("version {number} in the database cannot be read by this program: use the newer one that wrote it")]
    Unreadable {
        /// Which.
        number: u32,
    },
}

impl Start {
    /// The instant that is meant.
    ///
    /// # Errors
    /// It is too soon.
    pub fn instant(self, now: Instant) -> Result<Instant, TooSoon> {
        let earliest = now.checked_add_signed(NOTICE).unwrap_or(now);
        match self {
            Self::Now => Ok(earliest),
            Self::At(asked) if asked >= earliest => Ok(asked),
            Self::At(asked) => Err(TooSoon { asked, earliest }),
        }
    }
}

impl FromStr for Start {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "now" {
            return Ok(Self::Now);
        }
        let at = DateTime::parse_from_rfc3339(text)
            .map_err(|error| format!("{error}; write it like 2027-01-01T00:00:00+08:00, or now"))?;
        Ok(Self::At(at.with_timezone(&Utc)))
    }
}

/// What a catalogue would change of what is in force at an instant, where it can be put in force from then on.
///
/// # Errors
/// Why it cannot.
pub fn check_application(
    versions: &[CatalogueVersion],
    text: &str,
    catalogue: &Catalogue,
    from: Instant,
) -> Result<Vec<CatalogueChange>, NotApplied> {
    let mut differences = Vec::new();
    for (version, period) in periods(versions) {
        let number = version.number;
        let other = Catalogue::parse(&version.text).map_err(|_| NotApplied::Unreadable { number })?;
        if period.has(from) {
            if version.text == text {
                return Err(NotApplied::Same { number });
            }
            differences = changes(&other, catalogue);
        }
        if other.version == catalogue.version && version.text != text {
            return Err(NotApplied::NameIsTaken { number, version: other.version });
        }
    }
    Ok(differences)
}

/// SHA-256 of a text, hexadecimal.
#[must_use]
pub fn digest_of(text: &str) -> String {
    let hexadecimal = |mut written: String, byte: &u8| {
        // Writing into a text does not fail.
        let _ = write!(written, "{byte:02x}");
        written
    };
    Sha256::digest(text).iter().fold(String::new(), hexadecimal)
}

fn said(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const SHIPPED: &str = include_str!("../../../../public/catalogue.json");

    fn at(second: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::seconds(second)
    }

    fn version(number: u32, from: i64, text: &str) -> CatalogueVersion {
        let (text, digest, note) = (text.to_owned(), String::new(), String::new());
        CatalogueVersion { number, in_force_from: at(from), text, digest, applied_at: at(0), note }
    }

    /// The shipped catalogue under another name, with another price.
    fn named(name: &str, price: u32) -> String {
        let text = SHIPPED.replacen("2026-11-sample.1", name, 1);
        text.replacen("\"yearly_price_fen\": 365000", &format!("\"yearly_price_fen\": {price}"), 1)
    }

    fn check(versions: &[CatalogueVersion], text: &str, from: i64) -> Result<Vec<CatalogueChange>, NotApplied> {
        check_application(versions, text, &Catalogue::parse(text).unwrap(), at(from))
    }

    #[test]
    fn nothing_begins_in_the_past_or_before_everybody_can_know_it() {
        let now = at(100);
        assert_eq!(Start::At(at(130)).instant(now), Ok(at(130)));
        assert_eq!(Start::Now.instant(now), Ok(at(130)));
        for asked in [129, 99] {
            let refused = Start::At(at(asked)).instant(now).unwrap_err();
            assert!(refused.to_string().contains("say --from now for 1970-01-01T00:02:10Z"), "{refused}");
        }
    }

    #[test]
    fn an_instant_has_its_offset() {
        assert_eq!("1970-01-01T08:00:05+08:00".parse(), Ok(Start::At(at(5))));
        assert!("2027-01-01".parse::<Start>().unwrap_err().contains("or now"));
    }

    #[test]
    fn it_is_compared_with_what_is_in_force_then() {
        let versions = [version(1, 0, &named("a", 100)), version(2, 50, &named("b", 200))];
        let price = |from| {
            let found = check(&versions, &named("c", 300), from).unwrap();
            found.iter().find_map(|change| change.before.clone().filter(|before| before.contains('¥')))
        };
        assert_eq!((price(49).as_deref(), price(50).as_deref()), (Some("¥1.00"), Some("¥2.00")));
    }

    #[test]
    fn the_same_again_is_nothing_new() {
        let versions = [version(1, 0, &named("a", 100)), version(2, 50, &named("b", 200))];
        assert_eq!(check(&versions, &named("b", 200), 50), Err(NotApplied::Same { number: 2 }));
        assert!(check(&versions, &named("a", 100), 50).is_ok(), "what was in force before may be again");
    }

    #[test]
    fn two_catalogues_never_have_the_same_name() {
        let versions = [version(1, 0, &named("a", 100)), version(2, 50, &named("b", 200))];
        let taken = NotApplied::NameIsTaken { number: 1, version: "a".to_owned() };
        assert_eq!(check(&versions, &named("a", 300), 50), Err(taken));
    }

    #[test]
    fn the_digest_is_that_of_other_programs() {
        assert_eq!(digest_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
