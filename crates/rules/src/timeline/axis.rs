//! The part of the time axis that is shown, and what divides it.

use chrono::TimeDelta;

use super::{Month, Zoom};
use crate::calendar::{Instant, Period, week_began};

/// The part of the time axis that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// From when until when.
    pub window: Period,
    /// How closely it is looked at.
    pub zoom: Zoom,
}

impl Axis {
    /// What of a period is inside; `None` where nothing is.
    #[must_use]
    pub fn part(self, period: Period) -> Option<Period> {
        let part = Period { start: period.start.max(self.window.start), end: period.end.min(self.window.end) };
        (part.start < part.end).then_some(part)
    }

    /// Where the years, quarters or months begin that have a part inside; the first where the axis does.
    #[must_use]
    pub fn units(self) -> Vec<Instant> {
        self.beginnings(self.zoom).map(|began| began.max(self.window.start)).collect()
    }

    /// Where finer parts begin: quarters of up to six years, months of quarters, weeks of months.
    #[must_use]
    pub fn finer(self) -> Vec<Instant> {
        const LONGEST: TimeDelta = TimeDelta::days(6 * 366);
        let length = self.window.end.signed_duration_since(self.window.start);
        match self.zoom {
            Zoom::Year if length > LONGEST => Vec::new(),
            Zoom::Year => self.inside(self.beginnings(Zoom::Quarter)),
            Zoom::Quarter => self.inside(self.beginnings(Zoom::Month)),
            Zoom::Month => {
                let next = |week: &Instant| week.checked_add_signed(TimeDelta::weeks(1));
                let weeks = std::iter::successors(Some(week_began(self.window.start)), next);
                self.inside(weeks.take_while(|week| *week < self.window.end))
            }
        }
    }

    /// The beginnings of all units that have a part inside, the first perhaps before the axis.
    fn beginnings(self, unit: Zoom) -> impl Iterator<Item = Instant> {
        /// More than fit on any screen: an axis of many centuries divides no further.
        const MOST: usize = 200;
        let end = self.window.end;
        let first = Month::of(self.window.start).first_of(unit);
        let next = move |month: &Month| {
            let next = month.plus(unit.months());
            (next > *month && next.began() < end).then_some(next)
        };
        std::iter::successors(Some(first), next).take(MOST).map(Month::began)
    }

    fn inside(self, instants: impl Iterator<Item = Instant>) -> Vec<Instant> {
        instants.filter(|instant| self.window.contains(*instant)).collect()
    }
}
