//! A row: its words beside its bar, opened by mouse, touch and keyboard to everything about it.

use leptos::prelude::*;

use super::track::track;
use super::{Bar, BarKind, Fact, Scale};

/// The row with this id, as it is now. The element stays while its words change, and with it focus and what is open.
#[component]
pub(super) fn Row(
    id: String,
    bars: Memo<Vec<Bar>>,
    scale: Memo<Option<Scale>>,
    heads: StoredValue<Vec<&'static str>>,
) -> impl IntoView {
    let bar = Memo::new(move |last: Option<&Option<Bar>>| {
        let known = bars.with(|bars| bars.iter().find(|bar| bar.id == id).cloned());
        // On its way out it shows what it was.
        known.or_else(|| last.cloned().flatten())
    });
    let of_bar = move |take: fn(&Bar) -> String| bar.with(|bar| bar.as_ref().map(take));
    let class = move || {
        let is_removed = bar.with(|bar| bar.as_ref().is_some_and(|bar| bar.kind == BarKind::Removed));
        if is_removed { "timeline-row timeline-row-removed" } else { "timeline-row" }
    };
    let notes = move || {
        let notes = bar.with(|bar| bar.as_ref().map(|bar| bar.notes.clone())).unwrap_or_default();
        notes.into_iter().map(|note| view! { <span class="timeline-note">{note}</span> }).collect_view()
    };
    let picture = move || bar.with(|bar| scale.with(|scale| Some(track(bar.as_ref()?, scale.as_ref()?))));
    let facts = move || {
        let facts = bar.with(|bar| bar.as_ref().map(|bar| bar.facts.clone())).unwrap_or_default();
        let said = heads.get_value().into_iter().zip(facts).filter(|(_, fact)| !fact.text.is_empty());
        said.map(|(head, fact)| view! { <dt>{head}</dt><dd><FactWords fact /></dd> }).collect_view()
    };
    view! {
        <li class=class>
            <details>
                <summary>
                    <span class="timeline-said">
                        <span class="timeline-label">{move || of_bar(|bar| bar.label.clone())}</span>
                        <span class="timeline-dates">{move || of_bar(|bar| bar.dates.clone())}</span>
                        {notes}
                    </span>
                    {picture}
                    <svg class="chevron" viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 4.5L6 8l3.5-3.5" /></svg>
                </summary>
                <dl class="facts timeline-facts">{facts}</dl>
            </details>
        </li>
    }
}

/// A fact, as a link where it leads somewhere.
#[component]
pub(super) fn FactWords(fact: Fact) -> impl IntoView {
    match fact.href {
        Some(href) => view! { <a class="code" href=href>{fact.text}</a> }.into_any(),
        None => fact.text.into_any(),
    }
}
