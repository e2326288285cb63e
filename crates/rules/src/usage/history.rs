//! Use over time: what was taken, came back and became void, by days, weeks and months of the calendar in Shanghai.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{LedgerEntry, Progress};
use crate::calendar::local_date;
use crate::vocabulary::QuotaKind;

/// What happened to the units of one kind on one local day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayUse {
    /// The day.
    pub day: NaiveDate,
    /// Of which kind.
    pub quota: QuotaKind,
    /// How many.
    pub units: UnitsUsed,
}

/// Numbers of units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitsUsed {
    /// Taken (QUOTA-1).
    pub taken: u64,
    /// Given back by a withdrawal, counted when it was withdrawn (QUOTA-2).
    pub returned: u64,
    /// Withdrawn after the batch had ended, and so not given back (QUOTA-2).
    pub void: u64,
}

impl UnitsUsed {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            taken: self.taken.saturating_add(other.taken),
            returned: self.returned.saturating_add(other.returned),
            void: self.void.saturating_add(other.void),
        }
    }
}

/// What a row that is new or changed adds to the days: its taking where it is new, its end where that is new.
#[must_use]
pub fn days_of_change(before: Option<&LedgerEntry>, after: &LedgerEntry) -> Vec<DayUse> {
    let on = |at, units| DayUse { day: local_date(at), quota: after.quota, units };
    let mut days = Vec::new();
    if before.is_none() {
        days.push(on(after.at, UnitsUsed { taken: 1, ..UnitsUsed::default() }));
    }
    if before.is_none_or(|before| before.progress != after.progress) {
        match after.progress {
            Progress::Returned { at, .. } => days.push(on(at, UnitsUsed { returned: 1, ..UnitsUsed::default() })),
            Progress::Void { at } => days.push(on(at, UnitsUsed { void: 1, ..UnitsUsed::default() })),
            _ => {}
        }
    }
    days
}

/// The sum of some days.
pub fn sum_of_days<'a>(days: impl IntoIterator<Item = &'a DayUse>) -> UnitsUsed {
    days.into_iter().fold(UnitsUsed::default(), |sum, day| sum.plus(day.units))
}

/// Local days, both ends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayRange {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// How long the steps are in which use is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month of the calendar.
    Month,
}

impl Step {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Its name in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The first day of the step that a day is in.
    fn began(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
            Self::Month => day.with_day(1),
        }
        .unwrap_or(day)
    }

    fn next(self, began: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => began.succ_opt(),
            Self::Week => began.checked_add_days(Days::new(7)),
            Self::Month => began.checked_add_months(Months::new(1)),
        }
    }
}

/// The use of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepUse {
    /// Its days; the first and the last step of a range may be cut by it.
    pub range: DayRange,
    /// What happened in it.
    pub units: UnitsUsed,
}

/// The steps of a range in order, those without use too. A range has no more steps than `most`: where it would have more,
/// the step grows, and where a month is still too short, what is older than so many months is left out.
#[must_use]
pub fn over_time(days: &[DayUse], range: DayRange, step: Step, most: usize) -> (Step, Vec<StepUse>) {
    let fitting =
        Step::ALL.into_iter().filter(|longer| *longer >= step).map(|step| (step, steps(range, step, most + 1)));
    let mut shown = (Step::Month, Vec::new());
    for candidate in fitting {
        shown = candidate;
        if shown.1.len() <= most {
            break;
        }
    }
    let (step, mut ranges) = shown;
    ranges.truncate(most);
    ranges.reverse();
    let mut used: Vec<StepUse> =
        ranges.into_iter().map(|range| StepUse { range, units: UnitsUsed::default() }).collect();
    for day in days {
        let place = used.partition_point(|step| step.range.last < day.day);
        if let Some(step) = used.get_mut(place).filter(|step| step.range.first <= day.day) {
            step.units = step.units.plus(day.units);
        }
    }
    (step, used)
}

/// At most so many steps of a range, the latest first.
fn steps(range: DayRange, step: Step, most: usize) -> Vec<DayRange> {
    let mut found = Vec::new();
    let mut last = range.last;
    while found.len() < most && range.first <= last {
        let began = step.began(last);
        let first = began.max(range.first);
        let until = step.next(began).and_then(|next| next.pred_opt()).unwrap_or(last);
        found.push(DayRange { first, last: until.min(last) });
        match began.pred_opt() {
            Some(before) => last = before,
            None => break,
        }
    }
    found
}
