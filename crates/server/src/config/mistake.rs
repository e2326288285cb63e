//! What can be wrong with a configuration: all of it at once, each with its place and what to write instead.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

/// Everything that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

/// One thing that is wrong. It never quotes a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub place: Place,
    /// The key, as in the file; empty where the file as a whole is wrong.
    pub key: String,
    /// What is wrong, and the way out.
    pub what: String,
}

/// Who says a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file, in this line, counted from 1.
    File {
        /// Which file.
        path: PathBuf,
        /// Which line.
        line: usize,
    },
    /// A variable of the environment.
    Environment(String),
    /// An argument of the command line.
    Argument(&'static str),
    /// Nobody: it is the default.
    Default,
    /// Nobody, and there is no default.
    Nowhere,
}

impl Display for Place {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line } => write!(formatter, "{}:{line}", path.display()),
            Self::Environment(name) => formatter.write_str(name),
            Self::Argument(name) => formatter.write_str(name),
            Self::Default => formatter.write_str("default"),
            Self::Nowhere => formatter.write_str("not configured"),
        }
    }
}

impl Display for Mistake {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.place)?;
        if !self.key.is_empty() {
            write!(formatter, "{}: ", self.key)?;
        }
        formatter.write_str(&self.what)
    }
}

impl Display for Mistakes {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        formatter.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Mistakes {}
