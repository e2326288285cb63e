//! Where things are on an axis, and which of its words have room.

/// A stretch of the axis, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Where it begins.
    pub(crate) start: i64,
    /// Where it ends.
    pub(crate) end: i64,
}

/// A point of the axis with a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it is.
    pub(crate) at: i64,
    /// What it says.
    pub(crate) word: String,
}

/// An axis and what divides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    /// The whole axis.
    pub(crate) span: Span,
    /// Where its units begin, from left to right.
    pub(crate) units: Vec<Mark>,
    /// Where finer parts begin.
    pub(crate) finer: Vec<i64>,
    /// Where today is; nothing is marked where that is elsewhere.
    pub(crate) now: Mark,
}

/// Where a word of the axis is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// At any width.
    Always,
    /// Where the axis is narrow.
    Narrow,
    /// Where the axis is wide.
    Wide,
}

/// Pixels of the axis on the narrowest screen, 320 of them wide.
const NARROW: i64 = 250;

/// Pixels of the axis where `timeline.css` takes it for wide.
const WIDE: i64 = 480;

impl Span {
    /// What of it lies on an axis.
    pub(super) fn on(self, axis: Self) -> Option<Self> {
        let part = Self { start: self.start.max(axis.start), end: self.end.min(axis.end) };
        (part.start < part.end).then_some(part)
    }

    /// Whether an instant is on it, its end counted.
    pub(super) const fn has(self, at: i64) -> bool {
        self.start <= at && at <= self.end
    }

    /// Where an instant is on the axis.
    pub(super) fn percent(self, at: i64) -> String {
        percent(self.share(at))
    }

    /// How wide a part of the axis is; never so narrow that it could not be seen.
    pub(super) fn width(self, part: Self) -> String {
        const NARROWEST: i64 = 6;
        percent((self.share(part.end) - self.share(part.start)).max(NARROWEST))
    }

    /// Where an instant is on the axis, in thousandths.
    pub(super) fn share(self, at: i64) -> i64 {
        let length = (self.end - self.start).max(1);
        (at - self.start).clamp(0, length) * 1_000 / length
    }
}

impl Scale {
    /// The words of the units that have room, none over another, and where each is shown.
    pub(super) fn words(&self) -> Vec<(&Mark, Room)> {
        let (narrow, wide) = (self.fitting(NARROW), self.fitting(WIDE));
        let rooms = self.units.iter().zip(narrow.into_iter().zip(wide));
        rooms
            .filter_map(|(mark, fits)| match fits {
                (true, true) => Some((mark, Room::Always)),
                (true, false) => Some((mark, Room::Narrow)),
                (false, true) => Some((mark, Room::Wide)),
                (false, false) => None,
            })
            .collect()
    }

    /// From left to right, whether a word fits behind the last one that did, and before the end.
    fn fitting(&self, width: i64) -> Vec<bool> {
        const BETWEEN: i64 = 8;
        let mut free = 0;
        self.units
            .iter()
            .map(|mark| {
                let start = self.span.share(mark.at) * width / 1_000;
                let end = start + word_width(&mark.word);
                let fits = free <= start && end <= width;
                if fits {
                    free = end + BETWEEN;
                }
                fits
            })
            .collect()
    }
}

/// How wide a word is at most, in pixels of twelve-pixel letters.
fn word_width(word: &str) -> i64 {
    word.chars().map(|letter| if letter.is_ascii() { 8 } else { 12 }).sum()
}

fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::{Mark, NARROW, Room, Scale, Span, WIDE, word_width};

    fn scale(words: &[(i64, &str)]) -> Scale {
        let units = words.iter().map(|(at, word)| Mark { at: *at, word: (*word).to_owned() }).collect();
        let now = Mark { at: 0, word: "今天".to_owned() };
        Scale { span: Span { start: 0, end: 1_000 }, units, finer: Vec::new(), now }
    }

    #[test]
    fn no_word_is_over_another_however_narrow_the_axis() {
        let quarters = [(0, "2026年第3季度"), (250, "2026年第4季度"), (500, "2027年第1季度"), (750, "2027年第2季度")];
        let years: Vec<(i64, String)> = (0..40).map(|year| (year * 25, format!("{}年", 2000 + year))).collect();
        let years: Vec<(i64, &str)> = years.iter().map(|(at, word)| (*at, word.as_str())).collect();
        for scale in [scale(&quarters), scale(&years)] {
            for (width, other) in [(NARROW, Room::Wide), (WIDE, Room::Narrow)] {
                let words = scale.words();
                let shown: Vec<i64> = words
                    .iter()
                    .filter(|(_, room)| *room != other)
                    .flat_map(|(mark, _)| [mark.at * width / 1_000, mark.at * width / 1_000 + word_width(&mark.word)])
                    .collect();
                assert!(shown.len() >= 4, "{shown:?}");
                assert!(shown.is_sorted(), "{shown:?}");
                assert!(shown.last().is_some_and(|end| *end <= width), "{shown:?}");
            }
        }
    }

    #[test]
    fn every_second_quarter_has_its_word_where_it_is_narrow_and_each_where_it_is_wide() {
        let scale =
            scale(&[(0, "2026年第3季度"), (250, "2026年第4季度"), (500, "2027年第1季度"), (750, "2027年第2季度")]);
        let rooms: Vec<Room> = scale.words().into_iter().map(|(_, room)| room).collect();
        assert_eq!(rooms, [Room::Always, Room::Wide, Room::Always, Room::Wide]);
    }

    #[test]
    fn what_is_outside_is_not_on_the_axis() {
        let axis = Span { start: 100, end: 200 };
        assert_eq!(Span { start: 50, end: 150 }.on(axis), Some(Span { start: 100, end: 150 }));
        assert_eq!(Span { start: 200, end: 300 }.on(axis), None);
        assert_eq!(axis.percent(150), "50.0%");
        assert_eq!(axis.percent(500), "100.0%");
        assert_eq!(axis.width(Span { start: 100, end: 100 }), "0.6%");
    }
}
