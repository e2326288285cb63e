//! Which part of the time axis is looked at, and how closely.

use std::fmt;
use std::str::FromStr;

use chrono::Datelike;

use super::{Axis, Stretch};
use crate::calendar::{Instant, NEVER, Period, local_date, month_began, plus_years};

/// How closely the axis is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// Year by year, and everything that is known.
    #[default]
    Year,
    /// Four quarters.
    Quarter,
    /// Three months.
    Month,
}

impl Zoom {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Year, Self::Quarter, Self::Month];

    /// Its name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    /// The zoom with this name in addresses.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zoom| zoom.code() == code)
    }

    /// Months of one unit.
    pub(super) const fn months(self) -> i32 {
        match self {
            Self::Year => 12,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }
}

/// A month of the calendar in Shanghai, from January 1970 to December 2999: `2026-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

impl Month {
    const FIRST: i32 = 1970 * 12;
    const LAST: i32 = 2999 * 12 + 11;

    /// The month of an instant, or the nearest that there is.
    #[must_use]
    pub fn of(instant: Instant) -> Self {
        let day = local_date(instant);
        let months = day.year().saturating_mul(12).saturating_add(i32::try_from(day.month0()).unwrap_or(0));
        Self(months.clamp(Self::FIRST, Self::LAST))
    }

    /// So many months later, or earlier; at the edges the last or the first that there is.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months).clamp(Self::FIRST, Self::LAST))
    }

    /// The instant at which it begins.
    #[must_use]
    pub fn began(self) -> Instant {
        let month = u32::try_from(self.0.rem_euclid(12)).unwrap_or(0).saturating_add(1);
        month_began(self.0.div_euclid(12), month).unwrap_or(Instant::UNIX_EPOCH)
    }

    /// The first month of the year, quarter or month that it is in.
    pub(super) const fn first_of(self, zoom: Zoom) -> Self {
        Self(self.0 - self.0.rem_euclid(zoom.months()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

/// A text that names no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is a year from 1970 to 2999 and a number from 01 to 12, as in 2026-10")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let is_number = |part: &str, digits| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(year, 4) || !is_number(month, 2) {
            return Err(NotAMonth);
        }
        let (year, month): (i32, i32) = (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
        let months = year * 12 + month - 1;
        if !(1..=12).contains(&month) || !(Self::FIRST..=Self::LAST).contains(&months) {
            return Err(NotAMonth);
        }
        Ok(Self(months))
    }
}

/// How closely the axis is looked at, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineView {
    /// How closely.
    pub zoom: Zoom,
    /// Around which month; today's where it is not said.
    pub at: Option<Month>,
}

impl TimelineView {
    /// Whether it shows what there is from now on, as whoever has not moved it yet sees it.
    #[must_use]
    pub const fn is_from_now_on(self) -> bool {
        matches!(self, Self { zoom: Zoom::Year, at: None })
    }

    /// The part of the axis that it shows: from now on, everything that is not over; else as many whole years, the
    /// quarter with the one before and the two after it, or the month with its neighbours.
    #[must_use]
    pub fn axis(self, stretches: &[Stretch], now: Instant) -> Axis {
        let month = self.at.unwrap_or_else(|| Month::of(now)).first_of(self.zoom);
        let months = |from: Month, number: i32| Period { start: from.began(), end: from.plus(number).began() };
        let window = match self.zoom {
            Zoom::Year => {
                let all = from_now_on(stretches, now);
                let years = local_date(all.end).year().saturating_sub(local_date(all.start).year()).saturating_add(1);
                if self.at.is_none() { all } else { months(month, years.saturating_mul(12)) }
            }
            Zoom::Quarter => months(month.plus(-3), 12),
            Zoom::Month => months(month.plus(-1), 3),
        };
        Axis { window, zoom: self.zoom }
    }

    /// So many units later, or earlier, than what `axis` shows.
    #[must_use]
    pub fn moved(self, units: i32, axis: Axis, now: Instant) -> Self {
        let shown = if self.is_from_now_on() { axis.window.start } else { now };
        let from = self.at.unwrap_or_else(|| Month::of(shown)).first_of(self.zoom);
        Self { at: Some(from.plus(units.saturating_mul(self.zoom.months()))), ..self }
    }

    /// Whether a stretch is shown: from now on, all that is not over; else all that has a part inside.
    #[must_use]
    pub fn shows(self, stretch: &Stretch, axis: Axis) -> bool {
        if self.is_from_now_on() { !stretch.is_over() } else { axis.part(stretch.period).is_some() }
    }
}

/// From the first beginning to the last end of what is not over, with now inside; a year where nothing has an end.
fn from_now_on(stretches: &[Stretch], now: Instant) -> Period {
    let open = || stretches.iter().filter(|stretch| !stretch.is_over()).map(|stretch| stretch.period);
    let start = open().map(|period| period.start).fold(now, Instant::min);
    let end = open().map(|period| period.end).filter(|end| *end < NEVER).fold(now, Instant::max);
    Period { start, end: if end > now { end } else { plus_years(now, 1) } }
}
