//! Decides one case.

use rules::account::{Account, Event};
use rules::basket::Basket;
use rules::context::Context;
use rules::question::{Answer, answer};
use rules::quote::{QuoteDigest, quote};
use rules::rejection::Rejection;
use rules::way_forward::Wish;
use rules::{Catalogue, Command, decide};
use serde_json::Value;

use crate::case::{self, Asked, Case, Origin, Step, Unreadable};
use crate::refusal::{Refusal, Standpoint};

/// What came of a case.
pub(crate) struct Decision {
    /// By what the case is known.
    pub(crate) id: Value,
    /// For each command of its history, why it was refused if it was.
    pub(crate) history: Vec<Option<Vec<Refusal>>>,
    /// The account that it was decided for.
    account: Option<Account>,
    context: Context,
    /// What was asked for.
    pub(crate) wish: Wish,
    pub(crate) outcome: Outcome,
}

/// What came of what was asked.
pub(crate) enum Outcome {
    Events(Vec<Event>),
    Answer(Box<Answer>),
    Rejected(Rejection),
}

impl Decision {
    /// Whose case it was, and in which circumstances.
    pub(crate) const fn standpoint<'a>(&'a self, catalogue: &'a Catalogue) -> Standpoint<'a> {
        Standpoint { catalogue, account: self.account.as_ref(), context: &self.context }
    }
}

/// Decides a line of the input.
pub(crate) fn of_line(catalogue: &Catalogue, line: &[u8]) -> Result<Decision, Unreadable> {
    let case: Case = serde_json::from_slice(line)?;
    let (id, origin, asked, context) = case.into_parts()?;
    let mut history = Vec::new();
    let account = match origin {
        Origin::None => None,
        Origin::Account(account) => Some(*account),
        Origin::History(steps) => Some(told(catalogue, steps, &mut history)?),
    };
    let (wish, outcome) = match asked {
        Asked::Command(command) => {
            let nobody = Account::new(case::nameless());
            let account = account.as_ref().unwrap_or(&nobody);
            let command = readable(catalogue, account, command, &context)?;
            let outcome = match decide(catalogue, account, &command, &context) {
                Ok(events) => Outcome::Events(events),
                Err(rejection) => Outcome::Rejected(rejection),
            };
            (Wish::of_command(&command), outcome)
        }
        Asked::Question(question) => {
            let outcome = match answer(catalogue, account.as_ref(), &question, &context) {
                Ok(answer) => Outcome::Answer(Box::new(answer)),
                Err(rejection) => Outcome::Rejected(rejection),
            };
            (Wish::of_question(&question), outcome)
        }
    };
    Ok(Decision { id, history, account, context, wish, outcome })
}

/// The account that a history of commands leads to.
fn told(
    catalogue: &Catalogue,
    steps: Vec<Step>,
    history: &mut Vec<Option<Vec<Refusal>>>,
) -> Result<Account, Unreadable> {
    let mut account = Account::new(case::nameless());
    for step in steps {
        let (command, context) = step.into_parts();
        let command = readable(catalogue, &account, command, &context)?;
        match decide(catalogue, &account, &command, &context) {
            Ok(events) => {
                events.iter().for_each(|event| account.apply(event));
                history.push(None);
            }
            Err(rejection) => {
                let standpoint = Standpoint { catalogue, account: Some(&account), context: &context };
                history.push(Some(standpoint.refusals(&rejection, &Wish::of_command(&command))));
            }
        }
    }
    Ok(account)
}

/// The command, with the quote of this moment where it does not say what the buyer was shown.
fn readable(
    catalogue: &Catalogue,
    account: &Account,
    command: Value,
    context: &Context,
) -> Result<Command, Unreadable> {
    let command = case::command(command, |basket| {
        let basket: Basket = serde_json::from_value(basket.clone()).ok()?;
        let priced = quote(catalogue, Some(account), &basket, context.now);
        let shown = priced.map_or_else(|_| QuoteDigest::of_nothing(), |priced| priced.digest());
        serde_json::to_value(shown).ok()
    })?;
    Ok(command)
}
