//! What can be wrong with a catalogue file: the place, what was expected there and what was found.

use std::fmt;

use crate::vocabulary::Language;

/// Everything that is wrong with a catalogue file: first what cannot be read, in the order of the fields, then what
/// contradicts another part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueProblems(pub Vec<CatalogueProblem>);

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueProblem {
    /// The place as a JSON path: `$.editions[1].terms`.
    pub path: String,
    /// What should be there.
    pub expected: Expected,
    /// What is there, shortened.
    pub found: String,
}

/// What should be at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A file in JSON.
    Json,
    /// An object.
    Object,
    /// A list with at least so many entries.
    List {
        /// The fewest entries.
        min: usize,
    },
    /// A text that is not empty.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number in a range, both ends inside.
    WholeNumber {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A field that must not be missing.
    Field,
    /// Nothing: the field is not known here.
    NoSuchField,
    /// One of these words.
    OneOf(Vec<String>),
    /// A value that no earlier entry has.
    Unique,
    /// A number larger than that of the entry before; the first is at least 1.
    Ascending,
    /// A code of lower-case letters, digits and underscores, at most 22 of them.
    Code,
    /// A number that is not below this one.
    AtLeast(i64),
}

impl CatalogueProblem {
    /// A sentence for the person who keeps the file.
    #[must_use]
    pub fn explain(&self, language: Language) -> String {
        let expected = self.expected.explain(language);
        match (&self.expected, language) {
            (Expected::Field, _) => expected,
            (Expected::NoSuchField, Language::Chinese) => format!("{expected}：{}", self.found),
            (Expected::NoSuchField, Language::English) => format!("{expected}: {}", self.found),
            (_, Language::Chinese) => format!("应为{expected}，实际为 {}", self.found),
            (_, Language::English) => format!("expected {expected}, found {}", self.found),
        }
    }
}

impl Expected {
    fn explain(&self, language: Language) -> String {
        let zh = language == Language::Chinese;
        let word = |chinese: &str, english: &str| if zh { chinese } else { english }.to_owned();
        match self {
            Self::Json => word("合法的 JSON", "valid JSON"),
            Self::Object => word("对象", "an object"),
            Self::List { min: 0 } => word("列表", "a list"),
            Self::List { min } if zh => format!("至少 {min} 项的列表"),
            Self::List { min } => format!("a list of at least {min}"),
            Self::Text => word("非空文本", "a text that is not empty"),
            Self::Boolean => word("true 或 false", "true or false"),
            Self::WholeNumber { min, max } if zh => format!("{min} 到 {max} 之间的整数"),
            Self::WholeNumber { min, max } => format!("a whole number from {min} to {max}"),
            Self::Field => word("缺少必填字段", "a required field is missing"),
            Self::NoSuchField => word("不支持的字段", "this field is not known here"),
            Self::OneOf(words) if zh => format!("以下之一：{}", words.join("、")),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::Unique => word("不与前面重复的值", "a value that is not used before"),
            Self::Ascending => word("大于前一项的数（从 1 起）", "a number above the one before, 1 or more"),
            Self::Code => word(
                "小写字母、数字和下划线组成的代码（最多 22 个字符）",
                "a code of lower-case letters, digits and underscores, at most 22",
            ),
            Self::AtLeast(least) if zh => format!("不小于 {least} 的数"),
            Self::AtLeast(least) => format!("a number not below {least}"),
        }
    }
}

impl fmt::Display for CatalogueProblems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(formatter, "{}: {}", problem.path, problem.explain(Language::English))?;
        }
        Ok(())
    }
}

impl std::error::Error for CatalogueProblems {}
