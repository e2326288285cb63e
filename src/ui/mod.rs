//! Building blocks without a word of the trade.

mod bar_chart;
mod button;
mod copy_field;
mod error_summary;
mod field;
mod meter;
mod notice;
mod popover;
mod qr_code;
mod radio;
mod timeline;

pub(crate) use bar_chart::{BarChart, Column};
pub(crate) use button::{Button, ButtonKind, LinkButton};
pub(crate) use copy_field::CopyField;
pub(crate) use error_summary::{ERROR_SUMMARY, ErrorSummary, FieldProblem};
pub(crate) use field::{Field, Typed};
pub(crate) use meter::Meter;
pub(crate) use notice::{Notice, Tone};
pub(crate) use popover::Popover;
pub(crate) use qr_code::QrCode;
pub(crate) use radio::Radio;
pub(crate) use timeline::{Bar, BarKind, Fact, Look, Mark, Scale, Span, Timeline, Wording};
