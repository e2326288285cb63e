//! A stretch of an account's timeline as a row: what it is, its dates, and everything about it.

use std::collections::BTreeSet;

use leptos::prelude::Callback;
use rules::Catalogue;
use rules::account::BatchSource;
use rules::calendar::{Instant, Period};
use rules::explain;
use rules::format;
use rules::timeline::{Axis, Difference, Ending, Phase, Stretch, What};
use rules::vocabulary::{EXPERIENCE, EditionCode, Language, OrderId};

use super::span;
use crate::i18n::text;
use crate::routes::Page;
use crate::site::Site;
use crate::ui::{Bar, BarKind, Fact, Wording};

/// What the facts of a row are about, in the order of `Words::facts`.
pub(super) fn heads(language: Language) -> Vec<&'static str> {
    vec![
        text!(language, timeline.begins),
        text!(language, timeline.ends),
        text!(language, timeline.state),
        text!(language, timeline.units),
        text!(language, timeline.at_end),
        text!(language, timeline.source),
        text!(language, timeline.order),
    ]
}

/// The words of the timeline itself.
pub(super) fn wording(caption: &'static str, language: Language) -> Wording {
    Wording {
        caption,
        as_table: text!(language, timeline.as_table),
        what: text!(language, timeline.what),
        more: Callback::new(move |count| text!(language, timeline.more, count = count)),
    }
}

/// What the words of a row depend on.
pub(super) struct Words<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) site: &'a Site,
    /// The orders that this person may see; others are not linked to (ORD-7).
    pub(super) orders: &'a BTreeSet<OrderId>,
    pub(super) axis: Axis,
    pub(super) now: Instant,
}

impl Words<'_> {
    /// A stretch as it is.
    pub(super) fn bar(&self, stretch: &Stretch) -> Bar {
        let language = self.site.language;
        let days = self.days(stretch);
        let dates = match stretch.phase {
            Phase::Running => days,
            Phase::AwaitingDelivery => text!(language, timeline.awaiting, days = days),
            Phase::Queued => text!(language, timeline.queued, days = days),
            Phase::Ended => text!(language, timeline.ended, days = days),
        };
        Bar {
            id: stretch.id.clone(),
            label: self.label(stretch),
            dates,
            notes: self.notes(stretch),
            kind: kind(stretch),
            span: Some(span(stretch.period)),
            before: None,
            has_end_mark: stretch.clears().is_some(),
            facts: self.facts(stretch, self.state(stretch)),
        }
    }

    /// A stretch as it is and as a purchase makes it.
    pub(super) fn overlaid(&self, stretch: &Stretch, difference: Difference) -> Bar {
        let language = self.site.language;
        let bar = self.bar(stretch);
        let days = self.days(stretch);
        match difference {
            Difference::Same => bar,
            Difference::Added => Bar {
                dates: text!(language, timeline.added, days = days),
                kind: BarKind::Added,
                facts: self.facts(stretch, text!(language, timeline.state_added).to_owned()),
                ..bar
            },
            Difference::Moved { before } => {
                let was = format::date(before.end, language);
                Bar {
                    dates: text!(language, timeline.moved, days = days, was = was.as_str()),
                    kind: BarKind::Moved,
                    before: Some(span(before)),
                    facts: self.facts(stretch, text!(language, timeline.state_moved, was = was)),
                    ..bar
                }
            }
            Difference::Ends { before, kept } => Bar {
                dates: text!(language, timeline.replaced, days = days),
                kind: BarKind::Removed,
                span: kept.map(span),
                before: Some(span(before)),
                has_end_mark: false,
                facts: self.facts(stretch, text!(language, timeline.state_ends).to_owned()),
                ..bar
            },
        }
    }

    fn label(&self, stretch: &Stretch) -> String {
        let language = self.site.language;
        match &stretch.what {
            What::Edition(edition) => self.edition(edition),
            What::Gap => text!(language, timeline.gap).to_owned(),
            What::Trial(edition) => text!(language, trial.timeline, edition = self.edition(edition)),
            What::Integration(add_on) => self.catalogue.add_on_name(add_on, language).to_owned(),
            What::Batch { quota, total, .. } => explain::units(*quota, u64::from(*total), language),
        }
    }

    fn days(&self, stretch: &Stretch) -> String {
        let language = self.site.language;
        let start = format::date(stretch.period.start, language);
        match stretch.end() {
            Some(end) => format!("{start} – {}", format::date(end, language)),
            None => text!(language, timeline.since, start = start),
        }
    }

    /// What the ends of the bar say by their looks.
    fn notes(&self, stretch: &Stretch) -> Vec<String> {
        let language = self.site.language;
        let Period { start, end } = stretch.period;
        let window = self.axis.window;
        let from_before =
            (start < window.start).then(|| text!(language, timeline.from, start = format::date(start, language)));
        let beyond = stretch
            .end()
            .filter(|_| window.end < end)
            .map(|end| text!(language, timeline.continues, end = format::date(end, language)));
        let clears = stretch.clears().and_then(|left| {
            let units = self.units(stretch, left)?;
            Some(match (&stretch.ending, stretch.phase) {
                (Ending::Closed { .. }, _) => text!(language, timeline.end_closed, units = units),
                (_, Phase::Ended) => text!(language, timeline.was_cleared, units = units),
                _ => text!(language, timeline.clears, units = units),
            })
        });
        from_before.into_iter().chain(beyond).chain(clears).collect()
    }

    fn facts(&self, stretch: &Stretch, state: String) -> Vec<Fact> {
        let language = self.site.language;
        let said = |text: String| Fact { text, href: None };
        let end = stretch.end().map(|end| format::date_time(end, language));
        let units = match &stretch.what {
            What::Batch { left, total, .. } => text!(
                language,
                timeline.left_of,
                left = format::count(u64::from(*left)),
                total = format::count(u64::from(*total))
            ),
            _ => String::new(),
        };
        let order = stretch.order.as_ref().filter(|order| self.orders.contains(order)).map(|order| Fact {
            text: order.as_str().to_owned(),
            href: Some(self.site.href(&Page::Order(order.clone()))),
        });
        vec![
            said(format::date_time(stretch.period.start, language)),
            said(end.unwrap_or_else(|| text!(language, timeline.no_end).to_owned())),
            said(state),
            said(units),
            said(self.at_end(stretch)),
            said(self.source(stretch)),
            order.unwrap_or_default(),
        ]
    }

    /// Where it stands, in the words of what it is: only a paid edition is in force (RULES §1).
    fn state(&self, stretch: &Stretch) -> String {
        let language = self.site.language;
        let state = match (stretch.phase, &stretch.what) {
            (Phase::Ended, _) => return text!(language, timeline.state_ended).to_owned(),
            (Phase::Queued, _) => return text!(language, timeline.state_queued).to_owned(),
            (Phase::AwaitingDelivery, _) => text!(language, timeline.state_awaiting),
            (Phase::Running, What::Edition(_)) => text!(language, timeline.state_in_force),
            (Phase::Running, What::Trial(_)) => text!(language, timeline.state_trial),
            (Phase::Running, What::Gap) => text!(language, timeline.state_gap),
            (Phase::Running, What::Integration(_) | What::Batch { .. }) => text!(language, timeline.state_usable),
        };
        if stretch.end().is_none() {
            return state.to_owned();
        }
        let days = format::days(stretch.period.days_left(self.now), language);
        text!(language, timeline.state_days, state = state, days = days)
    }

    fn at_end(&self, stretch: &Stretch) -> String {
        let language = self.site.language;
        match &stretch.ending {
            Ending::GoesOn => text!(language, timeline.end_goes_on).to_owned(),
            Ending::Upgraded { to } => text!(language, timeline.end_upgraded, edition = self.edition(to)),
            Ending::Lapses => {
                text!(language, timeline.end_lapses, edition = self.edition(&EditionCode::new(EXPERIENCE)))
            }
            Ending::TrialEnds { then } => text!(language, timeline.end_trial, edition = self.edition(then)),
            Ending::AccessEnds => text!(language, timeline.end_access).to_owned(),
            Ending::EditionBegins { edition } => text!(language, timeline.end_begins, edition = self.edition(edition)),
            Ending::Open if stretch.what == What::Gap => text!(language, timeline.end_open_gap).to_owned(),
            Ending::Open => text!(language, timeline.end_open).to_owned(),
            Ending::Closed { left } => {
                let units = self.units(stretch, *left).unwrap_or_default();
                text!(language, timeline.end_closed, units = units)
            }
            Ending::Cleared { left: 0, .. } => text!(language, timeline.end_nothing).to_owned(),
            Ending::Cleared { left, follows_edition } => {
                let units = self.units(stretch, *left).unwrap_or_default();
                match (stretch.phase, follows_edition) {
                    (Phase::Ended, _) => text!(language, timeline.end_was_cleared, units = units),
                    (_, true) => text!(language, timeline.end_cleared_with_edition, units = units),
                    (_, false) => text!(language, timeline.end_cleared, units = units),
                }
            }
        }
    }

    fn source(&self, stretch: &Stretch) -> String {
        let language = self.site.language;
        match &stretch.what {
            What::Batch { source: BatchSource::Edition { edition, .. }, .. } => {
                text!(language, timeline.source_edition, edition = self.edition(edition))
            }
            What::Batch { source: BatchSource::Packs { add_on, .. }, .. } => {
                self.catalogue.add_on_name(add_on, language).to_owned()
            }
            What::Batch { source: BatchSource::Trial, .. } => text!(language, timeline.source_trial).to_owned(),
            What::Batch { source: BatchSource::Experience, .. } => self.edition(&EditionCode::new(EXPERIENCE)),
            What::Edition(_) | What::Gap | What::Trial(_) | What::Integration(_) => String::new(),
        }
    }

    fn units(&self, stretch: &Stretch, number: u32) -> Option<String> {
        match stretch.what {
            What::Batch { quota, .. } => Some(explain::units(quota, u64::from(number), self.site.language)),
            _ => None,
        }
    }

    fn edition(&self, code: &EditionCode) -> String {
        self.catalogue.edition_name(code, self.site.language).to_owned()
    }
}

const fn kind(stretch: &Stretch) -> BarKind {
    match (&stretch.what, stretch.phase) {
        (What::Gap, _) => BarKind::Missing,
        (_, Phase::Ended) => BarKind::Past,
        (_, Phase::Queued) => BarKind::Queued,
        (What::Trial(_), _) => BarKind::Passing,
        (_, Phase::Running | Phase::AwaitingDelivery) => BarKind::Present,
    }
}
