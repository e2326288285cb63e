//! What is counted, where it is seen, and when it is cleared (RULES §7, ED-5, ADD-9).

use rules::basket::Basket;
use rules::catalogue::{Allotment, PackSize, UpgradePolicy, Validity};
use rules::format;
use rules::timeline::TimelineView;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::{Page, UsageView};

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    vec![counting(facts), balances(facts), clearing(facts), used_up(facts)]
}

/// QUOTA-1, QUOTA-2.
fn counting(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    Answer::new("counting", text!(language, answers.counting_q), text!(language, answers.counting_a))
        .found_by(text!(language, answers.counting_words))
        .to(Page::Usage(UsageView::default()), text!(language, answers.to_usage))
}

/// QUOTA-5, ROLE-2.
fn balances(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    Answer::new("balances", text!(language, answers.balances_q), text!(language, answers.balances_a))
        .found_by(text!(language, answers.balances_words))
        .to(Page::Account(TimelineView::default()), text!(language, answers.to_account))
        .to(Page::Usage(UsageView::default()), text!(language, answers.to_usage))
}

/// ED-5, BUY-11, ADD-5, ADD-6, TRIAL-6, QUOTA-3.
fn clearing(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let included = |per: Allotment| facts.editions(|edition| edition.contracts.per == per);
    let is_replaced = facts.catalogue.policies.upgrade == UpgradePolicy::NewTermWithCredit;
    let upgrade = is_replaced.then(|| text!(language, answers.clearing_upgrade).to_owned());
    let trial = (facts.catalogue.trial.contracts > 0).then(|| text!(language, answers.clearing_trial).to_owned());
    Answer::new("clearing", text!(language, answers.clearing_q), "")
        .and(included(Allotment::Year).map(|editions| text!(language, answers.clearing_year, editions = editions)))
        .and(included(Allotment::Term).map(|editions| text!(language, answers.clearing_term, editions = editions)))
        .and(upgrade)
        .and(
            facts
                .lasting(Validity::WithEdition)
                .map(|add_ons| text!(language, answers.clearing_packs, names = add_ons)),
        )
        .and(facts.lasting(Validity::OneYear).map(|add_ons| text!(language, answers.clearing_yearly, names = add_ons)))
        .and(trial)
        .and(Some(text!(language, answers.clearing_order).to_owned()))
        .found_by(text!(language, answers.clearing_words))
        .to(Page::Usage(UsageView::default()), text!(language, answers.to_usage))
}

/// QUOTA-4, QUOTA-7, ED-4, ADD-2, ADD-10.
fn used_up(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let size = |size: &PackSize| {
        let units = facts.contracts(size.amount);
        text!(language, answers.used_up_size, units = units, price = format::price_tag(size.price_fen))
    };
    let packs = facts.contract_packs().next().map(|(add_on, sizes)| {
        let sizes = facts.list(sizes.iter().map(size)).unwrap_or_default();
        text!(language, answers.used_up_packs, name = add_on.name.in_language(language), sizes = sizes)
    });
    let highest = facts.catalogue.editions.iter().max_by_key(|edition| edition.rank).map(|edition| {
        let edition = edition.name.in_language(language);
        text!(language, answers.used_up_highest, edition = edition, phone = facts.phone())
    });
    let notices = &facts.catalogue.policies.notices;
    let levels = facts.list(notices.percent_used.iter().map(|percent| format!("{}%", percent.0)));
    let few = format::count(u64::from(notices.fewer_than));
    Answer::new("used-up", text!(language, answers.used_up_q), text!(language, answers.used_up_a))
        .and(highest)
        .and(packs)
        .and(levels.map(|levels| text!(language, answers.used_up_notices, levels = levels, few = few)))
        .found_by(text!(language, answers.used_up_words))
        .to(Page::AddOns(Basket::default()), text!(language, answers.to_add_ons))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
        .with_contact()
}
