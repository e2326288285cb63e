//! The pictures: the axis with its words, a bar on its track, and the swatches of a legend.

use leptos::prelude::*;

use super::scale::{Room, Scale};
use super::{Bar, BarKind, Look};

/// The words of the axis, and today's line.
pub(super) fn axis(scale: &Scale) -> impl IntoView + use<> {
    let span = scale.span;
    let words = scale.words().into_iter().map(|(mark, room)| {
        let class = match room {
            Room::Always => "timeline-word",
            Room::Narrow => "timeline-word timeline-word-narrow",
            Room::Wide => "timeline-word timeline-word-wide",
        };
        view! { <text class=class x=span.percent(mark.at) y="14">{mark.word.clone()}</text> }
    });
    let words = words.collect_view();
    let today = span.has(scale.now.at).then(|| {
        let x = span.percent(scale.now.at);
        // At the edges the word stays on the axis.
        let anchor = match span.share(scale.now.at) {
            0..=99 => "start",
            901..=1_000 => "end",
            _ => "middle",
        };
        view! {
            <text class="timeline-word timeline-today" x=x.clone() y="30" text-anchor=anchor>
                {scale.now.word.clone()}
            </text>
            <line class="timeline-now" x1=x.clone() x2=x y1="34" y2="100%" />
        }
    });
    view! {
        <svg class="timeline-track timeline-axis" aria-hidden="true">
            {words}
            {today}
        </svg>
    }
}

/// A bar on its track: lines of the axis, where it was, where it is, whether it goes on beyond, and its end.
pub(super) fn track(bar: &Bar, scale: &Scale) -> impl IntoView + use<> {
    let axis = scale.span;
    let line = |class: &'static str, at: i64| {
        let x = axis.percent(at);
        view! { <line class=class x1=x.clone() x2=x y1="0" y2="100%" /> }
    };
    let finer = scale.finer.iter().map(|at| line("timeline-fine", *at)).collect_view();
    let grid = scale.units.iter().map(|mark| line("timeline-grid", mark.at)).collect_view();
    let today = axis.has(scale.now.at).then(|| line("timeline-now", scale.now.at));
    let before = bar.before.and_then(|span| span.on(axis)).map(|part| {
        view! {
            <rect class="timeline-before" x=axis.percent(part.start) width=axis.width(part) y="2" height="20" rx="4" />
        }
    });
    let present = bar.span.and_then(|span| span.on(axis).map(|part| (span, part))).map(|(span, part)| {
        let (start, end) = (axis.percent(part.start), axis.percent(part.end));
        let hatch = (bar.kind == BarKind::Passing).then(|| {
            view! { <line class="timeline-hatch" x1=start.clone() x2=end.clone() y1="12" y2="12" /> }
        });
        let from_before = (span.start < axis.start).then(|| arrow("0%".to_owned(), "M0 5l-7 7l7 7z"));
        let beyond = (axis.end < span.end).then(|| arrow("100%".to_owned(), "M0 5l7 7l-7 7z"));
        let is_end_marked = bar.has_end_mark && axis.has(span.end);
        let mark = is_end_marked.then(|| {
            view! { <svg class="timeline-end" x=end.clone() y="0"><path d="M-5 1h10l-5 7z" /></svg> }
        });
        view! {
            <rect class=bar.kind.class() x=start.clone() width=axis.width(part) y="6" height="12" rx="3" />
            {hatch}
            {from_before}
            {beyond}
            {mark}
        }
    });
    view! {
        <svg class="timeline-track" aria-hidden="true">
            <title>{hover(bar)}</title>
            {finer}
            {grid}
            {before}
            {present}
            {today}
        </svg>
    }
}

/// That a bar goes on beyond an edge of the axis.
fn arrow(x: String, path: &'static str) -> impl IntoView {
    view! { <svg class="timeline-beyond" x=x y="0"><path d=path /></svg> }
}

/// What a mouse that rests on the track is told.
fn hover(bar: &Bar) -> String {
    let mut lines = vec![bar.label.as_str(), bar.dates.as_str()];
    lines.extend(bar.notes.iter().map(String::as_str));
    lines.join("\n")
}

/// A look of the picture beside its words.
#[component]
pub(super) fn Swatch(look: Look) -> impl IntoView {
    let shape = match look {
        Look::Bar(kind) => view! { <rect class=kind.class() x="2" y="6" width="28" height="12" rx="3" /> }.into_any(),
        Look::Outline => {
            view! { <rect class="timeline-before" x="2" y="2" width="28" height="20" rx="4" /> }.into_any()
        }
        Look::EndMark => view! { <svg class="timeline-end" x="16" y="8"><path d="M-5 1h10l-5 7z" /></svg> }.into_any(),
    };
    view! { <svg class="timeline-swatch" viewBox="0 0 32 24" aria-hidden="true">{shape}</svg> }
}

impl BarKind {
    /// The class of its bar.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Present => "timeline-bar",
            Self::Queued => "timeline-bar timeline-queued",
            Self::Past => "timeline-bar timeline-past",
            Self::Passing => "timeline-bar timeline-passing",
            Self::Missing => "timeline-bar timeline-missing",
            Self::Added => "timeline-bar timeline-added",
            Self::Moved => "timeline-bar timeline-moved",
            Self::Removed => "timeline-bar timeline-removed",
        }
    }
}
