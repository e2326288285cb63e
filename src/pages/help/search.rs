//! Searching the answers: every word has to be in a question or its answer; the width and case of letters do not matter.
//!
//! Chinese is written without spaces, so a word is found wherever it stands in a text, and what makes a question of it
//! is left out.

use rules::credit_code::half_width;

/// What makes a question of Chinese words, the longer first where one begins with another.
const QUESTION_WORDS: [&str; 17] = [
    "什么时候",
    "为什么",
    "怎么办",
    "怎么样",
    "怎么",
    "怎样",
    "如何",
    "能不能",
    "可不可以",
    "能否",
    "可以",
    "多少",
    "什么",
    "请问",
    "能",
    "吗",
    "呢",
];

/// After these, 能 is a part of a word: 功能, 可能, 性能, 智能.
const BEFORE_ABLE: [char; 4] = ['功', '可', '性', '智'];

/// The words that are searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of what was typed; punctuation around them is none of theirs. Of a run of Chinese, every two
    /// characters that follow each other are one.
    pub(super) fn of(typed: &str) -> Self {
        let folded = folded(typed);
        let mut words: Vec<String> = Vec::new();
        for run in folded.split_whitespace().flat_map(runs) {
            if run.starts_with(is_han) {
                words.extend(without_question(&run).iter().flat_map(|rest| pairs(rest)));
            } else {
                words.push(singular(run.trim_matches(is_punctuation)).to_owned());
            }
        }
        words.retain(|word| !word.is_empty());
        Self(words)
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

/// A word in parts that are either Chinese or hold none of it.
fn runs(word: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for character in word.chars() {
        match runs.last_mut() {
            Some(run) if run.starts_with(is_han) == is_han(character) => run.push(character),
            _ => runs.push(character.to_string()),
        }
    }
    runs
}

const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// What a run of Chinese consists of besides [`QUESTION_WORDS`].
fn without_question(run: &str) -> Vec<String> {
    let mut rests = vec![String::new()];
    let mut left = run;
    while let Some(character) = left.chars().next() {
        let before = rests.last().and_then(|rest| rest.chars().last());
        let is_part = character == '能' && before.is_some_and(|before| BEFORE_ABLE.contains(&before));
        let asked = QUESTION_WORDS.iter().filter(|_| !is_part).find_map(|word| left.strip_prefix(word));
        if let Some(after) = asked {
            rests.push(String::new());
            left = after;
        } else {
            if let Some(rest) = rests.last_mut() {
                rest.push(character);
            }
            left = left.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    rests
}

/// Every two characters that follow each other, or the whole where it is shorter.
fn pairs(run: &str) -> Vec<String> {
    let characters: Vec<char> = run.chars().collect();
    if characters.len() < 2 { vec![run.to_owned()] } else { characters.windows(2).map(String::from_iter).collect() }
}

/// An English word without the s of its plural, which is found in the plural too.
fn singular(word: &str) -> &str {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']));
    stem.filter(|stem| stem.chars().all(|character| character.is_ascii_alphabetic())).unwrap_or(word)
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
