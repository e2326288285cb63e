//! Lines of an input of any length, none of which may grow beyond a limit.

use std::io::{self, BufRead};

/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 16 * 1024 * 1024;

/// One line of the input.
pub(crate) enum Line<'a> {
    /// Its bytes, without the line feed.
    Read(&'a [u8]),
    /// It is longer than a line may be, and was passed over.
    TooLong,
}

/// Reads lines one by one into one buffer.
pub(crate) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self { input, buffer: Vec::new() }
    }

    /// The next line; `None` at the end of the input.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let mut is_too_long = false;
        let mut has_begun = false;
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                break;
            }
            has_begun = true;
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            if self.buffer.len().saturating_add(part.len()) > LONGEST_LINE {
                is_too_long = true;
                self.buffer.clear();
            } else if !is_too_long {
                self.buffer.extend_from_slice(part);
            }
            let taken = part.len().saturating_add(usize::from(end.is_some()));
            self.input.consume(taken);
            if end.is_some() {
                break;
            }
        }
        Ok(match (has_begun, is_too_long) {
            (false, _) => None,
            (true, true) => Some(Line::TooLong),
            (true, false) => Some(Line::Read(&self.buffer)),
        })
    }
}
