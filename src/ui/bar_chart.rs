//! Numbers over time as bars, up and down from one line, with a table that says the same.

use leptos::prelude::*;
use rules::format;

/// The bars of one step, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// What it is the column of.
    pub(crate) label: String,
    /// The same where there is little room.
    pub(crate) short: String,
    /// How much above the line.
    pub(crate) up: u64,
    /// How much below the line.
    pub(crate) down: u64,
    /// What a reader of the table is told: one text for each of the heads.
    pub(crate) cells: Vec<String>,
}

/// How high the drawing is.
const HEIGHT: u64 = 1_000;
/// How many words there is room for below the line.
const WORDS: usize = 5;

/// Columns of numbers, and the same as a table.
#[component]
pub(crate) fn BarChart(
    /// What the whole shows.
    #[prop(into)]
    caption: String,
    /// What opens the table.
    table_label: &'static str,
    /// The heads of the table, the first for the labels.
    heads: Vec<&'static str>,
    /// From left to right.
    columns: Vec<Column>,
) -> impl IntoView {
    let most_up = columns.iter().map(|column| column.up).max().unwrap_or(0);
    let most_down = columns.iter().map(|column| column.down).max().unwrap_or(0);
    let whole = most_up.saturating_add(most_down).max(1);
    let share = |number: u64| number.saturating_mul(HEIGHT) / whole;
    let line = share(most_up);
    let width = 1_000 / columns.len().max(1) as u64;
    let place = |index: usize| percent(index as u64 * width);
    let bars = columns.iter().enumerate().map(|(index, column)| {
        let (x, bar_width) = (place(index), percent((width * 7 / 10).max(1)));
        let (up, down) = (share(column.up), share(column.down));
        view! {
            <g>
                <title>{format!("{}: {}", column.label, column.cells.join(" · "))}</title>
                <rect class="chart-up" x=x.clone() width=bar_width.clone() y=percent(line - up) height=percent(up) />
                <rect class="chart-down" x=x width=bar_width y=percent(line) height=percent(down) />
            </g>
        }
    });
    let every = columns.len().div_ceil(WORDS).max(1);
    // The last words would reach beyond the edge.
    let has_room = |(index, _): &(usize, &Column)| *index as u64 * width < 850;
    let words = columns.iter().enumerate().step_by(every).filter(has_room);
    let words = words.map(|(index, column)| view! { <text x=place(index) y="14">{column.short.clone()}</text> });
    let table_heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> });
    let rows = columns.iter().rev().map(|column| {
        let cells = column.cells.iter().map(|cell| view! { <td>{cell.clone()}</td> });
        view! { <tr><th scope="row">{column.label.clone()}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <figure class="chart">
            <figcaption class="visually-hidden">{caption.clone()}</figcaption>
            <p class="chart-most" aria-hidden="true">{format::count(most_up)}</p>
            <svg class="chart-drawing" aria-hidden="true">
                {bars.collect_view()}
                <line class="chart-line" x1="0" x2="100%" y1=percent(line) y2=percent(line) />
            </svg>
            <svg class="chart-words" aria-hidden="true">{words.collect_view()}</svg>
            <details class="chart-table">
                <summary>{table_label}</summary>
                <div class="chart-scroll" tabindex="0" role="group" aria-label=caption.clone()>
                    <table>
                        <caption class="visually-hidden">{caption.clone()}</caption>
                        <thead><tr>{table_heads.collect_view()}</tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

fn percent(thousandths: u64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
