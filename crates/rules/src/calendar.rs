//! The shop's calendar: instants are UTC, calendar days are Asia/Shanghai (UTC+8, no daylight saving time).

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A point in time, UTC.
pub type Instant = DateTime<Utc>;

const SHANGHAI_OFFSET: TimeDelta = TimeDelta::hours(8);

/// The date and time that a clock in Shanghai shows.
#[must_use]
pub fn local_time(instant: Instant) -> NaiveDateTime {
    instant.checked_add_signed(SHANGHAI_OFFSET).unwrap_or(DateTime::<Utc>::MAX_UTC).naive_utc()
}

/// The calendar day in Shanghai.
#[must_use]
pub fn local_date(instant: Instant) -> NaiveDate {
    local_time(instant).date()
}

/// A day as a field for dates writes it: `2026-03-01`; `None` for anything else.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = year.len() == 4 && parts.next().is_none() && [year, month, day].into_iter().all(is_number);
    is_day.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)).flatten()
}

/// The instant at which the local day of `instant` began.
#[must_use]
pub fn day_began(instant: Instant) -> Instant {
    let into_day = local_time(instant).time().signed_duration_since(NaiveTime::MIN);
    instant.checked_sub_signed(into_day).unwrap_or(instant)
}

/// The instant at which a year begins in Shanghai, for the years of the calendar.
#[must_use]
pub fn year_began(year: i32) -> Option<Instant> {
    month_began(year, 1)
}

/// The instant at which a month of a year, 1 to 12, begins in Shanghai; `None` for what the calendar has not.
#[must_use]
pub fn month_began(year: i32, month: u32) -> Option<Instant> {
    let local = NaiveDate::from_ymd_opt(year, month, 1)?.and_time(NaiveTime::MIN);
    local.and_utc().checked_sub_signed(SHANGHAI_OFFSET)
}

/// The instant at which a local day begins.
#[must_use]
pub fn date_began(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc().checked_sub_signed(SHANGHAI_OFFSET).unwrap_or(Instant::MIN_UTC)
}

/// The instant at which the week of `instant` began in Shanghai; weeks begin on Monday.
#[must_use]
pub fn week_began(instant: Instant) -> Instant {
    let into_week = TimeDelta::days(i64::from(local_date(instant).weekday().num_days_from_monday()));
    day_began(instant).checked_sub_signed(into_week).unwrap_or(instant)
}

/// Whole calendar days from the local date of `from` to that of `to` (BUY-9).
#[must_use]
pub fn days_between(from: Instant, to: Instant) -> i64 {
    local_date(to).signed_duration_since(local_date(from)).num_days()
}

/// The same local date and time `years` later; 29 February becomes 28 February where there is none.
#[must_use]
pub fn plus_years(instant: Instant, years: u32) -> Instant {
    moved_by_years(instant, i32::try_from(years).ok()).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The same local date and time `years` earlier; 29 February becomes 28 February where there is none.
#[must_use]
pub fn minus_years(instant: Instant, years: u32) -> Instant {
    moved_by_years(instant, i32::try_from(years).ok().and_then(i32::checked_neg)).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn moved_by_years(instant: Instant, years: Option<i32>) -> Option<Instant> {
    let local = local_time(instant);
    let year = local.year().checked_add(years?)?;
    let moved = local.with_year(year).or_else(|| local.with_day(28)?.with_year(year))?;
    moved.and_utc().checked_sub_signed(SHANGHAI_OFFSET)
}

/// The end of what has none: the last second of the year 9999 in Shanghai (ED-5).
pub const NEVER: Instant = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => match day.and_hms_opt(15, 59, 59) {
        Some(time) => time.and_utc(),
        None => DateTime::<Utc>::MAX_UTC,
    },
    None => DateTime::<Utc>::MAX_UTC,
};

/// Calendar days of a period: those left of it, and all of them (BUY-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Days {
    /// Days left.
    pub left: i64,
    /// All days.
    pub whole: i64,
}

/// A half-open period `[start, end)`: `end` is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The first instant inside.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
}

impl Period {
    /// The period of so many whole years from `start` (ED-2).
    #[must_use]
    pub fn of_years(start: Instant, years: u32) -> Self {
        Self { start, end: plus_years(start, years) }
    }

    /// The year number `index` (0 is the first) of a term that began at `start` (ED-5).
    #[must_use]
    pub fn service_year(start: Instant, index: u32) -> Self {
        Self { start: plus_years(start, index), end: plus_years(start, index.saturating_add(1)) }
    }

    /// Whether `instant` is inside.
    #[must_use]
    pub fn contains(self, instant: Instant) -> bool {
        self.start <= instant && instant < self.end
    }

    /// Calendar days of the whole period (BUY-9: `whole`).
    #[must_use]
    pub fn days(self) -> i64 {
        days_between(self.start, self.end)
    }

    /// Calendar days from `now` to the end, or all of them before it begins (BUY-9: `left`).
    #[must_use]
    pub fn days_left(self, now: Instant) -> i64 {
        days_between(now.max(self.start), self.end).max(0)
    }
}
