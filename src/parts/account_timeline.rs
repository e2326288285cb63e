//! An account's rights as bars on one axis, and what a purchase would change about them.

use chrono::Datelike;
use leptos::prelude::*;
use rules::Catalogue;
use rules::account::Account;
use rules::calendar::{Instant, Period, local_date, year_began};
use rules::decide::{PREVIEW, after_paying};
use rules::explain;
use rules::format;
use rules::quote::Quote;
use rules::vocabulary::{AccountId, Language, OrderId};

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;
use crate::ui::{Bar, BarKind, Mark, Span, Timeline};

/// What an account has, from now on; in words where that is nothing.
#[component]
pub(crate) fn AccountTimeline(account: Account, now: Instant) -> impl IntoView {
    let language = use_language();
    let rows = rows_of(&account, &use_catalogue(), now, language);
    if rows.is_empty() {
        return view! { <p class="quiet">{text!(language, timeline.empty)}</p> }.into_any();
    }
    view! { <PeriodTimeline rows now caption=text!(language, timeline.caption).to_owned() /> }.into_any()
}

/// What an account would have if a quote were paid: what is added, what moves, and what ends with it.
#[component]
pub(crate) fn TimelinePreview(account: Option<Account>, quote: Quote) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let now = quote.at;
    let before = account.unwrap_or_else(|| Account::new(AccountId::new(PREVIEW)));
    let after = rows_of(&after_paying(&before, &quote), &catalogue, now, language);
    let is_gone = |row: &Row| !after.iter().any(|kept| kept.id == row.id);
    let gone = rows_of(&before, &catalogue, now, language).into_iter().filter(is_gone);
    let rows = gone.map(|row| Row { kind: BarKind::Removed, ..row }).chain(after.clone()).collect();
    view! { <PeriodTimeline rows now caption=text!(language, timeline.preview).to_owned() /> }
}

#[derive(Clone)]
struct Row {
    id: String,
    label: String,
    period: Period,
    kind: BarKind,
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
        BarKind::Present => days,
        BarKind::Added => text!(language, timeline.added, days = days),
        BarKind::Queued => text!(language, timeline.queued, days = days),
        BarKind::Removed => text!(language, timeline.replaced, days = days),
    }
}

/// The beginnings of the calendar years inside.
fn years_between(start: Instant, end: Instant) -> Vec<Mark> {
    let (first, last) = (local_date(start).year(), local_date(end).year());
    (first + 1..=last)
        .filter_map(|year| Some(Mark { at: year_began(year)?.timestamp(), word: year.to_string() }))
        .collect()
}

fn rows_of(account: &Account, catalogue: &Catalogue, now: Instant, language: Language) -> Vec<Row> {
    let editions = account.editions.iter().map(|paid| Row {
        id: paid.order.as_str().to_owned(),
        label: catalogue.edition_name(&paid.edition, language).to_owned(),
        period: paid.period,
        kind: kind(paid.period, &paid.order, now),
    });
    let batches = account.batches.iter().map(|batch| Row {
        id: batch.id.as_str().to_owned(),
        label: explain::units(batch.quota, u64::from(batch.amount), language),
        period: batch.period,
        kind: batch.source.order().map_or(BarKind::Present, |order| kind(batch.period, order, now)),
    });
    let trial = account.trial.iter().map(|trial| Row {
        id: trial.application.as_str().to_owned(),
        label: text!(language, trial.timeline, edition = catalogue.edition_name(&trial.edition, language)),
        period: trial.period,
        kind: BarKind::Present,
    });
    let integrations = account.integrations.iter().map(|integration| Row {
        id: format!("{} {}", integration.order.as_str(), integration.add_on.as_str()),
        label: catalogue.add_on_name(&integration.add_on, language).to_owned(),
        period: integration.period,
        kind: kind(integration.period, &integration.order, now),
    });
    editions.chain(trial).chain(integrations).chain(batches).filter(|row| now < row.period.end).collect()
}

fn kind(period: Period, order: &OrderId, now: Instant) -> BarKind {
    if order.as_str() == PREVIEW {
        BarKind::Added
    } else if now < period.start {
        BarKind::Queued
    } else {
        BarKind::Present
    }
}
