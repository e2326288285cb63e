//! What an account would have if a quote were paid, over what it has: what is added, what moves, and what ends with it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::account::Account;
use rules::calendar::Instant;
use rules::decide::PREVIEW;
use rules::quote::Quote;
use rules::timeline::{Axis, Difference, Overlaid, Stretch, TimelineView, overlay};
use rules::vocabulary::{AccountId, Language, OrderId};

use super::words::{Words, heads, wording};
use super::{AT_FIRST, MORE, scale};
use crate::i18n::text;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{BarKind, Look, Scale, Timeline};

/// The timeline before and after, on one axis. It follows the quote, and keeps its focus and what is open.
#[component]
pub(crate) fn TimelinePreview(quote: Signal<Option<Quote>>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let catalogue = use_catalogue();
    let found = Memo::new(move |_| {
        let quote = quote.get()?;
        let account = shop.account().unwrap_or_else(|| Account::new(AccountId::new(PREVIEW)));
        let rows = overlay(&account, &quote);
        let axis = axis(&rows, quote.at);
        Some(Found { rows, axis, now: quote.at })
    });
    let shown = RwSignal::new(AT_FIRST);
    let visible: Memo<BTreeSet<OrderId>> =
        Memo::new(move |_| shop.visible_orders().into_iter().map(|visible| visible.order).collect());
    let bars = Memo::new(move |_| {
        found.with(|found| {
            let Some(Found { rows, axis, now }) = found else {
                return Vec::new();
            };
            let words = Words { catalogue: &catalogue, site: &site, orders: &visible.get(), axis: *axis, now: *now };
            let first = rows.iter().take(shown.get());
            first.map(|row| words.overlaid(&row.stretch, row.difference)).collect()
        })
    });
    let rest = Memo::new(move |_| {
        let number = found.with(|found| found.as_ref().map_or(0, |found| found.rows.len()));
        number.saturating_sub(shown.get())
    });
    let scale = Memo::new(move |last: Option<&Option<Scale>>| {
        let known = found.with(|found| found.as_ref().map(|found| scale(found.axis, found.now, language)));
        known.or_else(|| last.cloned().flatten())
    });
    view! {
        <Timeline
            id="preview-table"
            wording=wording(text!(language, timeline.preview), language)
            heads=heads(language)
            bars
            rest
            on_more=move || shown.update(|shown| *shown = shown.saturating_add(MORE))
            scale
            legend=legend(language)
        />
    }
}

#[derive(Clone, PartialEq)]
struct Found {
    rows: Vec<Overlaid>,
    axis: Axis,
    now: Instant,
}

/// Everything that is there before or after.
fn axis(rows: &[Overlaid], now: Instant) -> Axis {
    let before = rows.iter().filter_map(|row| match row.difference {
        Difference::Moved { before } => Some(Stretch { period: before, ..row.stretch.clone() }),
        _ => None,
    });
    let all: Vec<Stretch> = before.chain(rows.iter().map(|row| row.stretch.clone())).collect();
    TimelineView::default().axis(&all, now)
}

fn legend(language: Language) -> Vec<(Look, &'static str)> {
    vec![
        (Look::Outline, text!(language, timeline.legend_before)),
        (Look::Bar(BarKind::Present), text!(language, timeline.legend_after)),
        (Look::Bar(BarKind::Added), text!(language, timeline.legend_added)),
        (Look::EndMark, text!(language, timeline.legend_end)),
    ]
}
