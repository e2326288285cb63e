//! Buying, renewing and upgrading, and what is asked for before (RULES §3).

use rules::catalogue::{UpgradePolicy, Validity};
use rules::format;
use rules::timeline::TimelineView;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::Page;

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    vec![buying(facts), activation(facts), phone(facts), renewal(facts), upgrade(facts)]
}

/// BUY-1 … BUY-4, ROLE-3.
fn buying(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let answer = text!(language, answers.buying_a, minutes = phone_minutes(facts));
    Answer::new("how-to-buy", text!(language, answers.buying_q), &answer)
        .found_by(text!(language, answers.buying_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}

/// BUY-3.
fn activation(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    Answer::new("not-activated", text!(language, answers.activation_q), text!(language, answers.activation_a))
        .found_by(text!(language, answers.activation_words))
        .with_contact()
}

/// BUY-4.
fn phone(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let answer = text!(language, answers.phone_a, minutes = phone_minutes(facts), phone = facts.phone());
    Answer::new("phone-verification", text!(language, answers.phone_q), &answer)
        .found_by(text!(language, answers.phone_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
        .to(Page::Invoices(None), text!(language, answers.to_invoices))
        .with_contact()
}

/// BUY-5, BUY-6.
fn renewal(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let answer = text!(language, answers.renewal_a, terms = facts.terms_of(|_| true));
    let packs = facts.lasting(Validity::WithEdition);
    Answer::new("renewal", text!(language, answers.renewal_q), &answer)
        .and(packs.map(|add_ons| text!(language, answers.clearing_packs, names = add_ons)))
        .found_by(text!(language, answers.renewal_words))
        .to(Page::Account(TimelineView::default()), text!(language, answers.to_account))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}

/// BUY-7 … BUY-11, BUY-13.
fn upgrade(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let policy = facts.catalogue.policies.upgrade;
    let answer = match policy {
        UpgradePolicy::NewTermWithCredit => text!(language, answers.upgrade_credit, phone = facts.phone()),
        UpgradePolicy::DifferenceForRemainingTerm => text!(language, answers.upgrade_difference).to_owned(),
    };
    // Only a new term moves the end of what is there.
    let if_end_moves = |names: Option<String>| names.filter(|_| policy == UpgradePolicy::NewTermWithCredit);
    let packs = if_end_moves(facts.lasting(Validity::WithEdition));
    let integrations = if_end_moves(facts.lasting(Validity::TermWithinEdition));
    let answer = Answer::new("upgrade", text!(language, answers.upgrade_q), &answer)
        .and(packs.map(|add_ons| text!(language, answers.upgrade_packs, names = add_ons)))
        .and(integrations.map(|add_ons| text!(language, answers.upgrade_integration, names = add_ons)))
        .found_by(text!(language, answers.upgrade_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing));
    // Only a credit can be more than any term costs.
    if policy == UpgradePolicy::NewTermWithCredit { answer.with_contact() } else { answer }
}

fn phone_minutes(facts: &Facts<'_>) -> String {
    format::minutes(facts.catalogue.policies.security_phone_minutes, facts.language)
}
