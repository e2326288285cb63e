//! Messages to phones: written to the terminal in a demonstration, else sent by a gateway.

mod console;
mod gateway;
mod words;

use crate::api::Answering;

pub use console::ConsoleMessages;
pub use gateway::{GatewayMessages, GatewayProblem};
pub(crate) use words::{CodeMessage, message};

/// Sends messages.
pub trait Messages: Send + Sync {
    /// Sends a text to a mobile number of eleven digits. Whatever goes wrong, neither stands in what is said of it.
    ///
    /// # Errors
    /// Why it was not sent, as far as anybody knows.
    fn send<'a>(&'a self, phone: &'a str, text: &'a str) -> Answering<'a, Result<(), SmsFailure>>;
}

/// Why a message was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmsFailure {
    /// The gateway did not answer in time, however often it was tried.
    #[error("the message gateway does not answer")]
    Silent,
    /// The gateway would not send it.
    #[error("the message gateway answers with status {0}")]
    Refused(u16),
    /// It could not even be tried.
    #[error("the message could not be written")]
    Unwritten,
}
