//! What is in force from an instant on, until the next is: planned ahead, so that everybody changes over by the clock alone.

use std::sync::{Arc, PoisonError, RwLock};

use rules::Catalogue;
use rules::calendar::Instant;

/// Values with the instants from which they are in force. There is one at every instant.
#[derive(Debug)]
pub struct Schedule<T> {
    planned: RwLock<Planned<T>>,
}

#[derive(Debug)]
struct Planned<T> {
    /// What was in force before all others.
    first: T,
    /// In the order of their instants, each different.
    later: Vec<(Instant, T)>,
}

impl<T: Clone> Schedule<T> {
    /// One value that has always been in force.
    pub const fn always(first: T) -> Self {
        Self { planned: RwLock::new(Planned { first, later: Vec::new() }) }
    }

    /// Puts a value in force from an instant on; another one that was planned for this very instant gives way.
    pub fn plan(&self, from: Instant, value: T) {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        let mut planned = self.planned.write().unwrap_or_else(PoisonError::into_inner);
        match planned.later.binary_search_by_key(&from, |(from, _)| *from) {
            Ok(place) => {
                if let Some(entry) = planned.later.get_mut(place) {
                    entry.1 = value;
                }
            }
            Err(place) => planned.later.insert(place, (from, value)),
        }
    }

    /// Forgets what was in force before what is in force at an instant. Whoever asks for an earlier one is given that.
    pub fn forget_before(&self, now: Instant) {
        let mut planned = self.planned.write().unwrap_or_else(PoisonError::into_inner);
        let begun = planned.later.iter().take_while(|(from, _)| *from <= now).count();
        let in_force = planned.later.drain(..begun).next_back();
        if let Some((_, value)) = in_force {
            planned.first = value;
        }
    }

    /// What is in force at an instant.
    pub fn at(&self, now: Instant) -> T {
        let planned = self.planned.read().unwrap_or_else(PoisonError::into_inner);
        let begun = planned.later.iter().rev().find(|(from, _)| *from <= now);
        begun.map_or(&planned.first, |(_, value)| value).clone()
    }
}

/// What is sold, at every instant; shared by all who decide in this process.
#[derive(Clone, Debug)]
pub struct Catalogues(Arc<Schedule<Arc<Catalogue>>>);

impl Catalogues {
    /// One catalogue for ever.
    #[must_use]
    pub fn always(catalogue: impl Into<Arc<Catalogue>>) -> Self {
        Self(Arc::new(Schedule::always(catalogue.into())))
    }

    /// Sells by another one from an instant on. Whoever plans for an instant that has passed changes prices in retrospect.
    pub fn plan(&self, from: Instant, catalogue: impl Into<Arc<Catalogue>>) {
        self.0.plan(from, catalogue.into());
    }

    /// What is sold at an instant.
    #[must_use]
    pub fn at(&self, now: Instant) -> Arc<Catalogue> {
        self.0.at(now)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn planned(plans: &[(i64, &'static str)]) -> Schedule<&'static str> {
        let schedule = Schedule::always("first");
        for (from, value) in plans {
            schedule.plan(at(*from), value);
        }
        schedule
    }

    #[test]
    fn each_is_in_force_from_its_instant_until_the_next() {
        let schedule = planned(&[(20, "third"), (10, "second")]);
        let found = [-5, 9, 10, 19, 20, 99].map(|second| schedule.at(at(second)));
        assert_eq!(found, ["first", "first", "second", "second", "third", "third"]);
    }

    #[test]
    fn what_is_over_is_forgotten_and_what_is_in_force_or_to_come_stays() {
        let schedule = planned(&[(10, "second"), (20, "third"), (30, "fourth")]);
        schedule.forget_before(at(20));
        let found = [5, 20, 29, 30].map(|second| schedule.at(at(second)));
        assert_eq!(found, ["third", "third", "third", "fourth"]);
    }

    #[test]
    fn what_is_planned_later_for_the_same_instant_counts() {
        assert_eq!(planned(&[(10, "mistaken"), (10, "right")]).at(at(10)), "right");
    }
}
