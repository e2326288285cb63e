//! Bars on one time axis, crisp at any width: each opens to its details, and a table says the same.

mod rows;
mod scale;
mod table;
mod track;

use leptos::prelude::*;

use rows::Row;
pub(crate) use scale::{Mark, Scale, Span};
use table::Alternative;
use track::Swatch;

use crate::browser;

/// How a bar looks, so that it is told apart without colour too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BarKind {
    /// Full: it is now.
    Present,
    /// Pale: it comes later.
    Queued,
    /// Grey: it is over.
    Past,
    /// Hatched: it is now, and for a short time.
    Passing,
    /// Dashed and empty: something is missing.
    Missing,
    /// Full and outlined: it would be added.
    Added,
    /// Pale beside the outline of where it was: it would move.
    Moved,
    /// The outline of what was, filled as far as it is kept: it would end.
    Removed,
}

/// A line of words about a bar, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fact {
    /// What it says; nothing where there is nothing to say.
    pub(crate) text: String,
    /// Where it leads, where it is a link.
    pub(crate) href: Option<String>,
}

/// One row: its words, and where its bar is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// Unlike that of any other row; a row keeps its focus and stays open by it.
    pub(crate) id: String,
    /// What it is.
    pub(crate) label: String,
    /// Its dates in words.
    pub(crate) dates: String,
    /// What its look says, in words: that it goes on beyond the axis, or what its end clears.
    pub(crate) notes: Vec<String>,
    /// How it looks.
    pub(crate) kind: BarKind,
    /// Where it is; nowhere where nothing is kept of it.
    pub(crate) span: Option<Span>,
    /// Where it was, where that is another place.
    pub(crate) before: Option<Span>,
    /// Whether its end is marked.
    pub(crate) has_end_mark: bool,
    /// Everything about it, one for each of the heads.
    pub(crate) facts: Vec<Fact>,
}

/// What a legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// A bar.
    Bar(BarKind),
    /// The outline of where something was.
    Outline,
    /// The mark at an end.
    EndMark,
}

/// The words of a timeline itself.
#[derive(Clone, Copy)]
pub(crate) struct Wording {
    /// What the whole shows.
    pub(crate) caption: &'static str,
    /// What the button says that shows the table.
    pub(crate) as_table: &'static str,
    /// The head of the table's first column.
    pub(crate) what: &'static str,
    /// That there are so many more rows.
    pub(crate) more: Callback<usize, String>,
}

/// Rows under an axis, and the same as a table.
#[component]
pub(crate) fn Timeline(
    /// The id of the table.
    id: &'static str,
    /// Its words.
    wording: Wording,
    /// What each fact of a bar is about.
    heads: Vec<&'static str>,
    /// The rows, from top to bottom.
    bars: Memo<Vec<Bar>>,
    /// How many more there are, which are not shown.
    rest: Memo<usize>,
    /// Shows more of them.
    on_more: impl Fn() + Copy + Send + Sync + 'static,
    /// The axis, once there is one.
    scale: Memo<Option<Scale>>,
    /// What its looks mean, where that has to be said.
    #[prop(optional)]
    legend: Vec<(Look, &'static str)>,
) -> impl IntoView {
    let ids = move || bars.with(|bars| bars.iter().map(|bar| bar.id.clone()).collect::<Vec<_>>());
    let heads = StoredValue::new(heads);
    let swatches = legend.into_iter().map(|(look, words)| view! { <li><Swatch look />{words}</li> }).collect_view();
    let show_more = move || {
        let shown = bars.with_untracked(Vec::len);
        on_more();
        // The button may be gone then.
        browser::focus_when_shown(format!("#{id}-rows > li:nth-child({}) summary", shown.saturating_add(1)));
    };
    let more = move || {
        let rest = rest.get();
        (rest > 0).then(|| {
            view! {
                <button type="button" class="button timeline-more" on:click=move |_| show_more()>
                    {wording.more.run(rest)}
                </button>
            }
        })
    };
    view! {
        <div class="timeline">
            <p class="timeline-caption" id=format!("{id}-caption")>{wording.caption}</p>
            <ul class="timeline-legend">{swatches}</ul>
            {move || scale.with(|scale| scale.as_ref().map(track::axis))}
            <ul class="timeline-rows" id=format!("{id}-rows") role="list" aria-labelledby=format!("{id}-caption")>
                <For each=ids key=String::clone let:row>
                    <Row id=row bars scale heads />
                </For>
            </ul>
            {more}
            <Alternative id wording heads bars />
        </div>
    }
    .into_any()
}
