//! Results as sentences, in either language.

use std::io::{self, Write};

use rules::Catalogue;
use rules::account::Outlook;
use rules::explain;
use rules::format::{date_time, money};
use rules::question::Answer;
use rules::quote::Quote;
use rules::rejection::Rejection;
use rules::vocabulary::Language;
use serde_json::Value;

use crate::decision::{Decision, Outcome};

/// Writes what came of a case, a sentence a line, and an empty line after it.
pub(crate) fn write(
    decision: &Decision,
    catalogue: &Catalogue,
    language: Language,
    output: &mut impl Write,
) -> io::Result<()> {
    match &decision.id {
        Value::Null => {}
        Value::String(id) => writeln!(output, "# {id}")?,
        id => writeln!(output, "# {id}")?,
    }
    let said = match &decision.outcome {
        Outcome::Events(events) if events.is_empty() => vec![nothing_new(language).to_owned()],
        Outcome::Events(events) => events.iter().map(|event| explain::event(event, catalogue, language)).collect(),
        Outcome::Rejected(rejection) => refusal(rejection, catalogue, language),
        Outcome::Answer(answer) => answered(answer, catalogue, language),
    };
    for line in said {
        writeln!(output, "{line}")?;
    }
    writeln!(output)
}

fn refusal(rejection: &Rejection, catalogue: &Catalogue, language: Language) -> Vec<String> {
    let lines = rejection.reasons.iter().flat_map(|reason| {
        let ways: Vec<String> =
            reason.remedies().iter().map(|remedy| explain::remedy(remedy, catalogue, language)).collect();
        [
            format!("✗ {} [{}]", explain::reason(reason, catalogue, language), reason.rule()),
            format!("  → {}", ways.join(" / ")),
        ]
    });
    lines.collect()
}

fn verdict<T>(name: &str, result: &Result<T, Rejection>, catalogue: &Catalogue, language: Language) -> Vec<String> {
    match result {
        Ok(_) => vec![format!("✓ {name}")],
        Err(rejection) => [format!("✗ {name}")].into_iter().chain(refusal(rejection, catalogue, language)).collect(),
    }
}

fn answered(answer: &Answer, catalogue: &Catalogue, language: Language) -> Vec<String> {
    match answer {
        Answer::EditionOffers(offers) => offers
            .iter()
            .flat_map(|offer| {
                let name = catalogue.edition_name(&offer.edition, language);
                match offer.primary() {
                    Some((_, result)) => verdict(name, result, catalogue, language),
                    None => vec![format!("✗ {name}")],
                }
            })
            .collect(),
        Answer::AddOnOffers(offers) => offers
            .iter()
            .flat_map(|offer| verdict(catalogue.add_on_name(&offer.add_on, language), &offer.buy, catalogue, language))
            .collect(),
        Answer::Quote(quote) => quoted(quote, catalogue, language),
        Answer::Alternatives(alternatives) => alternatives
            .iter()
            .flat_map(|other| {
                let edition = catalogue.edition_name(&other.edition.edition, language);
                let years = rules::format::years(other.edition.term.years(), language);
                match &other.total {
                    Ok(total) => vec![format!("{edition} · {years}: {}", money(*total))],
                    Err(_) => verdict(&format!("{edition} · {years}"), &other.total, catalogue, language),
                }
            })
            .collect(),
        Answer::Outlook(outlook) => outlined(outlook, catalogue, language),
        Answer::Orders(orders) => orders
            .iter()
            .map(|order| {
                let state = explain::order_state(&order.state, language);
                format!("{}: {state}, {}", order.order.as_str(), money(order.total))
            })
            .collect(),
        Answer::Waiting(waiting) => vec![explain::waiting(*waiting, language)],
        Answer::NoticesDue(notices) => notices.iter().map(|notice| explain::notice(notice, language)).collect(),
        Answer::Invoiceable { orders, total } => orders
            .iter()
            .map(|order| format!("{}: {}", order.order.as_str(), money(order.amount)))
            .chain([format!("= {}", money(*total))])
            .collect(),
        // What has no sentences of its own is shown as it is.
        Answer::Allowed | Answer::Lead(_) | Answer::Permissions(_) | Answer::Binding(_) => {
            vec![serde_json::to_string(answer).unwrap_or_default()]
        }
    }
}

fn quoted(quote: &Quote, catalogue: &Catalogue, language: Language) -> Vec<String> {
    let mut said = Vec::new();
    for line in &quote.lines {
        said.push(format!("{}: {}", explain::line_title(line, catalogue, language), money(line.price)));
        said.push(format!("  {} [{}]", explain::line_period(line, language), explain::line_rule(line)));
        said.extend(explain::differences(line, catalogue, language).into_iter().map(|part| format!("  {part}")));
    }
    if let Some(credit) = &quote.credit {
        said.extend(explain::credits(quote, catalogue, language).into_iter().map(|line| format!("− {line}")));
        said.push(format!("− {}", money(credit.total)));
    }
    said.push(format!("= {}", money(quote.total)));
    said.extend(quote.warnings().iter().map(|warning| format!("! {}", explain::warning(warning, catalogue, language))));
    said
}

fn outlined(outlook: &Outlook, catalogue: &Catalogue, language: Language) -> Vec<String> {
    let edition = catalogue.edition_name(&outlook.effective_edition, language);
    let until = outlook.paid_end.map_or_else(String::new, |end| format!(" — {}", date_time(end, language)));
    let balances = outlook.balances.iter().map(|kind| {
        let left = explain::units(kind.quota, kind.left, language);
        format!("{left} / {}", explain::units(kind.quota, kind.total, language))
    });
    [format!("{}: {edition}{until}", date_time(outlook.at, language))].into_iter().chain(balances).collect()
}

const fn nothing_new(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有变化：此前已经办理过。",
        Language::English => "Nothing changed: it was done before.",
    }
}
