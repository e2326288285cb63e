//! The trial (RULES §6).

use rules::format;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::Page;

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    vec![trial(facts), afterwards(facts)]
}

/// TRIAL-1 … TRIAL-4, TRIAL-7.
fn trial(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let whole = facts.catalogue.trial.hours;
    let hours = format::hours(whole, language);
    let time = if whole.is_multiple_of(24) {
        text!(language, answers.trial_days, days = format::days(i64::from(whole / 24), language), hours = hours)
    } else {
        hours
    };
    let answer = text!(language, answers.trial_a, editions = facts.editions(|_| true).unwrap_or_default(), time = time);
    Answer::new("trial", text!(language, answers.trial_q), &answer)
        .found_by(text!(language, answers.trial_words))
        .to(Page::Trial(None), text!(language, answers.to_trial))
}

/// TRIAL-5, TRIAL-6.
fn afterwards(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let given = facts.catalogue.trial.contracts;
    let contracts =
        (given > 0).then(|| text!(language, answers.trial_end_contracts, contracts = facts.contracts(given)));
    let answer = text!(language, answers.trial_end_a, experience = facts.experience());
    Answer::new("after-the-trial", text!(language, answers.trial_end_q), &answer)
        .and(contracts)
        .to(Page::Trial(None), text!(language, trial.nav))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}
