//! How words, texts, numbers and codes are read from their place in the file, and the limits that they have.

use super::problem::Expected;
use super::reader::{Decode, Node, Problems};
use super::{Allotment, ChannelOffer, ClampedTermPrice, Percent, UpgradePolicy, Validity};
use crate::money::Money;
use crate::vocabulary::{AddOnCode, Channel, EditionCode, QuotaKind, Term};

/// No price of the catalogue is above this many fen: ten thousand million yuan.
pub(super) const HIGHEST_PRICE_FEN: i64 = 1_000_000_000_000;
pub(super) const HIGHEST_COUNT: i64 = 1_000_000_000;
/// What a code may have at most, so that it is kept without an allocation.
const LONGEST_CODE: usize = 22;

/// Enumerations that are one word in the file.
macro_rules! decode_words {
    ($($type:ty { $($word:literal => $value:expr),+ $(,)? })+) => {$(
        impl Decode for $type {
            fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
                node.word(&[$(($word, $value)),+], problems)
            }
        }
    )+};
}

decode_words! {
    UpgradePolicy {
        "new_term_with_credit" => Self::NewTermWithCredit,
        "difference_for_remaining_term" => Self::DifferenceForRemainingTerm,
    }
    ClampedTermPrice { "full" => Self::Full, "by_days" => Self::ByDays }
    Allotment { "year" => Self::Year, "term" => Self::Term }
    ChannelOffer {
        "allowed" => Self::Allowed,
        "together" => Self::Together,
        "consultation" => Self::Consultation,
        "web" => Self::Web,
        "unavailable" => Self::Unavailable,
    }
    Validity {
        "with_edition" => Self::WithEdition,
        "one_year" => Self::OneYear,
        "term_within_edition" => Self::TermWithinEdition,
    }
    Channel {
        "web" => Self::Web,
        "mini_program" => Self::MiniProgram,
        "personal_mini_program" => Self::PersonalMiniProgram,
    }
    QuotaKind { "contract" => Self::Contract, "report" => Self::Report, "meeting" => Self::Meeting }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        node.list(1, problems)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        T::decode(node, problems).map(Some)
    }

    fn when_missing() -> Option<Self> {
        Some(None)
    }
}

impl Decode for String {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        match node.value.as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            _ => node.refuse(Expected::Text, problems),
        }
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        node.value.as_bool().or_else(|| node.refuse(Expected::Boolean, problems))
    }
}

impl Decode for u32 {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let number = node.whole_number(0, HIGHEST_COUNT, problems)?;
        Self::try_from(number).ok()
    }
}

impl Decode for Percent {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let number = node.whole_number(1, 100, problems)?;
        u32::try_from(number).ok().map(Self)
    }
}

impl Decode for Money {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        node.whole_number(1, HIGHEST_PRICE_FEN, problems).map(Self::from_fen)
    }
}

impl Decode for Term {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        let years = node.whole_number(1, i64::from(Self::MAX), problems)?;
        u32::try_from(years).ok().and_then(|years| Self::try_from(years).ok())
    }
}

impl Decode for EditionCode {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        code(node, problems).map(Self::new)
    }
}

impl Decode for AddOnCode {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Option<Self> {
        code(node, problems).map(Self::new)
    }
}

fn code<'a>(node: &Node<'a>, problems: &mut Problems) -> Option<&'a str> {
    node.value.as_str().filter(|text| is_code(text)).or_else(|| node.refuse(Expected::Code, problems))
}

pub(super) fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_CODE
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
