//! An account's rights as bars on one axis, and what a purchase would change about them.

use leptos::prelude::*;
use rules::account::{Account, BatchSource, LineItem, OrderLine};
use rules::calendar::{Instant, Period, local_date};
use rules::explain;
use rules::format;
use rules::offer::EditionAction;
use rules::vocabulary::Language;

use chrono::Datelike;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;
use crate::ui::{Bar, BarKind, Mark, Span, Timeline};
use rules::Catalogue;

/// What an account has, from now on.
#[component]
pub(crate) fn AccountTimeline(account: Account, now: Instant) -> impl IntoView {
    let language = use_language();
    let rows = rows_of(&account, &use_catalogue(), now, language);
    view! { <PeriodTimeline rows now caption=text!(language, timeline.caption).to_owned() /> }
}

/// What an account has, and what these lines would add to it or replace.
#[component]
pub(crate) fn TimelinePreview(account: Option<Account>, lines: Vec<OrderLine>, now: Instant) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let mut rows = account.map_or_else(Vec::new, |account| rows_of(&account, &catalogue, now, language));
    let replaces =
        lines.iter().any(|line| matches!(line.item, LineItem::Edition { action: EditionAction::Upgrade, .. }));
    if replaces {
        for row in rows.iter_mut().filter(|row| row.with_edition) {
            row.kind = BarKind::Removed;
        }
    }
    rows.extend(lines.iter().map(|line| Row {
        label: format!("+ {}", explain::line_title(line, &catalogue, language)),
        period: line.period,
        kind: BarKind::Added,
        with_edition: false,
    }));
    view! { <PeriodTimeline rows now caption=text!(language, timeline.preview).to_owned() /> }
}

#[derive(Clone)]
struct Row {
    label: String,
    period: Period,
    kind: BarKind,
    with_edition: bool,
}

#[component]
fn PeriodTimeline(rows: Vec<Row>, now: Instant, caption: String) -> impl IntoView {
    let language = use_language();
    let start = rows.iter().map(|row| row.period.start).chain([now]).min().unwrap_or(now);
    let end = rows.iter().map(|row| row.period.end).chain([now]).max().unwrap_or(now);
    let margin = (end.timestamp() - start.timestamp()) / 40;
    let axis = Span { start: start.timestamp() - margin, end: end.timestamp() + margin };
    let bars = rows
        .into_iter()
        .map(|row| Bar {
            dates: dates(&row, language),
            label: row.label,
            span: Span { start: row.period.start.timestamp(), end: row.period.end.timestamp() },
            kind: row.kind,
        })
        .collect();
    let now = Mark { at: now.timestamp(), word: text!(language, timeline.today).to_owned() };
    view! { <Timeline bars axis marks=years_between(start, end) now caption /> }
}

/// The days of a row, and in words what its bar shows by its look.
fn dates(row: &Row, language: Language) -> String {
    let days = format!("{} – {}", format::date(row.period.start, language), format::date(row.period.end, language));
    match row.kind {
        BarKind::Present | BarKind::Added => days,
        BarKind::Queued => text!(language, timeline.queued, days = days),
        BarKind::Removed => text!(language, timeline.replaced, days = days),
    }
}

/// The beginnings of the calendar years inside.
fn years_between(start: Instant, end: Instant) -> Vec<Mark> {
    let (first, last) = (local_date(start).year(), local_date(end).year());
    (first + 1..=last)
        .filter_map(|year| {
            let midnight = chrono::NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0)?;
            let at = midnight.and_utc().timestamp() - 8 * 3_600;
            Some(Mark { at, word: year.to_string() })
        })
        .collect()
}

fn rows_of(account: &Account, catalogue: &Catalogue, now: Instant, language: Language) -> Vec<Row> {
    let editions = account.editions.iter().filter(|paid| now < paid.period.end).map(|paid| Row {
        label: catalogue.edition_name(&paid.edition, language).to_owned(),
        period: paid.period,
        kind: kind(paid.period, now),
        with_edition: true,
    });
    let batches = account.batches.iter().filter(|batch| now < batch.period.end).map(|batch| Row {
        label: explain::units(batch.quota, u64::from(batch.amount), language),
        period: batch.period,
        kind: kind(batch.period, now),
        with_edition: matches!(batch.source, BatchSource::Edition { .. }),
    });
    editions.chain(batches).collect()
}

fn kind(period: Period, now: Instant) -> BarKind {
    if now < period.start { BarKind::Queued } else { BarKind::Present }
}
