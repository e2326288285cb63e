//! What every sentence must be, in whichever language.

use rules::account::OrderState;
use rules::vocabulary::Language;

use super::at;

/// Words of the Latin alphabet that a Chinese sentence may hold.
const LATIN_IN_CHINESE: [&str; 1] = ["API"];

pub fn every_state() -> [OrderState; 8] {
    let at = at("2026-03-01 10:05");
    [
        OrderState::Unpaid,
        OrderState::AwaitingBinding { paid_at: at },
        OrderState::Provisioning { since: at },
        OrderState::Delivered { since: at, delivered_at: at },
        OrderState::Cancelled { at },
        OrderState::Expired { at },
        OrderState::NeedsAttention { at },
        OrderState::Closed { at },
    ]
}

/// Not empty, no code word, no word of the other language.
pub fn assert_reads_well(text: &str, language: Language) {
    assert!(!text.trim().is_empty());
    assert!(!text.contains('_') && !text.contains("order_id") && !text.contains("platinum"), "code words: {text}");
    assert!(!text.contains("  ") && !text.contains("{}"), "clumsy: {text}");
    match language {
        Language::Chinese => {
            let mut words = text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            assert!(words.all(|word| LATIN_IN_CHINESE.contains(&word)), "not Chinese: {text}");
        }
        Language::English => {
            let chinese = text.chars().find(|letter| {
                ('\u{3000}'..='\u{9fff}').contains(letter) || ('\u{ff00}'..='\u{ffef}').contains(letter)
            });
            assert_eq!(chinese, None, "not English: {text}");
            assert!(
                text.starts_with(|letter: char| letter.is_uppercase() || letter == '¥' || letter.is_numeric()),
                "{text}"
            );
        }
    }
}
