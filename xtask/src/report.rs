//! What the commands say: failures with their remedy, and progress with the time it took.

use std::fmt;
use std::io::Write;
use std::time::{Duration, Instant};

/// Why a command cannot go on, and what a person can do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    remedy: Option<String>,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// Adds how to mend it: a command to run, a thing to get.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "error: {}", self.what)?;
        if let Some(remedy) = &self.remedy {
            write!(out, "\n  to mend it: {remedy}")?;
        }
        Ok(())
    }
}

/// Says what went wrong while doing `what`; for errors of the standard library.
pub(crate) trait Doing<T> {
    fn doing(self, what: impl fmt::Display) -> Result<T, Failure>;
}

impl<T, E: fmt::Display> Doing<T> for Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(format!("{what}: {error}")))
    }
}

/// Prints a line about something that needed no work.
pub(crate) fn already(name: &str, detail: &str) {
    println!("[setup] {name}: already there{}", in_brackets(detail));
}

/// Prints what is begun, does it, and prints how long it took.
pub(crate) fn step<T>(name: &str, doing: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    println!("[{name}] {doing} …");
    // Progress is a courtesy: a closed pipe must not stop the work.
    let _ = std::io::stdout().flush();
    let begun = Instant::now();
    let result = work();
    let took = seconds(begun.elapsed());
    match &result {
        Ok(_) => println!("[{name}] done in {took}"),
        Err(_) => println!("[{name}] failed after {took}"),
    }
    result
}

/// A duration for people: `0.4 s`, `75 s`, `7 min 02 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

fn in_brackets(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(" ({detail})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(75)), "75 s");
        assert_eq!(seconds(Duration::from_secs(422)), "7 min 02 s");
    }

    #[test]
    fn a_failure_names_its_remedy() {
        let failure = Failure::new("Node is missing").remedy("install Node 20");
        assert_eq!(failure.to_string(), "error: Node is missing\n  to mend it: install Node 20");
    }
}
