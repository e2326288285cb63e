//! A case as a line of the input holds it.

use rules::Command;
use rules::account::{Account, Event};
use rules::calendar::Instant;
use rules::context::{Actor, BindingTarget, Context};
use rules::question::Question;
use rules::usage::LedgerEntry;
use rules::vocabulary::{AccountId, Channel};
use serde::Deserialize;
use serde_json::Value;

/// One case: who wants what, when and where, on which account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// Whatever the result is to be known by.
    #[serde(default)]
    pub(crate) id: Value,
    pub(crate) now: Instant,
    #[serde(default)]
    pub(crate) channel: Channel,
    pub(crate) actor: Actor,
    /// The account as it stands.
    #[serde(default)]
    account: Option<Account>,
    /// Or what happened to it.
    #[serde(default)]
    events: Option<Vec<Event>>,
    /// Or the commands that it came about by; those that are refused change nothing.
    #[serde(default)]
    history: Option<Vec<Step>>,
    #[serde(default)]
    command: Option<Value>,
    #[serde(default)]
    question: Option<Value>,
    /// The enterprise that an order is to be bound to (BIND-3).
    #[serde(default)]
    binding_target: Option<Box<BindingTarget>>,
    /// The ledger's entries for what the command names (QUOTA-6).
    #[serde(default)]
    ledger: Vec<LedgerEntry>,
}

/// A command of the past.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) now: Instant,
    #[serde(default)]
    pub(crate) channel: Channel,
    pub(crate) actor: Actor,
    pub(crate) command: Value,
    #[serde(default)]
    binding_target: Option<Box<BindingTarget>>,
    #[serde(default)]
    ledger: Vec<LedgerEntry>,
}

/// What the account is taken from.
pub(crate) enum Origin {
    /// A visitor asks, or nothing has happened yet.
    None,
    /// The account itself.
    Account(Box<Account>),
    /// Its history, to be decided.
    History(Vec<Step>),
}

/// What is asked of the account.
pub(crate) enum Asked {
    /// That something be done. Still as JSON: an order may leave out what the buyer was shown.
    Command(Value),
    /// To know something.
    Question(Question),
}

/// Why a line is no case.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("the line is longer than {} bytes", crate::LONGEST_LINE)]
    TooLong,
    #[error("give one of `account`, `events` and `history`, not several")]
    SeveralOrigins,
    #[error("give either `command` or `question`")]
    NothingOrBothAsked,
}

impl Case {
    /// Takes the case apart: where the account comes from, what is asked, in which circumstances.
    pub(crate) fn into_parts(self) -> Result<(Value, Origin, Asked, Context), Unreadable> {
        let origin = match (self.account, self.events, self.history) {
            (None, None, None) => Origin::None,
            (Some(account), None, None) => Origin::Account(Box::new(account)),
            (None, Some(events), None) => Origin::Account(Box::new(Account::replay(nameless(), &events))),
            (None, None, Some(steps)) => Origin::History(steps),
            _ => return Err(Unreadable::SeveralOrigins),
        };
        let asked = match (self.command, self.question) {
            (Some(command), None) => Asked::Command(command),
            (None, Some(question)) => Asked::Question(serde_json::from_value(question)?),
            _ => return Err(Unreadable::NothingOrBothAsked),
        };
        let context = Context {
            now: self.now,
            channel: self.channel,
            actor: self.actor,
            binding_target: self.binding_target,
            ledger: self.ledger,
        };
        Ok((self.id, origin, asked, context))
    }
}

impl Step {
    /// The command, still as JSON, with its circumstances.
    pub(crate) fn into_parts(self) -> (Value, Context) {
        let context = Context {
            now: self.now,
            channel: self.channel,
            actor: self.actor,
            binding_target: self.binding_target,
            ledger: self.ledger,
        };
        (self.command, context)
    }
}

/// The account of a case that names none.
pub(crate) fn nameless() -> AccountId {
    AccountId::new("account")
}

/// Reads a command; an order that leaves out `shown` was shown what it costs now.
pub(crate) fn command(
    mut value: Value,
    shown: impl FnOnce(&Value) -> Option<Value>,
) -> Result<Command, serde_json::Error> {
    if let Value::Object(fields) = &mut value
        && fields.get("command").is_some_and(|name| name == "place_order")
        && !fields.contains_key("shown")
        && let Some(digest) = fields.get("basket").and_then(shown)
    {
        fields.insert("shown".to_owned(), digest);
    }
    serde_json::from_value(value)
}
