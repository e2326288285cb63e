//! The stream: a result for each line, in order, and on with the next whatever a line holds.

use std::io::{self, BufRead, Write};

use rules::Catalogue;
use rules::account::Event;
use rules::vocabulary::Language;
use serde::Serialize;
use serde_json::Value;

use crate::case::Unreadable;
use crate::decision::{self, Decision, Outcome};
use crate::lines::{Line, Lines};
use crate::refusal::Refusal;
use crate::text;

/// In what form results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line.
    Json,
    /// Sentences, with an empty line after each case.
    Text(Language),
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Cases that were decided.
    pub decided: u64,
    /// Lines that could not be read.
    pub unreadable: u64,
}

/// A result as JSON.
#[derive(Serialize)]
struct ResultLine<'a> {
    id: &'a Value,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    history: &'a [Option<Vec<Refusal>>],
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<&'a [Event]>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    answer: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejections: Option<Vec<Refusal>>,
}

/// A line that is no case.
#[derive(Serialize)]
struct UnreadableLine {
    line: u64,
    unreadable: String,
}

/// Decides every line of `input` and writes its result to `output`; a line that cannot be read is also told on `errors`,
/// with its number (the first is 1). Empty lines are passed over.
///
/// # Errors
/// Input or output that breaks off.
pub fn run(
    catalogue: &Catalogue,
    form: Form,
    input: impl BufRead,
    output: &mut impl Write,
    errors: &mut impl Write,
) -> io::Result<Summary> {
    let mut lines = Lines::new(input);
    let mut summary = Summary::default();
    let mut number = 0_u64;
    while let Some(line) = lines.next_line()? {
        number = number.saturating_add(1);
        let decided = match line {
            Line::Read(bytes) if bytes.trim_ascii().is_empty() => continue,
            Line::Read(bytes) => decision::of_line(catalogue, bytes),
            Line::TooLong => Err(Unreadable::TooLong),
        };
        match decided {
            Ok(decision) => {
                summary.decided = summary.decided.saturating_add(1);
                match form {
                    Form::Json => write_json(&decision, catalogue, output)?,
                    Form::Text(language) => text::write(&decision, catalogue, language, output)?,
                }
            }
            Err(problem) => {
                summary.unreadable = summary.unreadable.saturating_add(1);
                writeln!(errors, "line {number}: {problem}")?;
                let unreadable = UnreadableLine { line: number, unreadable: problem.to_string() };
                match form {
                    Form::Json => json_line(&unreadable, output)?,
                    Form::Text(_) => writeln!(output, "{number}: {problem}\n")?,
                }
            }
        }
    }
    output.flush()?;
    Ok(summary)
}

fn write_json(decision: &Decision, catalogue: &Catalogue, output: &mut impl Write) -> io::Result<()> {
    let standpoint = decision.standpoint(catalogue);
    let (events, answer, rejections) = match &decision.outcome {
        Outcome::Events(events) => (Some(events.as_slice()), None, None),
        Outcome::Answer(answer) => (None, Some(standpoint.told(answer, &decision.wish)), None),
        Outcome::Rejected(rejection) => (None, None, Some(standpoint.refusals(rejection, &decision.wish))),
    };
    let history = &decision.history;
    json_line(&ResultLine { id: &decision.id, history, events, answer, rejections }, output)
}

fn json_line(value: &impl Serialize, output: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    output.write_all(b"\n")
}
