//! What came of a request: what was asked for, or the failure that a page can tell.

use api::problem::ProblemKind;
use api::{Failure, Problem};
use rules::rejection::{Reason, Rejection};
use serde::de::DeserializeOwned;

use super::request::Request;

/// After how long it is worth asking again where nobody says.
const USUAL_WAIT_SECONDS: u32 = 30;

/// An answer of the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The header `Retry-After`, where it is in seconds.
    pub(super) retry_after_seconds: Option<u32>,
    /// The header `ETag`.
    pub(super) tag: Option<String>,
    /// The header `Content-Disposition`.
    pub(super) disposition: Option<String>,
    pub(super) body: String,
}

impl Answer {
    /// An answer that is a success, or why there is none.
    pub(super) fn good(heard: Option<Self>, request: &Request) -> Result<Self, Failure> {
        let silence = if request.changes() { Failure::Unanswered } else { Failure::Unreachable };
        let Some(answer) = heard else {
            return Err(silence);
        };
        match answer.status {
            200..=299 | 304 => Ok(answer),
            status => Err(answer.failure(status, silence)),
        }
    }

    /// Its body as JSON. What cannot be read was done all the same.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.body).map_err(|_| Failure::OutOfOrder)
    }

    /// The name of the file that it is.
    pub(super) fn file_name(&self) -> Option<&str> {
        let (_, rest) = self.disposition.as_deref()?.split_once("filename=\"")?;
        rest.split_once('"').map(|(name, _)| name).filter(|name| !name.is_empty())
    }

    fn failure(&self, status: u16, silence: Failure) -> Failure {
        let problem = serde_json::from_str::<Problem>(&self.body).ok();
        let told = problem.as_ref().and_then(|problem| problem.failure.clone());
        match (status, told, problem) {
            (_, Some(failure @ (Failure::Refused(_) | Failure::Busy)), _) => failure,
            (429, ..) => {
                Failure::TooMany { retry_after_seconds: self.retry_after_seconds.unwrap_or(USUAL_WAIT_SECONDS) }
            }
            // What is wrong with the request itself is told in the language of the page.
            (400..=499, None, Some(problem)) => Failure::Told { detail: problem.detail },
            (401, ..) => Rejection::because(Reason::SignInRequired).into(),
            // The server gave up, and what it had begun may be done all the same.
            (503, None, Some(problem)) if problem.kind == ProblemKind::TookTooLong => silence,
            // Somebody on the way says so, who does not know how far it came.
            (502..=504, None, None) => silence,
            // What its store says is nothing that a page could help.
            _ => Failure::OutOfOrder,
        }
    }
}
