//! The rows as a table: the same words without a picture; on paper always there.
//!
//! The roles say again what the elements are, since some browsers forget it of tables that are laid out otherwise.

use leptos::prelude::*;

use super::rows::FactWords;
use super::{Bar, Fact, Wording};

/// A button, and the table that it shows.
#[component]
pub(super) fn Alternative(
    id: &'static str,
    wording: Wording,
    heads: StoredValue<Vec<&'static str>>,
    bars: Memo<Vec<Bar>>,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let names = heads.get_value().into_iter().map(|head| view! { <th scope="col" role="columnheader">{head}</th> });
    let rows = move || bars.get().into_iter().map(|bar| view! { <TableRow bar heads /> }).collect_view();
    view! {
        <button
            type="button"
            class="button timeline-as-table"
            aria-expanded=move || is_shown.get().to_string()
            aria-controls=id
            on:click=move |_| is_shown.update(|shown| *shown = !*shown)
        >
            {wording.as_table}
        </button>
        <table class="timeline-table" id=id role="table" hidden=move || !is_shown.get()>
            <caption>{wording.caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{wording.what}</th>
                    {names.collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

#[component]
fn TableRow(bar: Bar, heads: StoredValue<Vec<&'static str>>) -> impl IntoView {
    let cells = heads.get_value().into_iter().zip(bar.facts).map(|(head, fact)| {
        let text = if fact.text.is_empty() { "—".to_owned() } else { fact.text };
        view! { <td role="cell" data-head=head><FactWords fact=Fact { text, href: fact.href } /></td> }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{bar.label}</th>
            {cells.collect_view()}
        </tr>
    }
}
