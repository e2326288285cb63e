//! Bars on one time axis, crisp at any width, with a table that says the same.

use leptos::prelude::*;

/// A stretch of the axis, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Where it begins.
    pub(crate) start: i64,
    /// Where it ends.
    pub(crate) end: i64,
}

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BarKind {
    /// Has been there.
    Present,
    /// Comes later.
    Queued,
    /// Would be added.
    Added,
    /// Would end.
    Removed,
}

impl BarKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Present => "timeline-bar",
            Self::Queued => "timeline-bar timeline-queued",
            Self::Added => "timeline-bar timeline-added",
            Self::Removed => "timeline-bar timeline-removed",
        }
    }
}

/// One row: its words, and where its bar is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What it is.
    pub(crate) label: String,
    /// Its dates in words.
    pub(crate) dates: String,
    /// Where it is.
    pub(crate) span: Span,
    /// What it stands for.
    pub(crate) kind: BarKind,
}

/// A point of the axis with a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it is.
    pub(crate) at: i64,
    /// What it says.
    pub(crate) word: String,
}

/// The rows under an axis.
#[component]
pub(crate) fn Timeline(
    /// The rows, from top to bottom.
    bars: Vec<Bar>,
    /// The whole axis.
    axis: Span,
    /// Points of the axis, such as the beginnings of years.
    marks: Vec<Mark>,
    /// Where today is.
    now: Mark,
    /// What the whole shows.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    let grid: Vec<String> = marks.iter().map(|mark| axis.percent(mark.at)).collect();
    let today = axis.percent(now.at);
    let rows = bars.into_iter().map(|bar| {
        let lines =
            grid.iter().map(|x| view! { <line class="timeline-grid" x1=x.clone() x2=x.clone() y1="0" y2="100%" /> });
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{bar.label}</th>
                <td role="cell">
                    <svg class="timeline-track" aria-hidden="true">
                        {lines.collect_view()}
                        <rect
                            class=bar.kind.class()
                            x=axis.percent(bar.span.start)
                            width=axis.width(bar.span)
                            y="4"
                            height="12"
                            rx="3"
                        />
                        <line class="timeline-now" x1=today.clone() x2=today.clone() y1="0" y2="100%" />
                    </svg>
                    <span class="timeline-dates">{bar.dates}</span>
                </td>
            </tr>
        }
    });
    let words = marks.into_iter().map(|mark| {
        view! { <text class="timeline-word" x=axis.percent(mark.at) y="14">{mark.word}</text> }
    });
    view! {
        <table class="timeline" role="table">
            <caption>{caption}</caption>
            <tbody role="rowgroup">
                <tr class="timeline-axis" aria-hidden="true">
                    <td></td>
                    <td>
                        <svg class="timeline-track timeline-words">
                            {words.collect_view()}
                            <text class="timeline-word timeline-today" x=today.clone() y="30">{now.word}</text>
                            <line class="timeline-now" x1=today.clone() x2=today.clone() y1="34" y2="100%" />
                        </svg>
                    </td>
                </tr>
                {rows.collect_view()}
            </tbody>
        </table>
    }
}

impl Span {
    fn percent(self, at: i64) -> String {
        percent(self.share(at))
    }

    fn width(self, part: Self) -> String {
        const NARROWEST: i64 = 6;
        percent((self.share(part.end) - self.share(part.start)).max(NARROWEST))
    }

    /// Where an instant is on the axis, in thousandths.
    fn share(self, at: i64) -> i64 {
        let length = (self.end - self.start).max(1);
        (at - self.start).clamp(0, length) * 1_000 / length
    }
}

fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
