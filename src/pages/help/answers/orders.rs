//! Who may do what, invoices, and that nothing is returned by oneself (RULES §10, ED-8).

use rules::format;
use rules::invoice::{Amounts, amounts};

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::{OrderFilter, Page};

pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    vec![roles(facts), invoices(facts), refunds(facts)]
}

/// ROLE-2 … ROLE-7, ORD-7.
fn roles(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    Answer::new("roles", text!(language, answers.roles_q), text!(language, answers.roles_a))
        .found_by(text!(language, answers.roles_words))
        .to(Page::Orders(OrderFilter::default()), text!(language, answers.to_orders))
}

/// INV-1 … INV-4, with the VAT of a year of the first edition as the example.
fn invoices(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let rate = facts.catalogue.vat.rate_percent;
    let example = facts.catalogue.editions.first().and_then(|edition| amounts(edition.yearly_price_fen, rate));
    let vat = example.map(|Amounts { gross, net, tax }| {
        let [gross, net, tax] = [gross, net, tax].map(format::money);
        text!(language, answers.invoices_vat, rate = rate, gross = gross, net = net, tax = tax)
    });
    Answer::new(
        "invoices-and-vat",
        text!(language, answers.invoices_q),
        &text!(language, answers.invoices_a, phone = facts.phone()),
    )
    .and(vat)
    .found_by(text!(language, answers.invoices_words))
    .to(Page::Invoices(None), text!(language, answers.to_invoices))
}

/// ED-7, ED-8, ORD-8: the contact, and nothing to press that returns money.
fn refunds(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let contact = &facts.catalogue.contact;
    let answer = text!(
        language,
        answers.refunds_a,
        phone = &contact.phone,
        email = &contact.email,
        hours = contact.hours.in_language(language)
    );
    Answer::new("refunds", text!(language, answers.refunds_q), &answer)
        .found_by(text!(language, answers.refunds_words))
        .with_contact()
        .to(Page::Trial(None), text!(language, trial.nav))
}
