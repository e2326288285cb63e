//! How money, dates and counts are written in each language; days and times are Shanghai's.

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};

use crate::calendar::{Instant, Period, date_began, local_time};
use crate::credit_code::half_width;
use crate::money::Money;
use crate::vocabulary::Language;

/// `¥10,950.00`; a whole amount keeps its two decimals, so that columns align.
#[must_use]
pub fn money(amount: Money) -> String {
    let fen = amount.fen().unsigned_abs();
    let sign = if amount.fen() < 0 { "−" } else { "" };
    format!("{sign}¥{}.{:02}", grouped(fen / 100), fen % 100)
}

/// `¥10,950`, without decimals where there are no fen: for large price tags.
#[must_use]
pub fn price_tag(amount: Money) -> String {
    let text = money(amount);
    text.strip_suffix(".00").unwrap_or(&text).to_owned()
}

/// `10950.00`: an amount to paste where a number is asked for.
#[must_use]
pub fn plain_amount(amount: Money) -> String {
    money(amount).replace(['¥', ','], "").replace('−', "-")
}

/// An amount as a person types it, in yuan: `10950`, `¥10,950.5`, `１０９５０．５０`. Full-width characters, spaces and
/// separators of thousands are understood; `None` for anything else, more than two digits after the point included.
#[must_use]
pub fn read_amount(text: &str) -> Option<Money> {
    let typed: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let typed = typed.strip_prefix(['¥', '￥']).unwrap_or(&typed);
    let (yuan, fen) = typed.split_once('.').unwrap_or((typed, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = yuan.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let are_thousands = !yuan.contains(',') || first.len() <= 3;
    if !are_thousands || !is_number(first) || !groups.all(|group| group.len() == 3 && is_number(group)) {
        return None;
    }
    if fen.len() > 2 || !is_number(fen) {
        return None;
    }
    let yuan: i64 = yuan.replace(',', "").parse().ok()?;
    let fen: i64 = format!("{fen:0<2}").parse().ok()?;
    yuan.checked_mul(100)?.checked_add(fen).map(Money::from_fen)
}

/// `2,000,000`.
#[must_use]
pub fn count(number: u64) -> String {
    grouped(number)
}

/// `2026年3月1日` or `1 Mar 2026`.
#[must_use]
pub fn date(instant: Instant, language: Language) -> String {
    let local = local_time(instant);
    match language {
        Language::Chinese => format!("{}年{}月{}日", local.year(), local.month(), local.day()),
        Language::English => format!("{} {} {}", local.day(), month_name(local.month()), local.year()),
    }
}

/// A local day: `2026年3月1日` or `1 Mar 2026`.
#[must_use]
pub fn day(day: NaiveDate, language: Language) -> String {
    date(date_began(day), language)
}

/// A local day without its year: `3月1日` or `1 Mar`.
#[must_use]
pub fn short_day(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}月{}日", day.month(), day.day()),
        Language::English => format!("{} {}", day.day(), month_name(day.month())),
    }
}

/// `2026年` or `2026`: the year of an instant.
#[must_use]
pub fn year(instant: Instant, language: Language) -> String {
    let year = local_time(instant).year();
    match language {
        Language::Chinese => format!("{year}年"),
        Language::English => year.to_string(),
    }
}

/// `2026年第1季度` or `Q1 2026`: the quarter of an instant.
#[must_use]
pub fn quarter(instant: Instant, language: Language) -> String {
    let local = local_time(instant);
    let (year, quarter) = (local.year(), local.month0() / 3 + 1);
    match language {
        Language::Chinese => format!("{year}年第{quarter}季度"),
        Language::English => format!("Q{quarter} {year}"),
    }
}

/// `2026年3月` or `Mar 2026`: the month of an instant.
#[must_use]
pub fn month(instant: Instant, language: Language) -> String {
    let local = local_time(instant);
    match language {
        Language::Chinese => format!("{}年{}月", local.year(), local.month()),
        Language::English => format!("{} {}", month_name(local.month()), local.year()),
    }
}

/// `2026年3月1日 10:00` or `1 Mar 2026, 10:00`.
#[must_use]
pub fn date_time(instant: Instant, language: Language) -> String {
    let local = local_time(instant);
    let day = date(instant, language);
    let separator = match language {
        Language::Chinese => " ",
        Language::English => ", ",
    };
    format!("{day}{separator}{:02}:{:02}", local.hour(), local.minute())
}

/// A half-open period with both of its instants.
#[must_use]
pub fn period(period: Period, language: Language) -> String {
    let start = date_time(period.start, language);
    let end = date_time(period.end, language);
    match language {
        Language::Chinese => format!("{start} 至 {end}"),
        Language::English => format!("{start} – {end}"),
    }
}

/// `1 年`, `1 year`, `2 years`.
#[must_use]
pub fn years(years: u32, language: Language) -> String {
    match (language, years) {
        (Language::Chinese, _) => format!("{years} 年"),
        (Language::English, 1) => "1 year".to_owned(),
        (Language::English, _) => format!("{years} years"),
    }
}

/// `12 天`, `1 day`, `12 days`.
#[must_use]
pub fn days(days: i64, language: Language) -> String {
    match (language, days) {
        (Language::Chinese, _) => format!("{days} 天"),
        (Language::English, 1) => "1 day".to_owned(),
        (Language::English, _) => format!("{days} days"),
    }
}

/// `24 小时`, `1 hour`, `24 hours`.
#[must_use]
pub fn hours(hours: u32, language: Language) -> String {
    match (language, hours) {
        (Language::Chinese, _) => format!("{hours} 小时"),
        (Language::English, 1) => "1 hour".to_owned(),
        (Language::English, _) => format!("{hours} hours"),
    }
}

/// `30 分钟`, `1 minute`, `30 minutes`.
#[must_use]
pub fn minutes(minutes: u32, language: Language) -> String {
    match (language, minutes) {
        (Language::Chinese, _) => format!("{minutes} 分钟"),
        (Language::English, 1) => "1 minute".to_owned(),
        (Language::English, _) => format!("{minutes} minutes"),
    }
}

/// `甲、乙、丙`, `one, two and three`; nothing of nothing.
#[must_use]
pub fn list(items: &[String], language: Language) -> String {
    match language {
        Language::Chinese => items.join("、"),
        Language::English => in_a_row(items, ", ", " and "),
    }
}

/// `甲、乙或丙`, `one, two or three`; nothing of nothing.
#[must_use]
pub fn choice(items: &[String], language: Language) -> String {
    match language {
        Language::Chinese => in_a_row(items, "、", "或"),
        Language::English => in_a_row(items, ", ", " or "),
    }
}

/// What is left of a time, in its two largest units: `6 天 23 小时`, `5 hours 12 minutes`, `1 minute`; a minute that has
/// begun counts whole, so that it never says nothing.
#[must_use]
pub fn time_left(left: TimeDelta, language: Language) -> String {
    let minutes = left.num_seconds().max(0).unsigned_abs().div_ceil(60);
    let (days, hours, minutes) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
    let parts = match (days, hours) {
        (0, 0) => vec![(minutes, "分钟", "minute")],
        (0, _) => vec![(hours, "小时", "hour"), (minutes, "分钟", "minute")],
        _ => vec![(days, "天", "day"), (hours, "小时", "hour")],
    };
    let words = parts.into_iter().map(|(number, zh, en)| match (language, number) {
        (Language::Chinese, _) => format!("{number} {zh}"),
        (Language::English, 1) => format!("1 {en}"),
        (Language::English, _) => format!("{number} {en}s"),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `2026-03-01T10:00:00+08:00`, for machines.
#[must_use]
pub fn machine_time(instant: Instant) -> String {
    let local = local_time(instant);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second()
    )
}

fn in_a_row(items: &[String], between: &str, before_last: &str) -> String {
    match items {
        [before @ .., last] if !before.is_empty() => format!("{}{before_last}{last}", before.join(between)),
        _ => items.concat(),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

const fn month_name(month: u32) -> &'static str {
    match month {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}
