//! Messages of a demonstration: written to the terminal, for whoever shows it.

use std::io::Write;

use super::{Messages, SmsFailure};
use crate::api::Answering;

/// Writes messages to standard output. For a demonstration alone: whoever reads the terminal reads the codes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleMessages;

impl Messages for ConsoleMessages {
    fn send<'a>(&'a self, phone: &'a str, text: &'a str) -> Answering<'a, Result<(), SmsFailure>> {
        Box::pin(async move {
            // Where nobody reads it, the answer shows the code all the same.
            let _ = writeln!(std::io::stdout(), "Message to {phone}: {text}");
            Ok(())
        })
    }
}
