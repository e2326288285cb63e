//! Building blocks without a word of the trade.

mod button;
mod meter;
mod notice;
mod popover;
mod timeline;

pub(crate) use button::{Button, ButtonKind, LinkButton};
pub(crate) use meter::Meter;
pub(crate) use notice::{Notice, Tone};
pub(crate) use popover::Popover;
pub(crate) use timeline::{Bar, BarKind, Mark, Span, Timeline};
