//! An account's rights as bars on one axis: what it has, had and will have, and what a purchase would change about them.

mod controls;
mod preview;
mod words;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::account::Account;
use rules::calendar::{Instant, Period};
use rules::format;
use rules::timeline::{Axis, Stretch, Zoom, stretches};
use rules::vocabulary::{Language, OrderId};

pub(crate) use preview::TimelinePreview;
use words::Words;

use crate::i18n::text;
use crate::routes::timeline_view;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Mark, Scale, Span, Timeline};

/// How many rows are shown at first; an account may have thousands.
const AT_FIRST: usize = 12;

/// How many more each time.
const MORE: usize = 50;

/// What an account has on the part of the axis that the address says; in words where that is nothing.
#[component]
pub(crate) fn AccountTimeline(account: Account, now: Memo<Instant>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let query = use_query_map();
    let view = Memo::new(move |_| query.with(timeline_view));
    let account = StoredValue::new(account);
    let known: Memo<Vec<Stretch>> = Memo::new(move |_| account.with_value(|account| stretches(account, now.get())));
    if known.with_untracked(Vec::is_empty) {
        return view! { <p class="quiet">{text!(language, timeline.empty)}</p> }.into_any();
    }
    let axis = Memo::new(move |_| known.with(|known| view.get().axis(known, now.get())));
    let shown = RwSignal::new(AT_FIRST);
    let number = Memo::new(move |_| {
        let (view, axis) = (view.get(), axis.get());
        known.with(|known| known.iter().filter(|stretch| view.shows(stretch, axis)).count())
    });
    let visible: Memo<BTreeSet<OrderId>> =
        Memo::new(move |_| shop.visible_orders().into_iter().map(|visible| visible.order).collect());
    let catalogue = use_catalogue();
    let bars = Memo::new(move |_| {
        let (view, axis) = (view.get(), axis.get());
        let words = Words { catalogue: &catalogue, site: &site, orders: &visible.get(), axis, now: now.get() };
        known.with(|known| {
            let inside = known.iter().filter(|stretch| view.shows(stretch, axis));
            inside.take(shown.get()).map(|stretch| words.bar(stretch)).collect()
        })
    });
    let scale = Memo::new(move |_| Some(scale(axis.get(), now.get(), language)));
    let has_rows = move || number.get() > 0;
    let nothing = move || {
        let is_from_now_on = view.with(|view| view.is_from_now_on());
        let words =
            if is_from_now_on { text!(language, timeline.empty) } else { text!(language, timeline.nothing_here) };
        view! { <p class="quiet">{words}</p> }
    };
    view! {
        <controls::Controls view axis now />
        <p class="timeline-range" role="status">{move || range(axis.get(), language)}</p>
        <Show when=has_rows fallback=nothing>
            <Timeline
                id="timeline-table"
                wording=words::wording(text!(language, timeline.caption), language)
                heads=words::heads(language)
                bars
                rest=Memo::new(move |_| number.get().saturating_sub(shown.get()))
                on_more=move || shown.update(|shown| *shown = shown.saturating_add(MORE))
                scale
            />
        </Show>
    }
    .into_any()
}

/// The axis as it is drawn: years, quarters or months, today, and finer lines between.
fn scale(axis: Axis, now: Instant, language: Language) -> Scale {
    let word = |unit: Instant| match axis.zoom {
        Zoom::Year => format::year(unit, language),
        Zoom::Quarter => format::quarter(unit, language),
        Zoom::Month => format::month(unit, language),
    };
    Scale {
        span: span(axis.window),
        units: axis.units().into_iter().map(|unit| Mark { at: unit.timestamp(), word: word(unit) }).collect(),
        finer: axis.finer().into_iter().map(|instant| instant.timestamp()).collect(),
        now: Mark { at: now.timestamp(), word: text!(language, timeline.today).to_owned() },
    }
}

const fn span(period: Period) -> Span {
    Span { start: period.start.timestamp(), end: period.end.timestamp() }
}

/// Which part of the axis is shown, in words.
fn range(axis: Axis, language: Language) -> String {
    let last = axis.window.end.checked_sub_signed(chrono::TimeDelta::seconds(1)).unwrap_or(axis.window.end);
    let (start, end) = (format::month(axis.window.start, language), format::month(last, language));
    text!(language, timeline.range, start = start, end = end)
}
