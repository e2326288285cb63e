//! Payment, delivery, and orders that wait for either (RULES §8).

use chrono::DateTime;
use rules::account::OrderState;
use rules::catalogue::{UpgradePolicy, Validity};
use rules::explain;
use rules::format;
use rules::timeline::TimelineView;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::{OrderFilter, Page};

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    vec![payment(facts), delivery(facts), unpaid(facts), held(facts)]
}

/// ORD-2, ORD-4, BUY-10.
fn payment(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let transfer =
        facts.catalogue.bank_transfer.is_some().then(|| text!(language, answers.payment_transfer).to_owned());
    let has_credit = facts.catalogue.policies.upgrade == UpgradePolicy::NewTermWithCredit;
    let none = has_credit.then(|| text!(language, answers.payment_none).to_owned());
    Answer::new("payment", text!(language, answers.payment_q), text!(language, answers.payment_a))
        .and(transfer)
        .and(none)
        .found_by(text!(language, answers.payment_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}

/// ORD-1, ED-3, BUY-5, ADD-7.
fn delivery(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let minutes = &facts.catalogue.policies.delivery_minutes;
    let answer = text!(language, answers.delivery_a, min = minutes.min, max = minutes.max, phone = facts.phone());
    let again = facts.lasting(Validity::TermWithinEdition);
    Answer::new("delivery", text!(language, answers.delivery_q), &answer)
        .and(again.map(|add_ons| text!(language, answers.delivery_again, names = add_ons)))
        .found_by(text!(language, answers.delivery_words))
        .to(Page::Account(TimelineView::default()), text!(language, answers.to_account))
}

/// ORD-2, BUY-12, ROLE-6.
fn unpaid(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let policies = &facts.catalogue.policies;
    let answer = text!(language, answers.unpaid_a, hours = format::hours(policies.unpaid_hours, language));
    let transfer = facts.catalogue.bank_transfer.is_some().then(|| {
        let days = format::days(i64::from(policies.unpaid_transfer_days), language);
        text!(language, answers.unpaid_transfer, days = days)
    });
    Answer::new("unpaid-orders", text!(language, answers.unpaid_q), &answer)
        .and(transfer)
        .and(Some(text!(language, answers.unpaid_one).to_owned()))
        .found_by(text!(language, answers.unpaid_words))
        .to(Page::Orders(OrderFilter::default()), text!(language, answers.to_orders))
}

/// ORD-5, ORD-6.
fn held(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    // The word for the state is the same at every instant.
    let state = explain::order_state(&OrderState::NeedsAttention { at: DateTime::UNIX_EPOCH }, language);
    let answer = text!(language, answers.held_a, state = state, phone = facts.phone());
    Answer::new("held-money", text!(language, answers.held_q), &answer)
        .found_by(text!(language, answers.held_words))
        .to(Page::Orders(OrderFilter::default()), text!(language, answers.to_orders))
        .with_contact()
}
