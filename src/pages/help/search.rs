//! Searching the answers: every word has to be in a question or its answer; the width and case of letters do not matter.
//!
//! Chinese is written without spaces, so a word is found wherever it stands in a text.

use rules::credit_code::half_width;

/// The words that are searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of what was typed; punctuation around them is none of theirs.
    pub(super) fn of(typed: &str) -> Self {
        let folded = folded(typed);
        let words = folded.split_whitespace().map(|word| word.trim_matches(is_punctuation));
        Self(words.filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Whether nothing is searched for.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of them are in a text that was [`folded`] before.
    pub(super) fn are_all_in(&self, folded: &str) -> bool {
        self.0.iter().all(|word| folded.contains(word.as_str()))
    }

    /// A text in pieces, each of which is one of the words or none of them.
    pub(super) fn pieces(&self, text: &str) -> Vec<Piece> {
        let characters: Vec<char> = text.chars().map(fold).collect();
        let mut marks = vec![false; characters.len()];
        for word in &self.0 {
            let word: Vec<char> = word.chars().collect();
            for (start, window) in characters.windows(word.len().max(1)).enumerate() {
                if window == word {
                    marks.iter_mut().skip(start).take(word.len()).for_each(|mark| *mark = true);
                }
            }
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for (character, is_word) in text.chars().zip(marks) {
            match pieces.last_mut() {
                Some(piece) if piece.is_word == is_word => piece.text.push(character),
                _ => pieces.push(Piece { text: character.to_string(), is_word }),
            }
        }
        pieces
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// As it stands in the text.
    pub(super) text: String,
    /// Whether it was searched for.
    pub(super) is_word: bool,
}

/// A text as it is searched in: as many characters, in one width and case.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

fn fold(character: char) -> char {
    let narrow = half_width(character);
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// Signs that stand around words; those that amounts and addresses begin or end with are none.
const fn is_punctuation(character: char) -> bool {
    matches!(
        character,
        '?' | '!'
            | ','
            | '.'
            | ';'
            | ':'
            | '"'
            | '\''
            | '('
            | ')'
            | '。'
            | '、'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '…'
    )
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
