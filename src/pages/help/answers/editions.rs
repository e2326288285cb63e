//! Editions, how long they last, and what follows (RULES §2).

use rules::catalogue::{Edition, Validity};
use rules::format;
use rules::timeline::TimelineView;
use rules::vocabulary::Term;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::parts::allotted_contracts;
use crate::routes::Page;

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    let mut answers = vec![which(facts), term(facts), after_end(facts)];
    let labelled = facts.catalogue.editions.iter().filter(|edition| edition.contracts.label.is_some());
    answers.extend(labelled.max_by_key(|edition| edition.rank).map(|edition| use_freely(facts, edition)));
    answers
}

/// ED-1, ED-5.
fn which(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let names = facts.editions(|_| true).unwrap_or_default();
    let about = |edition: &Edition| {
        text!(
            language,
            answers.editions_line,
            name = edition.name.in_language(language),
            tagline = edition.tagline.in_language(language),
            price = format::price_tag(edition.yearly_price_fen),
            contracts = allotted_contracts(edition, language)
        )
    };
    let lines: Vec<String> = facts.catalogue.editions.iter().map(about).collect();
    Answer::new("editions", text!(language, answers.editions_q), &text!(language, answers.editions_a, editions = names))
        .and(Some(lines.join("\n")))
        .found_by(text!(language, answers.editions_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}

/// ED-2, ED-3, BUY-5.
fn term(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let longest = facts.catalogue.editions.iter().flat_map(|edition| &edition.terms).max().copied();
    let most = format::years(longest.unwrap_or(Term::ONE).years(), language);
    let answer = text!(language, answers.term_a, terms = facts.terms_of(|_| true), most = most);
    Answer::new("term", text!(language, answers.term_q), &answer)
        .found_by(text!(language, answers.term_words))
        .to(Page::Account(TimelineView::default()), text!(language, answers.to_account))
}

/// ED-6, ADD-5, ADD-6, BUY-6.
fn after_end(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let packs = facts.lasting(Validity::WithEdition);
    let yearly = facts.lasting(Validity::OneYear);
    let answer = text!(language, answers.after_end_a, experience = facts.experience());
    Answer::new("after-the-end", text!(language, answers.after_end_q), &answer)
        .and(packs.map(|add_ons| text!(language, answers.after_end_packs, names = add_ons)))
        .and(yearly.map(|add_ons| text!(language, answers.after_end_yearly, names = add_ons)))
        .and(Some(text!(language, answers.after_end_again).to_owned()))
        .found_by(text!(language, answers.after_end_words))
        .to(Page::Account(TimelineView::default()), text!(language, answers.to_account))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}

/// ED-4: the amount behind the label.
fn use_freely(facts: &Facts<'_>, edition: &Edition) -> Answer {
    let language = facts.language;
    let label = edition.contracts.label.as_ref().map_or("", |label| label.in_language(language));
    let question = text!(language, answers.freely_q, edition = edition.name.in_language(language), label = label);
    let answer =
        text!(language, answers.freely_a, amount = allotted_contracts(edition, language), phone = facts.phone());
    let packs = facts.list(facts.contract_packs().map(|(add_on, _)| add_on.name.in_language(language).to_owned()));
    Answer::new("use-freely", question, &answer)
        .and(packs.map(|add_ons| text!(language, answers.freely_packs, names = add_ons)))
        .found_by(text!(language, answers.freely_words))
        .with_contact()
}
