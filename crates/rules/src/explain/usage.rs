//! The sentences about what is left: where it came from, what ends soon, and what becomes of it.

use crate::account::{BatchSource, Change, Changed};
use crate::calendar::{NEVER, date_began};
use crate::catalogue::Catalogue;
use crate::format::{date, date_time, day, days, month, short_day};
use crate::usage::{Clearing, Forecast, Pace, Step, StepUse};
use crate::vocabulary::{EXPERIENCE, EditionCode, Language, QuotaKind};

use super::units;

/// Where a batch came from, in a few words.
#[must_use]
pub fn batch_source(source: &BatchSource, catalogue: &Catalogue, language: Language) -> String {
    match (source, language) {
        (BatchSource::Edition { edition, .. }, Language::Chinese) => {
            format!("{}包含", catalogue.edition_name(edition, language))
        }
        (BatchSource::Edition { edition, .. }, Language::English) => {
            format!("Included in {}", catalogue.edition_name(edition, language))
        }
        (BatchSource::Packs { add_on, .. }, _) => catalogue.add_on_name(add_on, language).to_owned(),
        (BatchSource::Trial, Language::Chinese) => "试用".to_owned(),
        (BatchSource::Trial, Language::English) => "Trial".to_owned(),
        (BatchSource::Experience, _) => catalogue.edition_name(&EditionCode::new(EXPERIENCE), language).to_owned(),
    }
}

/// That something ends soon; empty for changes that are no end (ADD-9, ED-6, TRIAL-5).
#[must_use]
pub fn ending(change: &Change, catalogue: &Catalogue, language: Language) -> String {
    let at = date_time(change.at, language);
    match (&change.what, language) {
        (Changed::EditionLapses { edition }, Language::Chinese) => {
            format!("{}将于 {at} 到期。", catalogue.edition_name(edition, language))
        }
        (Changed::EditionLapses { edition }, Language::English) => {
            format!("{} ends on {at}.", catalogue.edition_name(edition, language))
        }
        (Changed::TrialEnds { edition }, Language::Chinese) => {
            format!("{}的试用将于 {at} 结束。", catalogue.edition_name(edition, language))
        }
        (Changed::TrialEnds { edition }, Language::English) => {
            format!("The trial of {} ends on {at}.", catalogue.edition_name(edition, language))
        }
        (Changed::IntegrationEnds { add_on }, Language::Chinese) => {
            format!("{}将于 {at} 到期。", catalogue.add_on_name(add_on, language))
        }
        (Changed::IntegrationEnds { add_on }, Language::English) => {
            format!("{} ends on {at}.", catalogue.add_on_name(add_on, language))
        }
        (Changed::BatchCleared { quota, left, .. }, Language::Chinese) => {
            format!("剩余的 {}将于 {at} 清零。", units(*quota, u64::from(*left), language))
        }
        (Changed::BatchCleared { quota, left, .. }, Language::English) => {
            format!("{} not used yet will be cleared on {at}.", units(*quota, u64::from(*left), language))
        }
        (
            Changed::OrderExpires { .. }
            | Changed::BindingLapses { .. }
            | Changed::EditionBegins { .. }
            | Changed::BatchOpens { .. },
            _,
        ) => String::new(),
    }
}

/// How fast units were spent lately.
#[must_use]
pub fn pace(pace: Pace, quota: QuotaKind, language: Language) -> String {
    let (lately, used) = (days(i64::from(pace.days), language), units(quota, pace.units, language));
    match language {
        Language::Chinese => format!("最近 {lately}使用了 {used}（已扣除退回）。"),
        Language::English => format!("Used in the last {lately}, less what came back: {used}."),
    }
}

/// What becomes of what is left at this pace, a sentence each.
#[must_use]
pub fn forecast(forecast: &Forecast, quota: QuotaKind, language: Language) -> Vec<String> {
    let clearing = |one: &Clearing| {
        let (at, lost) = (date(one.at, language), units(quota, one.units, language));
        match language {
            Language::Chinese => format!("按这个速度，到 {at} 会有 {lost}到期清零。"),
            Language::English => format!("At this pace, {lost} will be cleared on {at}."),
        }
    };
    let mut sentences: Vec<String> = forecast.cleared.iter().filter(|one| one.at < NEVER).map(clearing).collect();
    if let Some(used_up) = forecast.used_up {
        let at = date(used_up, language);
        sentences.push(match language {
            Language::Chinese => format!("按这个速度，预计 {at} 用完。"),
            Language::English => format!("At this pace, nothing is left from {at}."),
        });
    }
    if sentences.is_empty() {
        sentences.push(match language {
            Language::Chinese => "按这个速度，不会用完，也不会清零。".to_owned(),
            Language::English => "At this pace, it lasts, and nothing is cleared.".to_owned(),
        });
    }
    sentences
}

/// The days of a step in words.
#[must_use]
pub fn step(one: &StepUse, step: Step, language: Language) -> String {
    match step {
        Step::Day => day(one.range.first, language),
        Step::Week if one.range.first == one.range.last => day(one.range.first, language),
        Step::Week => format!("{} – {}", day(one.range.first, language), short_day(one.range.last, language)),
        Step::Month => month(date_began(one.range.first), language),
    }
}

/// The same where there is little room.
#[must_use]
pub fn short_step(one: &StepUse, step: Step, language: Language) -> String {
    match step {
        Step::Day | Step::Week => short_day(one.range.first, language),
        Step::Month => month(date_began(one.range.first), language),
    }
}
