//! What an answer says that is no success (RFC 9457): for a person in the language that was asked for, and for a program.

mod kind;
mod mistake;
mod shed;
mod status;
mod words;

use rules::rejection::{Reason, Remedy};
use rules::vocabulary::Language;
use serde::{Deserialize, Serialize};

pub use kind::ProblemKind;
pub use mistake::{RequestMistake, SignatureFault};
pub use shed::Shed;
pub use status::{RETRY_AFTER_SECONDS, refusal_status, status_of_failure, status_of_reason};

use crate::failure::{Failure, StoreFailure};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// The body of an answer that is no success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// What kind of problem.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The kind in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, for a person.
    pub detail: String,
    /// The path that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What the log of the server calls the request: the header `X-Request-Id` of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What happened, for a program; `None` where the request itself was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// Every reason of a refusal, in the order in which a person would clear them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ToldReason>,
}

/// A reason of a refusal in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldReason {
    /// The id of the rule that it comes from.
    pub rule: String,
    /// The reason for a program; its `code` says which.
    #[serde(flatten)]
    pub reason: Reason,
    /// The reason for a person.
    pub text: String,
    /// The ways out that are open, the shortest first.
    pub remedies: Vec<ToldRemedy>,
}

/// A way out in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldRemedy {
    /// The way out for a program; its `remedy` says which.
    #[serde(flatten)]
    pub remedy: Remedy,
    /// What a button says that takes it.
    pub text: String,
}

impl Problem {
    /// The problem that a failure is; `reasons` are those of a refusal in words. What a store says of itself is kept back.
    #[must_use]
    pub fn of_failure(failure: &Failure, reasons: Vec<ToldReason>, language: Language) -> Self {
        let kind = ProblemKind::of_failure(failure);
        let told: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
        let detail = if told.is_empty() { words::detail_of_failure(kind, language).to_owned() } else { told.join(" ") };
        Self {
            kind,
            title: words::title(kind, language).to_owned(),
            status: status_of_failure(failure),
            detail,
            instance: None,
            request_id: None,
            failure: Some(without_detail(failure)),
            reasons,
        }
    }

    /// The problem of a request that nobody understands.
    #[must_use]
    pub fn of_mistake(mistake: &RequestMistake, language: Language) -> Self {
        let kind = mistake.kind();
        Self {
            kind,
            title: words::title(kind, language).to_owned(),
            status: mistake.status(),
            detail: words::detail_of_mistake(mistake, language),
            instance: None,
            request_id: None,
            failure: None,
            reasons: Vec::new(),
        }
    }

    /// The problem of a request that the server does not take on, or not to its end.
    #[must_use]
    pub fn of_shedding(shed: Shed, language: Language) -> Self {
        let kind = shed.kind();
        Self {
            kind,
            title: words::title(kind, language).to_owned(),
            status: shed.status(),
            detail: words::detail_of_shedding(shed, language).to_owned(),
            instance: None,
            request_id: None,
            failure: None,
            reasons: Vec::new(),
        }
    }

    /// The failure that a client reports, the same that the backend inside the browser would have.
    #[must_use]
    pub fn into_failure(self) -> Failure {
        let detail = format!("{}: {}", self.title, self.detail);
        self.failure.unwrap_or(Failure::Store(StoreFailure::Other { detail }))
    }
}

/// A failure as a client may know it.
fn without_detail(failure: &Failure) -> Failure {
    let detail = String::new();
    match failure {
        Failure::Store(StoreFailure::Unreadable { .. }) => Failure::Store(StoreFailure::Unreadable { detail }),
        Failure::Store(StoreFailure::Other { .. }) => Failure::Store(StoreFailure::Other { detail }),
        Failure::Store(StoreFailure::Full | StoreFailure::Blocked)
        | Failure::Refused(_)
        | Failure::Busy
        | Failure::Unreachable
        | Failure::Unanswered
        | Failure::OutOfOrder
        | Failure::Told { .. }
        | Failure::TooMany { .. } => failure.clone(),
    }
}
