//! What the usage page shows: a kind, a period, the steps of the chart, a page of the ledger.

use chrono::{Days, NaiveDate};
use leptos_router::params::ParamsMap;
use rules::usage::{DayRange, Step};
use rules::vocabulary::QuotaKind;

/// What the usage page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsageView {
    /// Of which kind.
    pub quota: QuotaKind,
    /// Of which days.
    pub period: UsagePeriod,
    /// In which steps; `None` for those that fit the period.
    pub step: Option<Step>,
    /// Which page of the ledger; the first is 1.
    pub page: u64,
}

/// A period of use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UsagePeriod {
    /// Today and the 29 days before it.
    Month,
    /// Today and the 89 days before it.
    #[default]
    Quarter,
    /// Today and the 364 days before it.
    Year,
    /// From the first batch on.
    All,
    /// Some days, the first not after the last.
    Days(DayRange),
}

impl Default for UsageView {
    fn default() -> Self {
        Self { quota: QuotaKind::Contract, period: UsagePeriod::default(), step: None, page: 1 }
    }
}

impl UsagePeriod {
    /// The periods that have a name.
    pub const NAMED: [Self; 4] = [Self::Month, Self::Quarter, Self::Year, Self::All];

    /// Its days, where something was had since `first`.
    #[must_use]
    pub fn range(self, first: NaiveDate, today: NaiveDate) -> DayRange {
        let last_days =
            |days: u64| DayRange { first: today.checked_sub_days(Days::new(days - 1)).unwrap_or(today), last: today };
        match self {
            Self::Month => last_days(30),
            Self::Quarter => last_days(90),
            Self::Year => last_days(365),
            Self::All => DayRange { first: first.min(today), last: today },
            Self::Days(range) => range,
        }
    }

    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Month => Some("month"),
            Self::Year => Some("year"),
            Self::All => Some("all"),
            Self::Quarter | Self::Days(_) => None,
        }
    }
}

impl UsageView {
    /// What an address asks for; what cannot be read is as if it were not there.
    #[must_use]
    pub fn from_query(query: &ParamsMap) -> Self {
        let part = |name: &str| query.get(name);
        let quota = QuotaKind::ALL.into_iter().find(|quota| part("kind").as_deref() == Some(quota.code()));
        let named = UsagePeriod::NAMED
            .into_iter()
            .find(|period| period.code().is_some() && part("period").as_deref() == period.code());
        let day = |name| part(name).and_then(|text| text.parse::<NaiveDate>().ok());
        let days = day("from").zip(day("to")).and_then(|(first, last)| range_of(first, last));
        Self {
            quota: quota.unwrap_or(QuotaKind::Contract),
            period: named.or(days.map(UsagePeriod::Days)).unwrap_or_default(),
            step: Step::ALL.into_iter().find(|step| part("step").as_deref() == Some(step.code())),
            page: part("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
        }
    }

    pub(super) fn query(self) -> String {
        let mut parts = Vec::new();
        if self.quota != QuotaKind::Contract {
            parts.push(format!("kind={}", self.quota.code()));
        }
        if let Some(code) = self.period.code() {
            parts.push(format!("period={code}"));
        }
        if let UsagePeriod::Days(DayRange { first, last }) = self.period {
            parts.push(format!("from={first}&to={last}"));
        }
        if let Some(step) = self.step {
            parts.push(format!("step={}", step.code()));
        }
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

/// The days from one to another; `None` where they are the wrong way round.
#[must_use]
pub fn range_of(first: NaiveDate, last: NaiveDate) -> Option<DayRange> {
    (first <= last).then_some(DayRange { first, last })
}
