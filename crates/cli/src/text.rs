//! Results as sentences, in either language.

use std::io::{self, Write};

use rules::Catalogue;
use rules::account::Outlook;
use rules::explain;
use rules::format::{date_time, money};
use rules::permissions::Permissions;
use rules::question::Answer;
use rules::quote::{Alternative, Quote};
use rules::rejection::Rejection;
use rules::vocabulary::{Language, Term};
use rules::way_forward::Wish;
use serde_json::Value;

use crate::decision::{Decision, Outcome};
use crate::refusal::{Refusal, Standpoint, alternative_wish};

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
    let teller = Teller { standpoint: decision.standpoint(catalogue), wish: &decision.wish, language };
    for refusals in decision.history.iter().flatten() {
        teller.refusal(refusals).iter().try_for_each(|line| writeln!(output, "{line}"))?;
    }
    let said = match &decision.outcome {
        Outcome::Events(events) if events.is_empty() => vec![words(language).nothing_new.to_owned()],
        Outcome::Events(events) => events.iter().map(|event| explain::event(event, catalogue, language)).collect(),
        Outcome::Rejected(rejection) => teller.refusal(&teller.standpoint.refusals(rejection, teller.wish)),
        Outcome::Answer(answer) => teller.answered(answer),
    };
    said.iter().try_for_each(|line| writeln!(output, "{line}"))?;
    writeln!(output)
}

/// Tells answers and refusals in one language.
#[derive(Clone, Copy)]
struct Teller<'a> {
    standpoint: Standpoint<'a>,
    wish: &'a Wish,
    language: Language,
}

impl Teller<'_> {
    fn refusal(self, refusals: &[Refusal]) -> Vec<String> {
        let Self { standpoint: Standpoint { catalogue, .. }, language, .. } = self;
        let lines = refusals.iter().flat_map(|refusal| {
            let ways: Vec<String> =
                refusal.remedies.iter().map(|remedy| explain::remedy(remedy, catalogue, language)).collect();
            let reason = explain::reason(&refusal.reason, catalogue, language);
            [format!("✗ {reason} [{}]", refusal.reason.rule()), format!("  → {}", ways.join(" / "))]
        });
        lines.collect()
    }

    fn verdict<T>(self, name: &str, result: &Result<T, Rejection>, wish: &Wish) -> Vec<String> {
        match result {
            Ok(_) => vec![format!("✓ {name}")],
            Err(rejection) => {
                let refusal = self.refusal(&self.standpoint.refusals(rejection, wish));
                [format!("✗ {name}")].into_iter().chain(refusal).collect()
            }
        }
    }

    fn answered(self, answer: &Answer) -> Vec<String> {
        let Self { standpoint: Standpoint { catalogue, .. }, language, .. } = self;
        match answer {
            Answer::EditionOffers(offers) => offers
                .iter()
                .flat_map(|offer| {
                    let name = catalogue.edition_name(&offer.edition, language);
                    let result = offer.primary().map_or(&offer.buy, |(_, result)| result);
                    self.verdict(name, result, &Wish::edition(offer.edition.clone(), Term::ONE))
                })
                .collect(),
            Answer::AddOnOffers(offers) => offers
                .iter()
                .flat_map(|offer| {
                    let name = catalogue.add_on_name(&offer.add_on, language);
                    self.verdict(name, &offer.buy, &self.standpoint.add_on_wish(offer))
                })
                .collect(),
            Answer::Quote(quote) => quoted(quote, catalogue, language),
            Answer::Alternatives(alternatives) => {
                alternatives.iter().flat_map(|other| self.alternative(other)).collect()
            }
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
            Answer::Allowed => vec![format!("✓ {}", words(language).allowed)],
            Answer::Lead(lead) => vec![explain::next_step(lead.opens_trial, language).to_owned()],
            Answer::Permissions(permissions) => self.permitted(permissions),
            Answer::Binding(preview) => explain::binding(preview, language),
        }
    }

    fn alternative(self, other: &Alternative) -> Vec<String> {
        let edition = self.standpoint.catalogue.edition_name(&other.edition.edition, self.language);
        let years = rules::format::years(other.edition.term.years(), self.language);
        match &other.total {
            Ok(total) => vec![format!("{edition} · {years}: {}", money(*total))],
            Err(_) => self.verdict(&format!("{edition} · {years}"), &other.total, &alternative_wish(other, self.wish)),
        }
    }

    fn permitted(self, permissions: &Permissions) -> Vec<String> {
        let words = words(self.language);
        let each = [
            (words.balances, &permissions.balances),
            (words.purchase, &permissions.purchase),
            (words.order_history, &permissions.order_history),
            (words.invoice, &permissions.invoice),
        ];
        let phone = permissions.phone_verified_until;
        let phone = phone.map(|until| format!("{}: {}", words.phone_until, date_time(until, self.language)));
        each.into_iter().flat_map(|(name, result)| self.verdict(name, result, &Wish::Other)).chain(phone).collect()
    }
}

/// What the program says itself.
struct Words {
    nothing_new: &'static str,
    allowed: &'static str,
    balances: &'static str,
    purchase: &'static str,
    order_history: &'static str,
    invoice: &'static str,
    phone_until: &'static str,
}

const fn words(language: Language) -> Words {
    match language {
        Language::Chinese => Words {
            nothing_new: "没有变化：此前已经办理过。",
            allowed: "可以办理。",
            balances: "查看份额",
            purchase: "购买、续费、升级、增购、申请试用",
            order_history: "查看订单记录",
            invoice: "申请发票",
            phone_until: "安全手机验证有效期至",
        },
        Language::English => Words {
            nothing_new: "Nothing changed: it was done before.",
            allowed: "This can be done.",
            balances: "See balances",
            purchase: "Buy, renew, upgrade, add on, apply for the trial",
            order_history: "See the order history",
            invoice: "Ask for invoices",
            phone_until: "The security phone counts as verified until",
        },
    }
}

fn quoted(quote: &Quote, catalogue: &Catalogue, language: Language) -> Vec<String> {
    let mut said = Vec::new();
    for line in &quote.lines {
        said.push(format!("{}: {}", explain::line_title(line, catalogue, language), money(line.price)));
        said.push(format!("  {} [{}]", explain::line_period(line, language), explain::line_rules(line).join(", ")));
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
