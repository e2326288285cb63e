//! The unified social credit code of Chinese companies and organisations (GB 32100-2015).

use smol_str::SmolStr;

/// The characters of a code, each worth its place: no I, O, S, V and Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;
/// Where the code of the place of registration stands, which has digits alone.
const PLACE: std::ops::Range<usize> = 2..8;
const MODULUS: u32 = 31;

/// Characters that people mistake for one another.
const LOOKALIKES: [&str; 7] = ["0ODQ", "1IL", "2Z", "5S", "8B", "UV", "6G"];

/// A code whose check character is right (INV-2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditCode(SmolStr);

impl CreditCode {
    /// The code in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeProblem {
    /// It has not 18 characters.
    #[error("a credit code has 18 characters, not {found}")]
    Length {
        /// How many it has.
        found: usize,
    },
    /// A character that no code has.
    #[error("character {position} is none of a credit code")]
    Character {
        /// Which one; the first is 1.
        position: usize,
    },
    /// The last character does not check the others.
    #[error("the check character would be {expected}")]
    CheckCharacter {
        /// What it would be.
        expected: char,
    },
}

impl TryFrom<&str> for CreditCode {
    type Error = CreditCodeProblem;

    fn try_from(text: &str) -> Result<Self, CreditCodeProblem> {
        let characters: Vec<char> = text.trim().chars().map(half_width).map(|c| c.to_ascii_uppercase()).collect();
        if characters.len() != LENGTH {
            return Err(CreditCodeProblem::Length { found: characters.len() });
        }
        let mut sum = 0_u32;
        let mut weight = 1_u32;
        let mut last = None;
        for (index, character) in characters.iter().enumerate() {
            let worth = worth(*character).ok_or(CreditCodeProblem::Character { position: index + 1 })?;
            if index + 1 < LENGTH {
                sum += worth * weight;
                weight = weight * 3 % MODULUS;
            } else {
                last = Some(*character);
            }
        }
        let check = (MODULUS - sum % MODULUS) % MODULUS;
        let expected = ALPHABET.chars().nth(check as usize).unwrap_or('0');
        if last == Some(expected) {
            Ok(Self(characters.into_iter().collect()))
        } else {
            Err(CreditCodeProblem::CheckCharacter { expected })
        }
    }
}

/// The one code that was probably meant, where a single character was mistaken: for one that looks like it, or for one that
/// no code has, which leaves a single character that fits.
#[must_use]
pub fn suggestion(text: &str) -> Option<CreditCode> {
    let typed: Vec<char> = text.trim().chars().map(half_width).map(|c| c.to_ascii_uppercase()).collect();
    if typed.len() != LENGTH {
        return None;
    }
    let mut found = None;
    for (index, character) in typed.iter().enumerate() {
        let alike = LOOKALIKES.iter().filter(|group| group.contains(*character)).flat_map(|group| group.chars());
        let others: String = if worth(*character).is_none() { ALPHABET.to_owned() } else { alike.collect() };
        let fits = |other: &char| other != character && (other.is_ascii_digit() || !PLACE.contains(&index));
        for other in others.chars().filter(fits) {
            let changed: String =
                typed.iter().enumerate().map(|(place, kept)| if place == index { other } else { *kept }).collect();
            if let Ok(code) = CreditCode::try_from(changed.as_str()) {
                if found.is_some() {
                    return None;
                }
                found = Some(code);
            }
        }
    }
    found
}

fn worth(character: char) -> Option<u32> {
    ALPHABET.chars().position(|known| known == character).and_then(|place| u32::try_from(place).ok())
}

/// The ASCII character that a full-width one stands for.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        other => other,
    }
}
