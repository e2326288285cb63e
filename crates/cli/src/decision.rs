//! Decides one case.

use rules::account::{Account, Event};
use rules::basket::Basket;
use rules::context::Context;
use rules::question::{Answer, answer};
use rules::quote::{QuoteDigest, quote};
use rules::rejection::Rejection;
use rules::{Catalogue, decide};
use serde_json::Value;

use crate::case::{self, Asked, Case, Origin, Step, Unreadable};

/// What came of a case.
pub(crate) struct Decision {
    /// By what the case is known.
    pub(crate) id: Value,
    /// For each command of its history, the refusal if it was refused.
    pub(crate) history: Vec<Option<Rejection>>,
    pub(crate) outcome: Outcome,
}

/// What came of what was asked.
pub(crate) enum Outcome {
    Events(Vec<Event>),
    Answer(Box<Answer>),
    Rejected(Rejection),
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
    let outcome = match asked {
        Asked::Command(command) => {
            let account = account.unwrap_or_else(|| Account::new(case::nameless()));
            match decided(catalogue, &account, command, &context)? {
                Ok(events) => Outcome::Events(events),
                Err(rejection) => Outcome::Rejected(rejection),
            }
        }
        Asked::Question(question) => match answer(catalogue, account.as_ref(), &question, &context) {
            Ok(answer) => Outcome::Answer(Box::new(answer)),
            Err(rejection) => Outcome::Rejected(rejection),
        },
    };
    Ok(Decision { id, history, outcome })
}

/// The account that a history of commands leads to.
fn told(catalogue: &Catalogue, steps: Vec<Step>, history: &mut Vec<Option<Rejection>>) -> Result<Account, Unreadable> {
    let mut account = Account::new(case::nameless());
    for step in steps {
        let (command, context) = step.into_parts();
        let decided = decided(catalogue, &account, command, &context)?;
        for event in decided.iter().flatten() {
            account.apply(event);
        }
        history.push(decided.err());
    }
    Ok(account)
}

fn decided(
    catalogue: &Catalogue,
    account: &Account,
    command: Value,
    context: &Context,
) -> Result<Result<Vec<Event>, Rejection>, Unreadable> {
    let command = case::command(command, |basket| {
        let basket: Basket = serde_json::from_value(basket.clone()).ok()?;
        let priced = quote(catalogue, Some(account), &basket, context.now);
        let shown = priced.map_or_else(|_| QuoteDigest::of_nothing(), |priced| priced.digest());
        serde_json::to_value(shown).ok()
    })?;
    Ok(decide(catalogue, account, &command, context))
}
