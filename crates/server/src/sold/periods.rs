//! From when until when each version of the catalogue is in force.

use rules::calendar::Instant;
use sql_store::CatalogueVersion;

/// When a version is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From an instant on, until another one where a later one follows.
    InForce {
        /// The first instant.
        from: Instant,
        /// The first instant at which it is no longer.
        until: Option<Instant>,
    },
    /// Never, since another one took its place before.
    Replaced,
}

impl Period {
    /// Whether it is in force at an instant.
    #[must_use]
    pub fn has(self, now: Instant) -> bool {
        match self {
            Self::InForce { from, until } => from <= now && until.is_none_or(|until| now < until),
            Self::Replaced => false,
        }
    }
}

/// The versions with their periods, in the order of their numbers: each is in force until the next instant from which another one
/// is, and of several from the same instant the last one that was added.
#[must_use]
pub fn periods(versions: &[CatalogueVersion]) -> Vec<(&CatalogueVersion, Period)> {
    let period = |version: &CatalogueVersion| {
        let from = version.in_force_from;
        let is_other = |other: &&CatalogueVersion| other.in_force_from == from && other.number > version.number;
        if versions.iter().any(|other| is_other(&other)) {
            return Period::Replaced;
        }
        let until = versions.iter().map(|other| other.in_force_from).filter(|other| *other > from).min();
        Period::InForce { from, until }
    };
    versions.iter().map(|version| (version, period(version))).collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(second: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::seconds(second)
    }

    fn versions(from: &[i64]) -> Vec<CatalogueVersion> {
        let version = |(number, from): (u32, &i64)| CatalogueVersion {
            number,
            in_force_from: at(*from),
            text: String::new(),
            digest: String::new(),
            applied_at: at(0),
            note: String::new(),
        };
        (1..).zip(from).map(version).collect()
    }

    fn periods_of(from: &[i64]) -> Vec<Period> {
        periods(&versions(from)).into_iter().map(|(_, period)| period).collect()
    }

    #[test]
    fn each_ends_where_the_next_begins_in_whatever_order_they_were_added() {
        let in_force = |from, until: Option<i64>| Period::InForce { from: at(from), until: until.map(at) };
        let expected = [in_force(0, Some(10)), in_force(20, None), in_force(10, Some(20))];
        assert_eq!(periods_of(&[0, 20, 10]), expected);
    }

    #[test]
    fn of_two_from_the_same_instant_the_first_is_never_in_force() {
        let found = periods_of(&[0, 10, 10]);
        assert_eq!((found[1], found[2]), (Period::Replaced, Period::InForce { from: at(10), until: None }));
    }

    #[test]
    fn it_is_in_force_at_its_first_instant_and_not_at_the_next_one_s() {
        let first = periods_of(&[10, 20])[0];
        assert_eq!([9, 10, 19, 20].map(|second| first.has(at(second))), [false, true, true, false]);
    }
}
