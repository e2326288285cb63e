//! The add-ons: what there is, how long it lasts, and API access (RULES §4).

use rules::basket::Basket;
use rules::catalogue::{AddOn, ClampedTermPrice, Sale, Validity};
use rules::format;
use rules::timeline::TimelineView;
use rules::vocabulary::EXPERIENCE;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::Page;

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    let mut answers = vec![which(facts), validity(facts)];
    let within_edition = |add_on: &&AddOn| add_on.validity == Validity::TermWithinEdition;
    answers.extend(facts.catalogue.add_ons.iter().find(within_edition).map(|add_on| integration(facts, add_on)));
    answers
}

/// ADD-1 … ADD-3, ADD-11.
fn which(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let line = |add_on: &AddOn| {
        text!(
            language,
            answers.add_ons_line,
            name = add_on.name.in_language(language),
            purpose = add_on.purpose.in_language(language),
            editions = facts.any_of(&add_on.editions)
        )
    };
    let lines: Vec<String> = facts.catalogue.add_ons.iter().map(line).collect();
    let free = facts.add_ons(|add_on| add_on.editions.iter().any(|edition| edition.as_str() == EXPERIENCE));
    let free =
        free.map(|add_ons| text!(language, answers.add_ons_free, experience = facts.experience(), names = add_ons));
    Answer::new("which-add-ons", text!(language, answers.add_ons_q), &lines.join("\n"))
        .and(free)
        .and(Some(text!(language, answers.add_ons_trial).to_owned()))
        .to(Page::AddOns(Basket::default()), text!(language, answers.to_add_ons))
}

/// ADD-4 … ADD-7, ADD-9.
fn validity(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let with_edition = facts.lasting(Validity::WithEdition);
    let yearly = facts.lasting(Validity::OneYear);
    let within = facts.lasting(Validity::TermWithinEdition);
    Answer::new("add-on-validity", text!(language, answers.validity_q), "")
        .and(with_edition.map(|add_ons| text!(language, answers.validity_edition, names = add_ons)))
        .and(yearly.map(|add_ons| text!(language, answers.validity_year, names = add_ons)))
        .and(within.map(|add_ons| text!(language, answers.validity_within, names = add_ons)))
        .and(Some(text!(language, answers.validity_end).to_owned()))
        .found_by(text!(language, answers.validity_words))
        .to(Page::AddOns(Basket::default()), text!(language, answers.to_add_ons))
        .to(Page::Account(TimelineView::default()), text!(language, answers.to_account))
}

/// ADD-3, ADD-7, ADD-8, CH-6.
fn integration(facts: &Facts<'_>, add_on: &AddOn) -> Answer {
    let language = facts.language;
    let name = add_on.name.in_language(language);
    let (price, terms) = match &add_on.sale {
        Sale::Years { yearly_price_fen, terms } => (*yearly_price_fen, terms.clone()),
        Sale::Packs { .. } => Default::default(),
    };
    let answer = text!(
        language,
        answers.integration_a,
        name = name,
        editions = facts.any_of(&add_on.editions),
        price = format::price_tag(price),
        terms = facts.terms(terms)
    );
    let cut_short = match facts.catalogue.policies.clamped_term_price {
        ClampedTermPrice::Full => text!(language, answers.integration_full),
        ClampedTermPrice::ByDays => text!(language, answers.integration_by_days),
    };
    let web = (!add_on.channels.mini_program.is_sold()).then(|| text!(language, answers.integration_web).to_owned());
    Answer::new("api-access", text!(language, answers.integration_q, name = name), &answer)
        .and(Some(cut_short.to_owned()))
        .and(Some(text!(language, answers.integration_fixed).to_owned()))
        .and(web)
        .found_by(text!(language, answers.integration_words))
        .to(Page::AddOns(Basket::default()), text!(language, answers.to_add_ons))
}
